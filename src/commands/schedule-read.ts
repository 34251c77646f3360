import { UserError } from '../errors.js';
import { formatDate, formatSpan } from '../locale/format.js';
import { GRACE_BOUNDS_MS, MAX_EVERY, type Schedule } from '../schedule/schedule.js';
import { readDate } from '../schedule/words/date.js';
import { readDays } from '../schedule/words/days.js';
import { readSpan } from '../schedule/words/span.js';
import { readTime } from '../schedule/words/time.js';
import { readZone } from '../schedule/words/zone.js';
import { addDays, localDate } from '../schedule/zone.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';

/** How much of what a person typed is said back. */
const SAID = 40;
/** Longest wait for a first post, days. */
const MAX_AHEAD = 730;

type Read = Partial<Pick<Schedule, 'time' | 'zone' | 'pattern' | 'from' | 'graceMs'>>;

/**
 * When to post, as far as a line says it; dates are read by the clocks of the zone it names, or else of `zone`.
 * @throws UserError for what cannot be read, with an example
 */
export function readRule({ clock, locale }: Context, args: Args, zone: string): Read {
  const typed = { time: args.text('time'), zone: args.text('zone'), days: args.text('days'), grace: args.text('grace'), from: args.text('from') };
  const found: { -readonly [Name in keyof Read]: Read[Name] } = {};
  if (typed.time !== undefined) found.time = readTime(typed.time) ?? wrong('schedule.bad-time', { time: said(typed.time) });
  if (typed.zone !== undefined) found.zone = readZone(typed.zone) ?? wrong('schedule.bad-zone', { zone: said(typed.zone) });
  if (typed.days !== undefined) found.pattern = readDays(typed.days) ?? wrong('schedule.bad-days', { days: said(typed.days), max: MAX_EVERY });
  if (typed.grace !== undefined) found.graceMs = readGrace(typed.grace, locale);
  if (typed.from !== undefined) found.from = readDay(typed.from, localDate(clock.now(), found.zone ?? zone), locale);
  return found;
}

/** A day that a person names, within two years. @throws UserError */
export function readDay(typed: string, today: string, locale: Context['locale']): string {
  const date = readDate(typed, today) ?? wrong('schedule.bad-date', { date: said(typed) });
  if (date > addDays(today, MAX_AHEAD)) throw new UserError('schedule.too-far', { date: formatDate(date, locale) });
  return date;
}

function readGrace(typed: string, locale: Context['locale']): number {
  const ms = readSpan(typed);
  const { min, max } = GRACE_BOUNDS_MS;
  if (ms !== undefined && ms >= min && ms <= max) return ms;
  return wrong('schedule.bad-grace', { grace: said(typed), min: formatSpan(min, locale), max: formatSpan(max, locale) });
}

const said = (typed: string): string => label(typed, SAID);

function wrong(...[key, params]: ConstructorParameters<typeof UserError>): never {
  throw new UserError(key, params);
}
