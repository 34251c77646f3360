import { formatDate, formatInstant } from '../locale/format.js';
import { pages } from '../pages.js';
import { bold, type Block, buttons, list, type Reply, type Span, text } from '../reply.js';
import { followOf } from '../schedule/follows.js';
import { troubleKey } from '../schedule/occurrences.js';
import { occurrenceKey, type Schedule, type Settled } from '../schedule/schedule.js';
import type { Args, Context } from './command.js';
import { pageOf } from './params.js';
import { titleOf } from './schedule-facts.js';
import { pick } from './schedule-pick.js';
import { resultOf, stepsOf } from './schedule-told.js';
import { ahead, controls, facts, headingOf, stateOf } from './schedule-view.js';

/** How many of the last posts are shown. */
const BACK = 7;

/** `schedule status`: what it is set to, what comes, what came of the last ones, and what became of all that followed. */
export async function status(context: Context, args: Args): Promise<Reply> {
  const found = await pick(context, args, 'status', 'schedule status');
  const blocks = [headingOf(context, found), ...stateOf(context, found), facts(context, found), ...ahead(context, found), ...deliveries(context, found), ...(await followUps(context, found))];
  const shown = pages(blocks);
  const { page, content } = pageOf(shown, args.integer('page'));
  const more = page < shown.length ? [buttons({ label: context.t('common.more'), line: `schedule status id:${found.id} page:${page + 1}`, style: 'primary' })] : [];
  return { locale: context.locale, blocks: [...content, ...more, ...controls(context, found)] };
}

function deliveries(context: Context, schedule: Schedule): Block[] {
  const { t, locale } = context;
  const line = (settled: Settled): Span[] => {
    const { dueAt: due, lesson, result } = settled;
    // lessons are sent with their name, but for the post after the last one
    const closing = schedule.what === 'lesson' && result === 'sent' ? ` · ${t('schedule.closing')}` : '';
    const title = lesson === undefined ? closing : ` · ${titleOf(context, lesson)}`;
    return [`${formatInstant(due, schedule.zone, locale)}${title} · ${resultOf(context, schedule, settled)}`];
  };
  // after a clock that went back: a day that was missed then is to come again
  const over = ({ result, date }: Settled): boolean => result !== 'missed' || date < schedule.nextDate;
  const log = schedule.log.filter(over).slice(0, BACK);
  return log.length > 0 ? [text(bold(t('schedule.last'))), list(log.map(line))] : [];
}

/** What was to follow the last post, and the message about a stop. */
async function followUps(context: Context, schedule: Schedule): Promise<Block[]> {
  const { store, t, locale } = context;
  const last = schedule.log.find(({ result }) => result === 'sent');
  const keys = [
    ...(last ? [{ key: occurrenceKey(schedule, last.date), title: 'schedule.after' as const, date: last.date }] : []),
    ...(schedule.paused ? [{ key: troubleKey(schedule, schedule.nextDate), title: 'schedule.after-stop' as const, date: schedule.nextDate }] : []),
  ];
  const found = await Promise.all(keys.map(async (one) => ({ ...one, follow: await followOf(store, one.key) })));
  return found.flatMap(({ title, date, follow }) => (follow ? [text(bold(t(title, { date: formatDate(date, locale) }))), list(stepsOf(context, follow, schedule.zone).map((line) => [line]))] : []));
}
