import type { Parts } from '../commands/command.js';
import { DeliveryError } from '../errors.js';
import type { Locale } from '../locale/index.js';
import type { MessageRef } from '../ports.js';
import { changeSchedule, dropDue, scheduleKey, scheduleOf } from './book.js';
import { backoffMs, step, type StepKind } from './follow.js';
import { beginFollow } from './follows.js';
import { dayRoundLanded } from './day-round.js';
import { postLocale, postOf } from './post.js';
import { occurrenceKey, type Schedule, type Trouble } from './schedule.js';
import { duty, putOff, sent, stopped } from './step.js';

/** How long a delivery holds its claim. An adapter's post takes a third of it at most, its own repeats included. */
const LEASE_MS = 60_000;
/** How long the ledger remembers an occurrence. */
const LEDGER_TTL_MS = 40 * 86_400_000;
/** A lesson that the course lacks is looked for again after so long. */
const LACKING_MS = 60_000;

/** What the ledger keeps of a sent occurrence: all that its consequences follow from. */
interface Record {
  readonly message: MessageRef;
  readonly locale: Locale;
  readonly attempts: number;
  readonly at: number;
  readonly lesson: string | undefined;
  /** Id of the round that it asks. */
  readonly round: string | undefined;
  readonly cursor: string | undefined;
  readonly next: string | undefined;
  readonly last: boolean;
  readonly steps: readonly StepKind[];
}

/**
 * Does what a schedule asks for now: claim, post, complete, what follows, then on to the next day. Killed anywhere it
 * goes on where it was: a completed claim is never posted again, an open one is taken over when its lease ends, with
 * the number of the attempt, so that the platform can be asked whether the one before landed.
 */
export async function runSchedule(parts: Parts, platform: string, id: string): Promise<void> {
  const schedule = await scheduleOf(parts.store, id);
  if (!schedule) return dropDue(parts.store, platform, scheduleKey(id));
  const now = parts.clock.now();
  const what = duty(schedule, now);
  // written down by the same rule from what is stored then: it may have been changed meanwhile
  if (what.kind === 'missed') await changeSchedule(parts.store, id, (current) => missed(current, now));
  if (what.kind === 'deliver') await deliver(parts, what.schedule);
}

function missed(current: Schedule, now: number): Schedule {
  const again = duty(current, now);
  return again.kind === 'missed' ? again.schedule : current;
}

async function deliver(parts: Parts, schedule: Schedule): Promise<void> {
  const { store, clock, log } = parts;
  const adapter = parts.adapters.get(schedule.platform);
  if (!adapter) return;
  const date = schedule.nextDate;
  const key = occurrenceKey(schedule, date);
  const claim = await store.claim(key, { leaseMs: LEASE_MS, ttlMs: LEDGER_TTL_MS });
  if (claim.state === 'busy') return;
  if (claim.state === 'done') return settle(parts, schedule, date, claim.result as Record);
  const { token, attempt, sinceMs } = claim;
  const later = async (waitMs: number): Promise<void> => {
    await store.release(key, token);
    const at = clock.now() + waitMs;
    await changeSchedule(store, schedule.id, (current) => putOff(caughtUp(current, clock.now()), date, at));
  };
  try {
    const post = await postOf(parts, schedule);
    if (!post) return await later(LACKING_MS);
    const message = await adapter.post(schedule.channel, post.reply, { key, attempt, since: sinceMs });
    const { lesson, round, next, last, steps } = post;
    const locale = await postLocale(parts, schedule);
    const record: Record = { message, locale, attempts: attempt, at: clock.now(), lesson, round, cursor: schedule.cursor, next, last, steps };
    if (!(await store.complete(key, token, record))) return log.warn('a post took longer than its lease; another process has taken it over', { key });
    await settle(parts, schedule, date, record);
  } catch (error) {
    if (!(error instanceof DeliveryError)) {
      await store.release(key, token);
      throw error;
    }
    if (error.kind === 'retry') {
      log.warn('a scheduled post did not go out; it is tried again', { key, attempt, error });
      return later(Math.max(error.retryAfterMs, backoffMs(attempt)));
    }
    log.warn('a schedule is paused: the platform will not take its post', { key, error });
    await store.release(key, token);
    await pause(parts, schedule, key, { why: error.kind, missing: error.missing.join(', ') });
  }
}

/** With the occurrences that were due before the last one written off, as `duty` saw it. */
const caughtUp = (current: Schedule, now: number): Schedule => {
  const again = duty({ ...current, tryAt: undefined }, now);
  return again.kind === 'deliver' ? again.schedule : current;
};

/** What follows from a sent occurrence; safe to repeat. The schedule goes on last: until then this is done again. */
async function settle(parts: Parts, schedule: Schedule, date: string, record: Record): Promise<void> {
  const { message, locale, attempts, at, lesson, round, cursor, next, last } = record;
  const { id, platform, group, channel } = schedule;
  const steps = [...record.steps.map((kind) => step(kind, at)), ...(round === undefined ? [] : await dayRoundLanded(parts, round, message, at))];
  if (steps.length > 0) {
    await beginFollow(parts.store, { key: occurrenceKey(schedule, date), schedule: id, platform, group, channel, locale, date, lesson, message, steps });
  }
  await changeSchedule(parts.store, id, (current) => sent(caughtUp(current, parts.clock.now()), { date, at, attempts, lesson, message, cursor, next, last }));
}

/** Whoever set it is told once, as a step of its own: before it pauses, so that a kill in between repeats both. */
async function pause(parts: Parts, schedule: Schedule, key: string, trouble: Trouble): Promise<void> {
  const { id, platform, group, channel, nextDate: date } = schedule;
  const locale = await postLocale(parts, schedule);
  if (schedule.owner !== '') {
    await beginFollow(parts.store, { key: `${key}:trouble`, schedule: id, platform, group, channel, locale, date, trouble, steps: [step('tell', parts.clock.now())] });
  }
  await changeSchedule(parts.store, id, (current) => stopped(caughtUp(current, parts.clock.now()), date, trouble));
}
