import type { Parts } from '../commands/command.js';
import type { Locale } from '../locale/index.js';
import { type Store, update } from '../store.js';
import { createSchedule, scheduleOf } from './book.js';
import { dayFrom, dueAt } from './occurrences.js';
import { GRACE_MS, type Schedule, type Settled, type Trouble } from './schedule.js';
import { addDays } from './zone.js';

/** Daily lessons as an earlier build kept them: one document a channel, named by it, and a set of the channels. */
interface Plan {
  /** The channel. */
  readonly id: string;
  readonly platform: string;
  readonly group: string;
  readonly locale: Locale;
  readonly owner: string;
  readonly time: string;
  readonly zone: string;
  /** ISO weekdays. */
  readonly days: readonly number[];
  readonly cursor: string | undefined;
  readonly nextDate: string;
  readonly state: Schedule['state'];
  readonly paused?: Trouble | undefined;
  readonly last?: { readonly date: string; readonly lesson?: string | undefined; readonly result: 'sent' | 'skipped' } | undefined;
  /** The id of the schedule that it becomes, once that is chosen. */
  readonly becomes?: string | undefined;
}

const PLANS = 'plans';
const planKey = (channel: string): string => `plan:${channel}`;
/** Plans that are turned into schedules before others get their turn. */
const PIECE = 100;
/** Long enough to look whether a post is recorded. */
const LOOK_MS = 1000;

/**
 * Turns the plans of an earlier build into schedules, each once. Killed anywhere, the next call goes on: the id is chosen
 * first and stays, the plan goes last. True when none is left; one that another process is posting just now stays.
 */
export async function adoptPlans(parts: Parts): Promise<boolean> {
  const { store, clock, log } = parts;
  const plans = await store.members(PLANS);
  let left = 0;
  for (const [i, { member: channel }] of plans.entries()) {
    // one that cannot be read shall not hold up the others, nor what is due
    const done = await adopt(parts, channel).catch((error: unknown) => log.warn('daily lessons of an earlier version could not be taken over', { channel, error }));
    if (!done) left++;
    if (i % PIECE === PIECE - 1) await clock.turn();
  }
  return left === 0;
}

/** False where it has to wait. */
async function adopt({ store, random, log }: Parts, channel: string): Promise<boolean> {
  const plan = await update<Plan>(store, planKey(channel), (now) => (now && now.becomes === undefined ? { ...now, becomes: random.id() } : undefined));
  if (plan?.becomes !== undefined && !(await scheduleOf(store, plan.becomes))) {
    const settled = await recorded(store, plan);
    if (settled === 'busy') return false;
    await createSchedule(store, asSchedule(plan, plan.becomes, settled));
    log.info('daily lessons of an earlier version go on as a schedule', { channel, schedule: plan.becomes });
  }
  await store.delete(planKey(channel));
  await store.remove(PLANS, channel);
  return true;
}

/** What the ledger of that build kept of a post. */
interface Sent {
  readonly lesson: string;
  readonly next: string | undefined;
}

/** Whether the plan's next occurrence was posted already: it may have been killed before it moved on. */
async function recorded(store: Store, plan: Plan): Promise<Sent | 'busy' | undefined> {
  const key = `post:${plan.id}:${new Date(dueAt(plan, plan.nextDate)).toISOString()}`;
  const claim = await store.claim(key, { leaseMs: LOOK_MS, ttlMs: 86_400_000 });
  if (claim.state === 'claimed') await store.release(key, claim.token);
  return claim.state === 'busy' ? 'busy' : claim.state === 'done' ? (claim.result as Sent) : undefined;
}

function asSchedule(plan: Plan, id: string, sent: Sent | undefined): Omit<Schedule, 'number'> {
  const { platform, group, locale, owner, time, zone, days, cursor, nextDate, state, paused, last } = plan;
  const pattern = { kind: 'weekdays', days } as const;
  const from = last?.date ?? nextDate;
  const log = (date: string, lesson: string | undefined, result: Settled['result']): Settled => {
    const at = dueAt(plan, date);
    return { date, dueAt: at, at, result, lesson };
  };
  const before = last ? [log(last.date, last.lesson, last.result === 'sent' ? 'sent' : 'missed')] : [];
  const made: Omit<Schedule, 'number'> = {
    id,
    platform,
    group,
    channel: plan.id,
    locale,
    owner,
    what: 'lesson',
    time,
    zone,
    pattern,
    from,
    graceMs: GRACE_MS,
    cursor,
    pass: 1,
    follow: { thread: false, pin: false, quiz: false },
    skips: [],
    nextDate,
    state,
    paused,
    log: before,
  };
  if (!sent) return made;
  return { ...made, cursor: sent.next, nextDate: dayFrom(made, addDays(nextDate, 1)), log: [log(nextDate, sent.lesson, 'sent'), ...before] };
}
