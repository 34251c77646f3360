import type { Locale } from '../locale/index.js';
import { addDays, dueInstant, localDate, weekday } from './zone.js';

/** Daily posts in one channel. Local days are `YYYY-MM-DD` in `zone`. */
export interface Plan {
  /** The channel: one plan each. */
  readonly id: string;
  readonly platform: string;
  readonly group: string;
  /** Language of the posts where the channel and the group have chosen none. */
  readonly locale: Locale;
  /** Member id of whoever set it; may pause and resume it. */
  readonly owner: string;
  readonly time: string;
  readonly zone: string;
  /** ISO weekdays, 1 Monday … 7 Sunday, ascending; never empty. */
  readonly days: readonly number[];
  /** Id of the next lesson; undefined once the course is read to the end. */
  readonly cursor: string | undefined;
  /** Local day of the next occurrence. */
  readonly nextDate: string;
  readonly state: 'on' | 'paused' | 'finished';
  readonly paused?: { readonly why: 'gone' | 'forbidden' | 'refused'; readonly missing: string } | undefined;
  /** What became of the occurrence before. */
  readonly last?: { readonly date: string; readonly lesson?: string | undefined; readonly result: 'sent' | 'skipped' } | undefined;
}

/** A post that is this late is skipped: milliseconds. */
export const GRACE_WINDOW_MS = 6 * 3_600_000;

/** The first of the plan's days on or after `date`. */
export function dayFrom(days: readonly number[], date: string): string {
  let day = date;
  while (!days.includes(weekday(day))) day = addDays(day, 1);
  return day;
}

/** The first occurrence of these days at this time that is still to come. */
export function firstDate(plan: Pick<Plan, 'days' | 'time' | 'zone'>, now: number): string {
  const today = dayFrom(plan.days, localDate(now, plan.zone));
  return dueInstant(today, plan.time, plan.zone) > now ? today : dayFrom(plan.days, addDays(today, 1));
}

export const dueAt = (plan: Plan): number => dueInstant(plan.nextDate, plan.time, plan.zone);

/** The instants (epoch ms) of the next `count` occurrences. */
export function upcoming(plan: Plan, count: number): number[] {
  const found: number[] = [];
  for (let date = plan.nextDate; found.length < count; date = dayFrom(plan.days, addDays(date, 1))) found.push(dueInstant(date, plan.time, plan.zone));
  return found;
}

/** What to do with a plan now: wait, post its occurrence, or let a long past one go. */
export function duty(plan: Plan, now: number): 'wait' | 'post' | 'skip' {
  if (plan.state !== 'on' || dueAt(plan) > now) return 'wait';
  return now - dueAt(plan) <= GRACE_WINDOW_MS ? 'post' : 'skip';
}

/** The plan after one occurrence; the same plan when that occurrence is not its next one (it was settled before). */
export function settled(plan: Plan, occurrence: { date: string; lesson?: string | undefined; result: 'sent' | 'skipped'; next?: string | undefined }): Plan {
  if (plan.nextDate !== occurrence.date) return plan;
  const { date, lesson, result } = occurrence;
  const nextDate = dayFrom(plan.days, addDays(date, 1));
  if (result === 'skipped') return { ...plan, nextDate, last: { date, result } };
  return { ...plan, nextDate, cursor: occurrence.next, state: occurrence.next === undefined ? 'finished' : plan.state, last: { date, lesson, result } };
}

/** Goes on from now: occurrences missed while it was paused are no debt. */
export const resumed = (plan: Plan, now: number): Plan => ({ ...plan, state: 'on', paused: undefined, nextDate: firstDate(plan, now) });
