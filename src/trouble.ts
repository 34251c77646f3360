import type { Context } from './commands/command.js';
import { UserError } from './errors.js';
import { words } from './line.js';
import { LIMITS } from './limits.js';
import { type Block, buttons, note, type Reply, text } from './reply.js';
import { StoreUnavailable } from './store.js';
import { label } from './text.js';
import { traceOf } from './trace.js';

/** What a person sees of an error. A bug is logged here; the person sees the event's id, which stands in every line about it. */
export function errorReply(error: unknown, context: Context): Reply {
  const { locale, t } = context;
  if (error instanceof UserError) {
    const id = error.key.split('.').at(-1) ?? error.key;
    const help = error.key === 'error.unknown-command' ? ways(context) : error.help;
    return { locale, trouble: 'user-error', blocks: [text(t(error.key, error.params)), ...help, note(id)] };
  }
  if (error instanceof StoreUnavailable) {
    context.log.error('the store did not answer', { error });
    return { locale, trouble: 'unavailable', blocks: [text(t('error.busy')), note('busy')] };
  }
  context.log.error('a bug', { error });
  return { locale, trouble: 'bug', blocks: [text(t('error.bug', { id: traceOf(context.request.key) }))] };
}

/** After an unknown command: search for its words, or ask for help. */
function ways({ request, t }: Context): Block[] {
  const query = words(request.line.slice(0, 400)).join(' ');
  const line = `find ${query}`;
  const search = query && line.length <= LIMITS.line && line.isWellFormed() ? [{ label: label(t('common.search', { words: label(query, 40) }), LIMITS.buttonLabel), line }] : [];
  return [buttons(...search, { label: t('common.help'), line: 'help' })];
}
