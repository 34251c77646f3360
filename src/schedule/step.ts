import { dayFrom, dueAt, firstDate, openDate, type Rule } from './occurrences.js';
import { LOG_LENGTH, MAX_EVERY, type Schedule, type Settled, type Trouble } from './schedule.js';
import { addDays, localDate } from './zone.js';

/**
 * What to do with a schedule now. `missed`: only occurrences past their grace window were due, and are written off.
 * `deliver`: the day `schedule.nextDate` is to be posted; earlier ones that were due as well are written off.
 */
export type Duty = { readonly kind: 'wait' } | { readonly kind: 'missed' | 'deliver'; readonly schedule: Schedule };

/** Days that are looked at one by one, at most: a clock may be years ahead. More than the log can hold of the rarest pattern. */
const MOST_DAYS = (LOG_LENGTH + 1) * MAX_EVERY;

/** One catch-up at most: of several occurrences that are due, only the last one is posted, inside its grace window. */
export function duty(schedule: Schedule, now: number): Duty {
  if (schedule.state !== 'on' || dueAt(schedule, schedule.nextDate) > now) return { kind: 'wait' };
  const first = addDays(localDate(now, schedule.zone), -MOST_DAYS);
  let at = schedule.nextDate < first ? { ...schedule, nextDate: dayFrom(schedule, first) } : schedule;
  for (;;) {
    const following = openDate(at, addDays(at.nextDate, 1));
    const isLast = dueAt(at, following) > now;
    if (isLast && now - dueAt(at, at.nextDate) <= at.graceMs) return at === schedule && (schedule.tryAt ?? 0) > now ? { kind: 'wait' } : { kind: 'deliver', schedule: at };
    at = passed(at, { date: at.nextDate, result: 'missed', at: now });
    if (isLast) return { kind: 'missed', schedule: at };
  }
}

/** With the occurrences written off that were due before the one that is to be posted now, if any is. The same where there are none. */
export function caughtUp(schedule: Schedule, now: number): Schedule {
  const what = duty({ ...schedule, tryAt: undefined }, now);
  return what.kind === 'wait' || what.schedule.nextDate === schedule.nextDate ? schedule : what.schedule;
}

const logged = (schedule: Schedule, settled: Omit<Settled, 'dueAt'>): Settled[] =>
  [{ ...settled, dueAt: dueAt(schedule, settled.date) }, ...schedule.log.filter(({ date }) => date !== settled.date)].slice(0, LOG_LENGTH);

/** On to the next day, with a note of what became of this one. The cursor stays: no lesson is left out. */
const passed = (schedule: Schedule, settled: Omit<Settled, 'dueAt'>): Schedule => ({
  ...schedule,
  nextDate: openDate(schedule, addDays(schedule.nextDate, 1)),
  tryAt: undefined,
  log: logged(schedule, settled),
});

/** What a delivery knows of itself. */
export interface Sent extends Omit<Settled, 'dueAt' | 'result'> {
  /** The cursor at the time of posting, and the one that follows. */
  readonly cursor: string | undefined;
  readonly next: string | undefined;
  /** The closing post: nothing follows. */
  readonly last: boolean;
}

const postedNow = ({ posted: { since, lessons } = { since: '', lessons: [] } }: Schedule, date: string, lesson: string): Schedule['posted'] => ({
  since: since === '' || date < since ? date : since,
  lessons: [...new Set([...lessons, lesson])],
});

/** The schedule after an occurrence was sent; the same one where that is written down already. */
export function sent(schedule: Schedule, { cursor, next, last, ...settled }: Sent): Schedule {
  const { date } = settled;
  if (schedule.nextDate !== date && schedule.log.some((one) => one.date === date && one.result === 'sent')) return schedule;
  const done = { ...settled, result: 'sent' as const };
  // moved to another day meanwhile: that one stays
  const moved = schedule.nextDate === date ? passed(schedule, done) : { ...schedule, log: logged(schedule, done) };
  const on = settled.lesson === undefined ? moved : { ...moved, posted: postedNow(schedule, date, settled.lesson) };
  // another beginning was chosen meanwhile: that one stays too
  if (schedule.cursor !== cursor) return on;
  return { ...on, cursor: next, state: last ? 'finished' : on.state };
}

/** The next occurrence is left out. */
export const skippedNext = (schedule: Schedule, now: number): Schedule => passed(schedule, { date: schedule.nextDate, result: 'skipped', at: now });

/** The platform asked for time, or did not answer: not before `at` (epoch ms). */
export const putOff = (schedule: Schedule, date: string, at: number): Schedule => (schedule.nextDate === date ? { ...schedule, tryAt: at } : schedule);

/** The platform will not take the post of `date`: paused until somebody mends that. The same where another day came meanwhile. */
export const stopped = (schedule: Schedule, date: string, paused: Trouble): Schedule =>
  schedule.nextDate === date && schedule.state === 'on' ? { ...schedule, state: 'paused', paused } : schedule;

/** The first day to come that is still open. */
const freshDate = (schedule: Schedule, now: number): string => openDate(schedule, firstDate(schedule, now));

/** Goes on from now: occurrences missed while it was paused are no debt. */
export const resumed = (schedule: Schedule, now: number): Schedule => ({ ...schedule, state: 'on', paused: undefined, tryAt: undefined, nextDate: freshDate(schedule, now) });

/** The course is read once more, from a lesson on; the same unless it is finished. */
export const begunAgain = (schedule: Schedule, lesson: string, now: number): Schedule =>
  schedule.state === 'finished' ? changed(schedule, { state: 'on', paused: undefined, cursor: lesson, pass: schedule.pass + 1, posted: undefined }, now) : schedule;

/**
 * With other times, days or contents, from now on. What was posted today is not posted again today; what is due and did not go out
 * yet is still owed, unless it is to come at other times.
 */
export function changed(schedule: Schedule, to: Partial<Schedule>, now: number): Schedule {
  const next = { ...schedule, ...to, tryAt: undefined };
  const same = TIMES.every((key) => JSON.stringify(next[key]) === JSON.stringify(schedule[key]));
  const owed = schedule.state === 'on' && dueAt(schedule, schedule.nextDate) <= now;
  return owed && same ? next : { ...next, nextDate: freshDate(next, now) };
}

/** What the times of a schedule follow from. */
const TIMES = ['time', 'zone', 'pattern', 'from', 'skips'] as const satisfies (keyof Rule)[];

/**
 * The clock of the machine went back: the next day is the first one that is to come now, unless it was posted under
 * the wrong clock. The same where nothing is to mend.
 */
export function rewound(schedule: Schedule, now: number): Schedule {
  const date = freshDate(schedule, now);
  return schedule.state === 'on' && date < schedule.nextDate ? { ...schedule, nextDate: date, tryAt: undefined } : schedule;
}

/** Epoch ms at which to look at it again; undefined while it is not on. */
export const wakeAt = (schedule: Schedule): number | undefined =>
  schedule.state === 'on' ? Math.max(dueAt(schedule, schedule.nextDate), schedule.tryAt ?? 0) : undefined;
