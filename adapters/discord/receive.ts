import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import { lineOf } from '../../src/line.js';
import type { Request } from '../../src/ports.js';
import { typedChannel } from './channels.js';
import { submittedLine } from './form.js';
import { toId } from './ids.js';
import { menuLine, subjectOf } from './menu.js';
import { memberOf, placeOf, pressedOf } from './who.js';
import { shaped } from './shape.js';
import { present, type WireData, type WireOption } from './wire.js';

/** Where an answer goes: good for 15 minutes. */
export interface Reference {
  readonly id: string;
  readonly token: string;
  readonly application: string;
  /** Whether it came from a message's button or menu, or from a form that one opened, so that an answer may change the message in place. */
  readonly component: boolean;
}

export type Inbound =
  | {
      readonly kind: 'request';
      readonly request: Request;
      readonly reference: Reference;
      /** Whether a form may be shown in its place: Discord takes none for a submitted form, and one would lose a menu's message. */
      readonly opens: boolean;
    }
  | {
      readonly kind: 'suggest';
      readonly command: string;
      readonly param: string;
      readonly typed: string;
      readonly request: Omit<Request, 'line'>;
      readonly reference: Reference;
    }
  | { readonly kind: 'ignored'; readonly why: string };

/** What an interaction asks of the core. Pure, never throws, whatever is missing or of another kind. `at`: epoch ms of its arrival. */
export function read(given: unknown, at: number, commands: readonly DeclaredCommand[] = []): Inbound {
  const raw = shaped(given);
  const user = raw?.member?.user ?? raw?.user;
  if (!raw?.id || !raw.token || !raw.application_id) return ignored('no id, token or application');
  if (!user?.id) return ignored('no user');
  const { type } = raw;
  const data = raw.data ?? {};
  const pressed = type === InteractionType.MessageComponent || (type === InteractionType.ModalSubmit && raw.message) ? pressedOf(raw) : undefined;
  const reference = { id: raw.id, token: raw.token, application: raw.application_id, component: pressed !== undefined };
  const base = { key: toId(raw.id), member: memberOf(raw, user, user.id), place: placeOf(raw, user.id), at };
  const asked = (line: string | undefined, why: string, more: Partial<Request> = {}, opens = true): Inbound =>
    line ? { kind: 'request', request: { ...base, line, ...more }, reference, opens } : ignored(why);

  if (type === InteractionType.ApplicationCommand && data.type === ApplicationCommandType.Message)
    return asked(menuLine(commands, data.name), 'an entry of the menu that is not declared', { subject: subjectOf(raw, at) }, false);
  if (type === InteractionType.ApplicationCommand) return asked(slashLine(data, commands), `application command of type ${data.type}`);
  if (type === InteractionType.MessageComponent)
    return asked(data.component_type === ComponentType.StringSelect ? data.values?.[0] : data.custom_id, 'a component without a line', { pressed });
  if (type === InteractionType.ModalSubmit) return asked(submittedLine(data, commands), 'a form without a line', { pressed }, false);
  if (type === InteractionType.ApplicationCommandAutocomplete) {
    const called = callOf(data);
    const focused = called?.options.find((option) => option.focused);
    if (!called || !focused?.name) return ignored('autocomplete without a focused option');
    return { kind: 'suggest', command: called.command, param: focused.name, typed: String(focused.value ?? ''), request: base, reference };
  }
  return ignored(`interaction of type ${type}`);
}

const ignored = (why: string): Inbound => ({ kind: 'ignored', why });

function slashLine(data: WireData, commands: readonly DeclaredCommand[]): string | undefined {
  const called = callOf(data);
  if (!called) return undefined;
  const { command, action, options } = called;
  const values = options.flatMap(({ name, type, value }) => {
    if (!name || value === undefined || value === null) return [];
    return [[name, (type === ApplicationCommandOptionType.Channel ? typedChannel(String(value)) : undefined) ?? value] as const];
  });
  return lineOf(command, action, Object.fromEntries(values), rawParams(commands, command, action));
}

/** The parameters of an action whose values stay as they were typed. */
const rawParams = (commands: readonly DeclaredCommand[], command: string, action: string): string[] =>
  (commands.find((one) => one.name === command)?.actions.find((one) => one.name === action)?.params ?? []).flatMap((param) => (param.raw ? [param.name] : []));

/** The slash command, its sub-command and their options. */
function callOf(data: WireData): { command: string; action: string; options: readonly WireOption[] } | undefined {
  if (!data.name || (data.type ?? ApplicationCommandType.ChatInput) !== ApplicationCommandType.ChatInput) return undefined;
  const options = present(data.options);
  const sub = options.find((option) => option.type === ApplicationCommandOptionType.Subcommand);
  return { command: data.name, action: sub?.name ?? '', options: sub ? present(sub.options) : options };
}
