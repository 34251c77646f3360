import { UserError } from '../errors.js';
import { lineOf } from '../line.js';
import { LIMITS } from '../limits.js';
import { buttons, code, note } from '../reply.js';
import { label, tame } from '../text.js';
import type { Action } from './command.js';

/** Fields of the forms of `schedule set` and `schedule move`. */
const FIELDS = ['time', 'days', 'channel', 'start', 'grace'];
/** How much of a form is said back, UTF-16 units. */
const SAID = 600;

/** What a form gave is said back where it is refused, with the way to that form: a form that was sent is gone. */
export const sayingBack = (action: 'set' | 'move', run: Action['run']): Action['run'] => (context, args) =>
  run(context, args).catch((error: unknown) => {
    const { request, t } = context;
    if (!(error instanceof UserError) || !request.pressed || FIELDS.every((name) => args.text(name) === undefined)) throw error;
    const form = lineOf('schedule', action, Object.fromEntries(['what', 'id', 'number'].flatMap((name) => (args.text(name) === undefined ? [] : [[name, args.text(name) as string]]))));
    const way = form.length <= LIMITS.line ? [buttons({ label: t('schedule.fill-again'), line: form, style: 'primary' as const })] : [];
    throw new UserError(error.key, error.params, [...error.help, note(t('schedule.written')), code(label(tame(request.line), SAID)), ...way]);
  });
