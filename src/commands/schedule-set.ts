import { UserError } from '../errors.js';
import { placeLocale } from '../languages.js';
import { bold, type Block, type Button, buttons, heading, note, type Reply, text } from '../reply.js';
import { createSchedule, schedulesOf } from '../schedule/book.js';
import { firstDate, fromFor } from '../schedule/occurrences.js';
import { GRACE_MS, MAX_SCHEDULES, type Pattern, type Schedule, type What, WHATS } from '../schedule/schedule.js';
import type { Args, Context } from './command.js';
import { whatOf } from './schedule-facts.js';
import { readRule } from './schedule-read.js';
import { cursorFor } from './schedule-start.js';
import { summaryOf } from './schedule-view.js';
import { channelFor, needsRightsOfBot } from './schedule-where.js';

/** What tells that somebody knows the words, and forgot the time. */
const SAID = ['zone', 'days', 'channel', 'start', 'grace', 'from'];
const DAILY: Pattern = { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] };
/** A week is looked back on when it ends. */
const WEEKLY: Pattern = { kind: 'weekdays', days: [7] };
const usualDays = (what: string | undefined): Pattern => (what === 'digest' ? WEEKLY : DAILY);

/** `schedule set`: checks everything, also what the bot may do there, before anything is stored. Without a time, asks. */
export async function set(context: Context, args: Args): Promise<Reply> {
  const { request, store, clock, defaults, documents, t, locale } = context;
  const { place, member } = request;
  const chosen = args.text('what') as What | undefined;
  if (args.text('time') === undefined) {
    if (chosen !== undefined || SAID.some((name) => args.text(name) !== undefined)) throw new UserError('schedule.no-time', { what: chosen ?? 'lesson' });
    return askWhat(context);
  }
  const what = chosen ?? 'lesson';
  const read = readRule(context, args, defaults.zone);
  const zone = read.zone ?? defaults.zone;
  const time = read.time ?? '';
  const pattern = read.pattern ?? usualDays(what);
  const rule = { from: fromFor(pattern, { time, zone }, clock.now()), graceMs: GRACE_MS, skips: [], ...read, pattern, time, zone };
  const cursor = cursorFor(context, 'set', what, args);
  const follow = followFor(what, args);
  const before = await schedulesOf(store, place.group);
  if (before.length >= MAX_SCHEDULES) throw new UserError('schedule.too-many', { max: MAX_SCHEDULES });
  const channel = await channelFor(context, args.text('channel'));
  await needsRightsOfBot(context, { channel: channel.id, channelName: channel.name, follow });
  const made = await createSchedule(store, {
    ...rule,
    id: context.random.id(),
    platform: place.platform,
    group: place.group,
    channel: channel.id,
    channelName: channel.name,
    locale: await placeLocale(documents, place, defaults.locale),
    owner: member.id,
    what,
    cursor,
    pass: 1,
    follow,
    nextDate: firstDate(rule, clock.now()),
    state: 'on',
    log: [],
  });
  return { locale, blocks: summaryOf(context, made, text(t('schedule.set', { number: made.number })), ...twoLessons(context, made, before)) };
}

/** What a line switches on and off, over what was. @throws UserError where nothing can follow */
export function followFor(what: What, args: Args, now: Schedule['follow'] = { thread: false, pin: false, quiz: false }): Schedule['follow'] {
  const asked = (name: keyof Schedule['follow']): boolean => (args.text(name) === undefined ? now[name] : args.text(name) === 'on');
  const follow = { thread: asked('thread'), pin: asked('pin'), quiz: asked('quiz') };
  if (what !== 'lesson' && Object.values(follow).includes(true)) throw new UserError('schedule.only-lessons');
  return follow;
}

/** Said where lessons would come twice. */
export function twoLessons({ t, locale }: Context, made: Schedule, all: readonly Schedule[]): Block[] {
  const others = all.filter((one) => one.what === 'lesson' && one.channel === made.channel && one.id !== made.id && one.state !== 'finished');
  if (made.what !== 'lesson' || others.length === 0) return [];
  const numbers = new Intl.ListFormat(locale).format(others.map(({ number }) => String(number)));
  return [note(t('schedule.two-lessons', { numbers, count: others.length }))];
}

/** The first step for who knows no words: what it shall be. A press opens the form for the rest. */
function askWhat(context: Context): Reply {
  const { t, locale } = context;
  const what = WHATS.map((one): Button => ({ label: whatOf(context, { what: one }), line: `schedule set what:${one}` }));
  return {
    locale,
    blocks: [heading(t('form.title.schedule')), text(bold(t('schedule.ask-what'))), buttons(...what), note(t('schedule.ask-how', { example: 'schedule set lesson 08:00 Asia/Shanghai days:weekdays start:13' }))],
  };
}
