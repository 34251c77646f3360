import { formatDate, formatInstant, formatSpan } from '../locale/format.js';
import type { Key } from '../locale/index.js';
import { pages } from '../pages.js';
import { bold, type Block, buttons, list, type Reply, type Span, text } from '../reply.js';
import type { Follow, Step } from '../schedule/follow.js';
import { followOf } from '../schedule/follows.js';
import { occurrenceKey, type Schedule, type Settled } from '../schedule/schedule.js';
import type { Args, Context } from './command.js';
import { pageOf } from './params.js';
import { titleOf } from './schedule-facts.js';
import { pick } from './schedule-pick.js';
import { ahead, controls, facts, headingOf, stateOf } from './schedule-view.js';

/** A post that is later than this is called late, milliseconds: a second look at what is due is no delay. */
const LATE_MS = 60_000;

/** `schedule status`: what it is set to, what comes, what came of the last ones, and what became of all that followed. */
export async function status(context: Context, args: Args): Promise<Reply> {
  const found = await pick(context, args, 'status', 'schedule status');
  const blocks = [headingOf(context, found), ...stateOf(context, found), facts(context, found), ...ahead(context, found), ...deliveries(context, found), ...(await followUps(context, found))];
  const shown = pages(blocks);
  const { page, content } = pageOf(shown, args.integer('page'));
  const more = page < shown.length ? [buttons({ label: context.t('common.more'), line: `schedule status id:${found.id} page:${page + 1}`, style: 'primary' })] : [];
  return { locale: context.locale, blocks: [...content, ...more, ...controls(context, found)] };
}

function deliveries(context: Context, { log, zone, graceMs }: Schedule): Block[] {
  const { t, locale } = context;
  const line = ({ dueAt: due, at, result, lesson, attempts = 1 }: Settled): Span[] => {
    const when = formatInstant(due, zone, locale);
    if (result === 'missed') return [t('schedule.missed', { when, span: formatSpan(graceMs, locale) })];
    if (result === 'skipped') return [t('schedule.skipped', { when })];
    const late = at - due;
    const key = late > LATE_MS ? 'schedule.sent.late' : 'schedule.sent.on-time';
    const said = t(key, { when, lesson: lesson === undefined ? '' : ` · ${titleOf(context, lesson)}`, span: formatSpan(late, locale) });
    return [attempts > 1 ? `${said} · ${t('schedule.attempts', { count: attempts })}` : said];
  };
  return log.length > 0 ? [text(bold(t('schedule.last'))), list(log.map(line))] : [];
}

/** What was to follow the last post, and the message about a stop. */
async function followUps(context: Context, schedule: Schedule): Promise<Block[]> {
  const { store, t, locale } = context;
  const last = schedule.log.find(({ result }) => result === 'sent');
  const keys = [
    ...(last ? [{ key: occurrenceKey(schedule, last.date), title: 'schedule.after' as const, date: last.date }] : []),
    ...(schedule.paused ? [{ key: `${occurrenceKey(schedule, schedule.nextDate)}:trouble`, title: 'schedule.after-stop' as const, date: schedule.nextDate }] : []),
  ];
  const found = await Promise.all(keys.map(async (one) => ({ ...one, follow: await followOf(store, one.key) })));
  return found.flatMap(({ title, date, follow }) => (follow ? [text(bold(t(title, { date: formatDate(date, locale) }))), list(stepsOf(context, follow, schedule.zone))] : []));
}

const REASONS: Readonly<Record<string, Key>> = { gone: 'schedule.why.gone', refused: 'schedule.why.refused', retry: 'schedule.cut-off' };

function stepsOf({ t, locale }: Context, { steps }: Follow, zone: string): Span[][] {
  const state = ({ state: now, at, tries, why = '' }: Step): string => {
    if (now === 'done') return t('schedule.done');
    const reason = Object.hasOwn(REASONS, why) ? REASONS[why] : undefined;
    if (now === 'lost') return t('schedule.lost', { why: reason ? t(reason) : why });
    const when = formatInstant(at, zone, locale);
    return tries > 0 ? `${t('schedule.again', { when })} · ${t('schedule.failed', { count: tries })}` : t('schedule.waiting', { when });
  };
  return steps.map((one) => [t(`post.step.${one.kind}`), t('schedule.colon'), state(one)]);
}
