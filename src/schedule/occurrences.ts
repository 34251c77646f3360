import { occurrenceKey, type Pattern, type Schedule } from './schedule.js';
import { addDays, daysBetween, dueInstant, localDate, weekday } from './zone.js';

/** What the occurrences of a schedule follow from. */
export type Rule = Pick<Schedule, 'pattern' | 'from' | 'time' | 'zone' | 'skips'>;

/** The first day of a pattern on or after `date`, counted from `from`. */
function dayOf(pattern: Pattern, from: string, date: string): string {
  const day = date < from ? from : date;
  if (pattern.kind === 'every') {
    const over = daysBetween(from, day) % pattern.n;
    return over === 0 ? day : addDays(day, pattern.n - over);
  }
  let found = day;
  while (!pattern.days.includes(weekday(found))) found = addDays(found, 1);
  return found;
}

/** The first day on or after `date` on which there is an occurrence. */
export function dayFrom({ pattern, from, skips }: Pick<Rule, 'pattern' | 'from' | 'skips'>, date: string): string {
  let day = dayOf(pattern, from, date);
  while (skips.includes(day)) day = dayOf(pattern, from, addDays(day, 1));
  return day;
}

/** What was posted, or left out by somebody, is not to be posted whatever is changed, and wherever the clock goes. */
export const isClosed = ({ log }: Pick<Schedule, 'log'>, date: string): boolean => log.some((one) => one.date === date && one.result !== 'missed');

/** The first day of an occurrence on or after `date` that is still open. */
export function openDate(schedule: Pick<Rule, 'pattern' | 'from' | 'skips'> & Pick<Schedule, 'log'>, date: string): string {
  let day = dayFrom(schedule, date);
  while (isClosed(schedule, day)) day = dayFrom(schedule, addDays(day, 1));
  return day;
}

/** The first occurrence that is still to come. */
export function firstDate(rule: Rule, now: number): string {
  const today = dayFrom(rule, localDate(now, rule.zone));
  return dueInstant(today, rule.time, rule.zone) > now ? today : dayFrom(rule, addDays(today, 1));
}

/** The first day where none is named: today; for a count of days the first one whose time of day is still to come. */
export function fromFor(pattern: Pattern, { time, zone }: Pick<Rule, 'time' | 'zone'>, now: number): string {
  const today = localDate(now, zone);
  return pattern.kind === 'every' && dueInstant(today, time, zone) <= now ? addDays(today, 1) : today;
}

/** The instant (epoch ms) of the occurrence of a local day. */
export const dueAt = ({ time, zone }: Pick<Rule, 'time' | 'zone'>, date: string): number => dueInstant(date, time, zone);

/** Under which what follows a refused occurrence is kept: another one for each time at which it was to come. */
export const troubleKey = (schedule: Pick<Schedule, 'id' | 'time' | 'zone'>, date: string): string => `${occurrenceKey(schedule, date)}:trouble:${dueAt(schedule, date)}`;

/** The next `count` occurrences. */
export function upcoming(schedule: Schedule, count: number): { date: string; at: number }[] {
  const found: { date: string; at: number }[] = [];
  for (let date = schedule.nextDate; found.length < count; date = openDate(schedule, addDays(date, 1))) found.push({ date, at: dueAt(schedule, date) });
  return found;
}
