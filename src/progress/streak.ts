import { addDays, weekOf } from '../schedule/zone.js';

/** A run of days on which a member did something. A freeze keeps a run over one missed day in each week, Monday to Sunday. */
export interface Streak {
  /** Days of the run that holds today, frozen ones not counted; 0 where it broke. */
  readonly length: number;
  readonly longest: number;
  /** Whether today counts already; while it does not, it is not missed either. */
  readonly today: boolean;
  /** Whether this week's freeze is still there. */
  readonly freeze: boolean;
}

/**
 * The streak on a day, from the days that count, in any order. Days are told one after another, as they were lived: a
 * freeze is spent by the first day missed in its week, also when the next day breaks the run all the same, and what
 * came later never changes what was so before.
 * @param days local days, `YYYY-MM-DD`
 * @param today the local day now; a day after it counts as today: whoever travelled west has lived it already
 */
export function streakOn(days: readonly string[], today: string): Streak {
  const lived = [...new Set(days)].sort();
  const last = lived.at(-1);
  const now = last !== undefined && last > today ? last : today;
  let length = 0;
  let longest = 0;
  /** The week whose freeze was spent last. */
  let spent = '';
  /** Misses the days from `from` to before `to`; once a run is broken there is nothing left to freeze. */
  const miss = (from: string, to: string): void => {
    for (let day = from; day < to && length > 0; day = addDays(day, 1)) {
      if (weekOf(day) === spent) length = 0;
      else spent = weekOf(day);
    }
  };
  let next = lived[0] ?? now;
  for (const day of lived) {
    miss(next, day);
    length++;
    longest = Math.max(longest, length);
    next = addDays(day, 1);
  }
  miss(next, now);
  return { length, longest, today: last === now, freeze: weekOf(now) !== spent };
}
