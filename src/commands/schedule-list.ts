import { UserError } from '../errors.js';
import { pages } from '../pages.js';
import { bold, buttons, heading, list, note, type Reply, type Span } from '../reply.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Args, Context } from './command.js';
import { pageOf } from './params.js';
import { whatOf, whenOf, whereOf } from './schedule-facts.js';
import { menuOf, seenBy } from './schedule-pick.js';
import { nextOf } from './schedule-told.js';

/** `schedule list`: all that the member may know of, a line each, with a menu to open one. */
export async function listAll(context: Context, args: Args): Promise<Reply> {
  const { t, locale } = context;
  const all = await seenBy(context);
  if (all.length === 0) throw new UserError('schedule.no-schedule', { example: 'schedule set 08:00 Asia/Shanghai' });
  const shown = pages([list(all.map((one) => rowOf(context, one)))]);
  const { page, content } = pageOf(shown, args.integer('page'));
  return {
    locale,
    blocks: [
      heading(t('schedule.list')),
      ...content,
      ...(shown.length > 1 ? [note(t('common.page', { page, pages: shown.length }))] : []),
      ...(page < shown.length ? [buttons({ label: t('common.more'), line: `schedule list page:${page + 1}`, style: 'primary' })] : []),
      ...menuOf(context, all, 'status'),
    ],
  };
}

function rowOf(context: Context, schedule: Schedule): Span[] {
  return [bold(`${schedule.number}. ${whatOf(context, schedule)}`), ' · ', whereOf(context, schedule), ` · ${whenOf(context, schedule)} · ${nextOf(context, schedule)}`];
}
