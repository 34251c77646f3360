import type { DeclaredCommand } from '../../src/commands/declared.js';
import type { Subject } from '../../src/ports.js';
import { toId } from './ids.js';
import { nameOf } from './who.js';
import type { WireInteraction } from './wire.js';

/** The line of an entry in a message's own menu. Discord sends the name in its default language, whatever the member sees. */
export const menuLine = (commands: readonly DeclaredCommand[], name: string | undefined): string | undefined =>
  commands.find(({ menu }) => menu !== undefined && menu.name.en === name)?.menu?.line;

/** The message that the menu was opened on. Its text is empty where it has only files or embeds. `at`: of the interaction. */
export function subjectOf({ data, channel_id }: WireInteraction, at: number): Subject | undefined {
  const id = data?.target_id;
  const message = id ? data.resolved?.messages?.[id] : undefined;
  const channel = message?.channel_id ?? channel_id;
  if (!id || !channel || !message?.author?.id) return undefined;
  const written = Date.parse(message.timestamp ?? '');
  return {
    author: { id: toId(message.author.id), name: nameOf(message.author, message.author.id) },
    text: message.content ?? '',
    at: Number.isNaN(written) ? at : written,
    message: { channel: toId(channel), message: toId(id) },
  };
}
