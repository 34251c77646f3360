import type { Parts } from '../commands/command.js';
import { DeliveryError } from '../errors.js';
import type { Locale } from '../locale/index.js';
import type { Adapter, MessageRef } from '../ports.js';
import type { Claim } from '../store.js';
import { changeSchedule, dropDue, scheduleKey, scheduleOf } from './book.js';
import { isTokenless, step, type StepKind, waitMs } from './follow.js';
import { beginFollow } from './follows.js';
import { dayRoundLanded } from './day-round.js';
import { troubleKey } from './occurrences.js';
import { postLocale, postOf } from './post.js';
import type { Post } from './posts/making.js';
import { isKnown, occurrenceKey, type Schedule, type Trouble } from './schedule.js';
import { caughtUp, duty, putOff, sent, stopped } from './step.js';

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

type Held = Extract<Claim, { state: 'claimed' }>;

/** One occurrence in the hands of this process. */
interface Holding {
  readonly parts: Parts;
  readonly adapter: Adapter;
  readonly schedule: Schedule;
  readonly key: string;
  readonly held: Held;
}

/**
 * Does what a schedule asks for now: claim, post, complete, what follows, then on to the next day. Killed anywhere it
 * goes on where it was: a completed claim is never posted again, an open one is taken over when its lease ends, with
 * the number of the attempt, so that the platform can be asked whether the one before landed.
 */
export async function runSchedule(parts: Parts, platform: string, id: string): Promise<void> {
  const schedule = await scheduleOf(parts.store, id);
  if (!schedule) return dropDue(parts.store, platform, scheduleKey(id));
  if (!isKnown(schedule)) return;
  const what = duty(schedule, parts.clock.now());
  const adapter = parts.adapters.get(platform);
  if (what.kind === 'wait' || !adapter) return;
  if (what.schedule === schedule) return deliver(parts, adapter, schedule);
  // written down before another day begins: a day that was begun is always the one where the schedule stands
  if (await ended(parts, adapter, schedule)) return runSchedule(parts, platform, id);
}

/** Takes the occurrence at which a schedule stands. Settles one that was sent; undefined where there is nothing to do. */
async function take(parts: Parts, adapter: Adapter, { id, nextDate: date }: Schedule): Promise<Holding | undefined> {
  const { store } = parts;
  const key = occurrenceKey({ id }, date);
  const claim = await store.claim(key, { leaseMs: LEASE_MS, ttlMs: LEDGER_TTL_MS });
  if (claim.state === 'busy') return undefined;
  // as it is now that nobody else works on it: it may have been changed since it was looked at
  const schedule = await scheduleOf(store, id);
  if (claim.state === 'done') {
    if (schedule) await settle(parts, schedule, date, claim.result as Record);
    return undefined;
  }
  if (schedule?.state === 'on' && schedule.nextDate === date) return { parts, adapter, schedule, key, held: claim };
  await store.release(key, claim.token);
  return undefined;
}

async function deliver(parts: Parts, adapter: Adapter, seen: Schedule): Promise<void> {
  const holding = await take(parts, adapter, seen);
  if (!holding) return;
  const { schedule, key, held } = holding;
  const { store, clock, log } = parts;
  if (duty(schedule, clock.now()).kind !== 'deliver') return void (await store.release(key, held.token));
  if (held.attempt > 1) log.warn('a scheduled post was begun before and not recorded; the platform is asked whether it stands', { key, attempt: held.attempt });
  try {
    const post = await postOf(parts, schedule);
    if (!post) return await later(holding, LACKING_MS);
    const message = await adapter.post(schedule.channel, post.reply, { key, attempt: held.attempt, since: held.sinceMs });
    await record(holding, post, message);
  } catch (error) {
    const wait = waitMs(error, held.attempt);
    if (wait === undefined) {
      const { kind, missing } = error as DeliveryError;
      log.warn('a schedule is paused: the platform will not take its post', { key, error });
      return pause(holding, { why: kind as Trouble['why'], missing: missing.join(', ') });
    }
    if (isTokenless(error)) log.error('the platform takes nothing from the bot: give it a valid token and start it again', { platform: schedule.platform, error });
    log.warn('a scheduled post did not go out; it is tried again', { key, attempt: held.attempt, error });
    return later(holding, wait);
  }
}

/** Not again before `wait` ms have passed: written down before the claim is given back, so that it holds for every process. */
async function later({ parts: { store, clock }, schedule, key, held }: Holding, wait: number): Promise<void> {
  const at = clock.now() + wait;
  await changeSchedule(store, schedule.id, (current) => putOff(current, schedule.nextDate, at));
  await store.release(key, held.token);
}

/**
 * The occurrence at which a schedule stands is over. It is written off, unless its post stands after all: somebody was
 * killed then before that was recorded. False while that is not known.
 */
async function ended(parts: Parts, adapter: Adapter, seen: Schedule): Promise<boolean> {
  const { store, clock, log } = parts;
  const holding = await take(parts, adapter, seen);
  if (!holding) return (await scheduleOf(store, seen.id))?.nextDate !== seen.nextDate;
  const { schedule, key, held } = holding;
  const post = held.attempt > 1 ? await postOf(parts, schedule) : undefined;
  try {
    const message = post && (await adapter.landed?.(schedule.channel, post.reply, { key, attempt: held.attempt, since: held.sinceMs }));
    if (post && message) {
      await record(holding, post, message);
      return true;
    }
  } catch (error) {
    const wait = waitMs(error, held.attempt);
    log.warn('whether a scheduled post stands could not be seen', { key, error });
    if (wait !== undefined) return later(holding, wait).then(() => false);
  }
  const after = await changeSchedule(store, schedule.id, (current) => caughtUp(current, clock.now()));
  const known = new Set(schedule.log.map(({ date }) => date));
  const missed = after?.log.filter(({ date, result }) => result === 'missed' && !known.has(date)) ?? [];
  parts.tally?.missed(schedule.platform, missed.length);
  await store.release(key, held.token);
  return true;
}

/** The post stands: into the ledger, and what follows. */
async function record({ parts, schedule, key, held }: Holding, { lesson, round, next, last, steps }: Post, message: MessageRef): Promise<void> {
  const locale = await postLocale(parts, schedule);
  const made: Record = { message, locale, attempts: held.attempt, at: parts.clock.now(), lesson, round, cursor: schedule.cursor, next, last, steps };
  if (await parts.store.complete(key, held.token, made)) await settle(parts, schedule, schedule.nextDate, made);
  else parts.log.warn('a post took longer than its lease; another process has taken it over', { key });
}

/** What follows from a sent occurrence; safe to repeat. The schedule goes on last: until then this is done again. */
async function settle(parts: Parts, { id, platform, group }: Schedule, date: string, { locale, at, round, ...made }: Record): Promise<void> {
  const { message, lesson, attempts, cursor, next, last } = made;
  const steps = [...made.steps.map((kind) => step(kind, at)), ...(round === undefined ? [] : await dayRoundLanded(parts, round, message, at))];
  if (steps.length > 0) {
    // where it stands, even if the schedule was moved since
    const { channel } = message;
    await beginFollow(parts.store, { key: occurrenceKey({ id }, date), schedule: id, platform, group, channel, locale, date, lesson, message, steps });
  }
  await changeSchedule(parts.store, id, (current) => sent(current, { date, at, attempts, lesson, message, cursor, next, last }));
}

/** Whoever set it is told once, as a step of its own: before it pauses, so that a kill in between repeats both. */
async function pause({ parts, schedule, key, held }: Holding, trouble: Trouble): Promise<void> {
  const { store, clock } = parts;
  const { id, platform, group, channel, nextDate: date } = schedule;
  if (schedule.owner !== '') {
    const locale = await postLocale(parts, schedule);
    // once for each time it was due: it may be set for later on the same day
    await beginFollow(store, { key: troubleKey(schedule, date), schedule: id, platform, group, channel, locale, date, trouble, steps: [step('tell', clock.now())] });
  }
  await changeSchedule(store, id, (current) => stopped(current, date, trouble));
  parts.tally?.paused(platform);
  await store.release(key, held.token);
}
