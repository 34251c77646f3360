import { callRunning, type Called } from '../../src/io/control-client.js';
import type { Reply } from '../../src/reply.js';
import { oneLine } from '../../src/text.js';
import type { SayOptions } from './index.js';

/** The call's name at the control door; both ends of it are here, because the two processes may be of two versions. */
export const ASK = 'ask';

/** Says a line through the process whose control file this is. @throws ControlError */
export const askRunning =
  (file: string | undefined) =>
  (line: string, { as, locale, lang }: SayOptions): Promise<Called> =>
    callRunning(file, ASK, { line, as, locale, lang });

/** The arguments of a call `ask`, as the running process got them. @throws Error where they are none */
export function heard(args: unknown): { line: string; options: SayOptions } {
  const { line, as, locale, lang } = (args ?? {}) as Record<string, unknown>;
  const name = typeof as === 'string' ? oneLine(as) : '';
  if (typeof line !== 'string' || name === '') throw new Error('ask takes {line, as, locale, lang}');
  const tag = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { line, options: { as: name, locale: tag(locale), lang: tag(lang) } };
}

/** The result of a call `ask`. @throws Error where it is none */
export function replies(result: unknown): Reply[] {
  const isReply = (one: unknown) => Array.isArray((one as Partial<Reply> | null)?.blocks);
  if (Array.isArray(result) && result.every(isReply)) return result as Reply[];
  throw new Error('the running process answers in a form that this version does not know');
}
