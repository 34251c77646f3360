import { dayFrom } from '../schedule/zone.js';

/** After an instant (epoch ms), where a member's clock stands and at which hour (0 to 12) their day begins. */
export interface Rule {
  readonly since: number;
  readonly zone: string;
  readonly hour: number;
}

/** The days on which a member did something; one document a member. */
export interface Activity {
  /** Local days, oldest first. Each was decided when it was lived: no change of zone or hour moves it. */
  readonly days: readonly string[];
  /** What the member chose, oldest first; an event told late still gets the day that it had. */
  readonly rules: readonly Rule[];
}

export const NO_ACTIVITY: Activity = { days: [], rules: [] };

/** Where nobody chose another hour. */
export const ROLLOVER_HOUR = 4;

/** What held at an instant; a choice made in the same millisecond came later. */
export function ruleAt({ rules }: Activity, atMs: number, zone: string): Rule {
  return rules.findLast((rule) => rule.since < atMs) ?? { since: 0, zone, hour: ROLLOVER_HOUR };
}

/** The member's local day at an instant. `zone`: of who chose none. */
export function dayAt(activity: Activity, atMs: number, zone: string): string {
  const rule = ruleAt(activity, atMs, zone);
  return dayFrom(atMs, rule.zone, rule.hour);
}

/** The same object where that day was counted already. */
export function lived(activity: Activity, day: string): Activity {
  return activity.days.includes(day) ? activity : { ...activity, days: [...activity.days, day].sort() };
}

/** From now on another zone, another hour, or both. */
export function ruled(activity: Activity, atMs: number, change: Partial<Pick<Rule, 'zone' | 'hour'>>, zone: string): Activity {
  const before = activity.rules.filter((rule) => rule.since < atMs);
  return { ...activity, rules: [...before, { ...ruleAt(activity, atMs + 1, zone), ...change, since: atMs }] };
}
