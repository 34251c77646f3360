import { lessonAt } from '../course/course.js';
import { lessonButton, lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { formatInstant } from '../locale/format.js';
import type { Locale } from '../locale/index.js';
import { placeLocale } from '../languages.js';
import { bold, type Block, buttons, heading, list, note, type Reply, text } from '../reply.js';
import { changeSchedule, createSchedule, schedulesOf } from '../schedule/book.js';
import { dueAt, firstDate, upcoming } from '../schedule/occurrences.js';
import { GRACE_MS, type Schedule } from '../schedule/schedule.js';
import { resumed } from '../schedule/step.js';
import { readDays, readTime } from '../schedule/words.js';
import { isZone, localDate } from '../schedule/zone.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';
import { lessonFor } from './params.js';
import { managesChannel } from './rights.js';
import { schedule } from './schedule.js';

/** How many dates the status shows. */
const AHEAD = 5;

/** `schedule set`: checks everything, also whether the bot may post here, before anything is stored. */
export async function set(context: Context, args: Args): Promise<Reply> {
  const { request, store, clock, defaults, documents } = context;
  const typed = { time: args.text('time') ?? '', zone: args.text('zone') ?? defaults.zone, days: args.text('days') ?? 'daily' };
  const time = readTime(typed.time);
  if (time === undefined) throw new UserError('schedule.bad-time', { time: label(typed.time, 40) });
  if (!isZone(typed.zone)) throw new UserError('schedule.bad-zone', { zone: label(typed.zone, 40) });
  const days = readDays(typed.days);
  if (days === undefined) throw new UserError('schedule.bad-days', { days: label(typed.days, 40) });
  const lesson = lessonFor(context, args.text('start') ?? context.library().course.lessons[0]?.id ?? '');

  const { place, member } = request;
  const missing = (await context.adapters.get(place.platform)?.preflight(place.channel)) ?? [];
  if (missing.length > 0) throw new UserError('schedule.cannot-post', { missing: missing.join(', ') });

  const rule = { pattern: { kind: 'weekdays', days }, from: localDate(clock.now(), typed.zone), time, zone: typed.zone, skips: [] } as const;
  const plan = await createSchedule(store, {
    ...rule,
    id: context.random.id(),
    platform: place.platform,
    group: place.group,
    channel: place.channel,
    locale: await placeLocale(documents, place, defaults.locale),
    owner: member.id,
    what: 'lesson',
    graceMs: GRACE_MS,
    cursor: lesson.id,
    pass: 1,
    follow: { thread: false, pin: false, quiz: false },
    nextDate: firstDate(rule, clock.now()),
    state: 'on',
    log: [],
  });
  const { locale, t } = context;
  return {
    locale,
    blocks: [text(t('schedule.set', { time, zone: plan.zone, days: inWords(days, context), lesson: lessonTitle(lesson, context) })), ...ahead(context, plan), controls(context, plan)],
  };
}

async function planHere(context: Context): Promise<Schedule> {
  const { group, channel } = context.request.place;
  const plan = (await schedulesOf(context.store, group)).findLast((one) => one.channel === channel);
  if (!plan) throw new UserError('schedule.none', { example: schedule.example });
  return plan;
}

/** Whoever set it, or who manages the group. */
function needsRight({ request }: Context, plan: Schedule): void {
  if (!managesChannel(request.member) && request.member.id !== plan.owner) throw new UserError('error.no-right');
}

export async function status(context: Context): Promise<Reply> {
  const { locale, t } = context;
  const plan = await planHere(context);
  const state: Block[] = [text(t('schedule.running', { time: plan.time, zone: plan.zone, days: inWords(daysOf(plan), context) }))];
  if (plan.state === 'finished') state.push(text(t('schedule.finished')));
  if (plan.state === 'paused') {
    state.push(text(plan.paused ? t('schedule.paused-why', { why: t(`schedule.why.${plan.paused.why}`, { missing: plan.paused.missing }) }) : t('schedule.paused')));
  }
  const [last] = plan.log;
  if (last) {
    const when = formatInstant(last.dueAt, plan.zone, locale);
    const lesson = last.lesson === undefined ? '' : titleOf(context, last.lesson);
    state.push(note(last.result === 'sent' ? t('schedule.last', { when, lesson }) : t('schedule.last-skipped', { when })));
  }
  return { locale, blocks: [heading(t('schedule.title')), ...state, ...(plan.state === 'on' ? ahead(context, plan) : []), controls(context, plan)] };
}

export async function pause(context: Context): Promise<Reply> {
  const plan = await planHere(context);
  needsRight(context, plan);
  await changeSchedule(context.store, plan.id, (now) => (now.state === 'on' ? { ...now, state: 'paused' } : now));
  const lesson = plan.cursor === undefined ? '' : titleOf(context, plan.cursor);
  return { locale: context.locale, blocks: [text(context.t('schedule.did-pause', { lesson })), controls(context, { ...plan, state: 'paused' })] };
}

export async function resume(context: Context): Promise<Reply> {
  const plan = await planHere(context);
  needsRight(context, plan);
  if (plan.state === 'finished') throw new UserError('schedule.finished');
  const now = context.clock.now();
  const after = (await changeSchedule(context.store, plan.id, (current) => (current.state === 'paused' ? resumed(current, now) : current))) ?? plan;
  const when = formatInstant(dueAt(after, after.nextDate), after.zone, context.locale);
  const said = context.t('schedule.did-resume', { lesson: titleOf(context, after.cursor ?? ''), when });
  return { locale: context.locale, blocks: [text(said), controls(context, after)] };
}

function titleOf(context: Context, id: string): string {
  const lesson = lessonAt(context.library().course, id);
  return lesson ? lessonTitle(lesson, context) : id;
}

/** The next dates in local time, each with the lesson that is due then. */
function ahead(context: Context, plan: Schedule): Block[] {
  const { lessons } = context.library().course;
  const from = lessons.findIndex((lesson) => lesson.id === plan.cursor);
  const items = upcoming(plan, AHEAD).flatMap(({ at }, i) => {
    const lesson = lessons[from + i];
    return lesson ? [[context.t('schedule.item', { when: formatInstant(at, plan.zone, context.locale), lesson: lessonTitle(lesson, context) })]] : [];
  });
  return items.length > 0 ? [text(bold(context.t('schedule.upcoming'))), list(items, true)] : [];
}

function controls(context: Context, plan: Schedule): Block {
  const { t } = context;
  const lesson = plan.cursor === undefined ? undefined : lessonAt(context.library().course, plan.cursor);
  return buttons(
    ...(plan.state === 'on' ? [{ label: t('schedule.pause'), line: 'schedule pause' }] : []),
    ...(plan.state === 'paused' ? [{ label: t('schedule.resume'), line: 'schedule resume', style: 'primary' as const }] : []),
    { label: t('schedule.status'), line: 'schedule status' },
    ...(lesson ? [lessonButton(lesson, context)] : []),
  );
}

const daysOf = ({ pattern }: Schedule): readonly number[] => (pattern.kind === 'weekdays' ? pattern.days : []);

function inWords(days: readonly number[], { locale, t }: { locale: Locale; t: Context['t'] }): string {
  if (days.length === 7) return t('schedule.daily');
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  // 1 January 2024 was a Monday
  return new Intl.ListFormat(locale, { style: 'short', type: 'conjunction' }).format(days.map((day) => format.format(Date.UTC(2024, 0, day))));
}
