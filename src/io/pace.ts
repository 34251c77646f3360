import { setMaxListeners } from 'node:events';
import Bottleneck from 'bottleneck';
import { DeliveryError } from '../errors.js';
import { ALONE, type Hold, type Holds } from './holds.js';
import { MAX_DELAY_MS, sleep } from './sleep.js';
import { createSpacing } from './spacing.js';

/**
 * Spaces the posts, edits and follow-ups of one platform. Acknowledgements and first answers never come here:
 * the platforms exempt them, and a Bottleneck job costs milliseconds.
 */
export interface Pace {
  /**
   * Runs `job` when its channel and the platform have room. A job that throws a DeliveryError of kind `retry` pauses its
   * channel for its `retryAfterMs`, with scope `all` the whole pace, and runs again; in the second case before all others.
   * @throws DeliveryError of kind `retry`, with what is left to wait, for a job that would wait longer than the patience
   */
  run<T>(channel: string, job: () => Promise<T>): Promise<T>;
  /** How many jobs wait for their turn. */
  waiting(): number;
  /** Lets what runs finish; what waits is rejected with a DeliveryError of kind `retry`. */
  stop(): Promise<void>;
}

export interface PaceOptions {
  /** Milliseconds between two starts on the platform (Discord: 21 for its 50/s). */
  readonly minTimeMs: number;
  /** Milliseconds between two starts in one channel (Slack: about 1,000). */
  readonly channelMinTimeMs: number;
  /** How often one job is tried before its error goes to the caller. */
  readonly attempts?: number;
  /** Longest that a job waits here, its repeats included, in milliseconds; 10,000 by default. Its caller may hold a lease. */
  readonly patienceMs?: number;
  /** Keeps the distance in a channel over several processes. */
  readonly holds?: Holds | undefined;
}

/**
 * The part of one of several processes that share a platform's rate: none knows of the others' posts. The distance in a
 * channel cannot be divided: that is what `holds` are for.
 */
export const shareOf = ({ minTimeMs, ...pace }: PaceOptions, processes: number): PaceOptions => ({ ...pace, minTimeMs: minTimeMs * processes });

interface Lane {
  /** One job of the channel at a time, in their order. */
  readonly limiter: Bottleneck;
  waiting: number;
  /** When the channel may have its next one: counted from answers, for a start says nothing of when a call arrives there. */
  freeAt: number;
}

/** A job's stay. */
interface Turn {
  readonly until: number;
  begun: boolean;
  /** Its caller was told to come back: it must not run any more. */
  over: boolean;
}

const FIRST = 0;
const ASIDE = 1;
const USUAL = 5;
/** A channel that another process holds is asked for again after this part of its distance. */
const AGAIN = 1 / 8;

export function createPace({ minTimeMs, channelMinTimeMs, attempts = 5, patienceMs = 10_000, holds = ALONE }: PaceOptions): Pace {
  // one gate at a time; the call itself runs outside, so that a slow answer does not slow the rate
  const gate = new Bottleneck({ maxConcurrent: 1 });
  // the gate's own distance would lose what every late timer costs
  const spacing = createSpacing(minTimeMs);
  const channels = new Map<string, Lane>();
  const stopping = new AbortController();
  // all that wait listen to it
  setMaxListeners(0, stopping.signal);
  let pausedUntil = 0;
  /** Jobs that were refused for the platform as a whole and wait to run again. */
  let refused = 0;
  /** Jobs that have not begun. */
  let queued = 0;

  let stopped: Promise<unknown> | undefined;

  const stops = () => new DeliveryError('retry', 'the bot is stopping');
  const later = (retryAfterMs: number, scope: 'channel' | 'all') => new DeliveryError('retry', 'more to wait than a job may', { retryAfterMs, scope });
  const unlessStopping = () => {
    if (stopping.signal.aborted) throw stops();
  };

  const rest = async (ms: number, turn: Turn, scope: 'channel' | 'all'): Promise<void> => {
    if (performance.now() + ms > turn.until) throw later(ms, scope);
    await sleep(ms, stopping.signal);
  };

  /**
   * Waits the pause out. 'aside': a job that was refused waits as well and comes first, so this one steps aside. Undefined:
   * the channel is another process's.
   */
  const pass = async (channel: string, again: boolean, turn: Turn): Promise<Hold | 'aside' | undefined> => {
    if (turn.over || performance.now() > turn.until) throw later(0, 'all');
    await sleep(spacing.wait(performance.now()), stopping.signal);
    let slept = false;
    for (let left = pausedUntil - performance.now(); left > 0 && !stopping.signal.aborted; left = pausedUntil - performance.now()) {
      if (!again && refused > 0) return 'aside';
      await rest(left, turn, 'all');
      slept = true;
    }
    unlessStopping();
    if (!again && refused > 0) return 'aside';
    const hold = await holds.take(channel);
    if (!hold) return undefined;
    spacing.start(performance.now());
    if (slept) spacing.reset(performance.now());
    return hold;
  };

  const enter = async (channel: string, from: number, turn: Turn): Promise<Hold | undefined> => {
    const again = from === FIRST;
    let priority = from;
    try {
      for (;;) {
        const passed = await gate.schedule({ priority }, () => pass(channel, again, turn));
        if (passed !== 'aside') return passed;
        priority = ASIDE;
      }
    } finally {
      if (again) refused--;
    }
  };

  const leave = (turn: Turn): void => {
    if (!turn.begun) queued--;
    turn.begun = true;
  };

  /** Runs a job in a channel that is held for it, and gives the channel free with the distance that it is due. */
  const call = async <T>(lane: Lane, hold: Hold, job: () => Promise<T>): Promise<T> => {
    let end = hold.back;
    try {
      const result = await job();
      end = hold.done;
      return result;
    } finally {
      await end();
      lane.freeAt = performance.now() + channelMinTimeMs;
    }
  };

  const tryIt = async <T>(channel: string, lane: Lane, job: () => Promise<T>, turn: Turn): Promise<T> => {
    let priority = USUAL;
    for (let attempt = 1; ; ) {
      if (priority !== FIRST) await rest(lane.freeAt - performance.now(), turn, 'channel');
      const hold = await enter(channel, priority, turn);
      if (!hold) {
        lane.freeAt = performance.now() + channelMinTimeMs * AGAIN;
        priority = ASIDE;
        continue;
      }
      if (turn.over) {
        await hold.back();
        throw later(0, 'all');
      }
      leave(turn);
      try {
        return await call(lane, hold, job);
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.kind !== 'retry') throw error;
        const end = performance.now() + (Number.isFinite(error.retryAfterMs) ? error.retryAfterMs : 0);
        const all = error.scope === 'all';
        // also after the last attempt: the platform asked others to wait too
        if (all) pausedUntil = Math.max(pausedUntil, end);
        else lane.freeAt = Math.max(lane.freeAt, end);
        if (attempt++ >= attempts || end > turn.until) throw error;
        unlessStopping();
        if (all) refused++;
        priority = all ? FIRST : USUAL;
      }
    }
  };

  /** Turns a job away that would wait too long behind others, before it takes a place among them. */
  const admit = (lane: Lane): void => {
    const now = performance.now();
    for (const [pauseMs, aheadMs, scope] of [
      [Math.max(0, pausedUntil - now), queued * minTimeMs, 'all'],
      [Math.max(0, lane.freeAt - now), lane.waiting * channelMinTimeMs, 'channel'],
    ] as const) {
      if (pauseMs > patienceMs) throw later(pauseMs, scope);
      if (pauseMs + aheadMs > patienceMs) throw later(pauseMs + aheadMs - patienceMs, scope);
    }
  };

  /** An idle lane is dropped, but not before its spacing has passed, or its pause. */
  const drop = (channel: string, lane: Lane): void => {
    const ms = Math.max(channelMinTimeMs, lane.freeAt - performance.now());
    setTimeout(() => lane.waiting === 0 && channels.get(channel) === lane && channels.delete(channel), Math.min(ms, MAX_DELAY_MS)).unref();
  };

  return {
    async run(channel, job) {
      unlessStopping();
      const lane = channels.get(channel) ?? { limiter: new Bottleneck({ maxConcurrent: 1 }), waiting: 0, freeAt: 0 };
      admit(lane);
      channels.set(channel, lane);
      const turn: Turn = { until: performance.now() + patienceMs, begun: false, over: false };
      lane.waiting++;
      queued++;
      const left = new AbortController();
      const tired = sleep(patienceMs, left.signal).then(() => {
        if (turn.begun || left.signal.aborted) return new Promise<never>(() => undefined);
        turn.over = true;
        throw later(minTimeMs, 'channel');
      });
      try {
        return await Promise.race([lane.limiter.schedule(async () => tryIt(channel, lane, job, turn)), tired]);
      } catch (error) {
        // what a stopped limiter still held
        throw error instanceof Bottleneck.BottleneckError ? stops() : error;
      } finally {
        left.abort();
        leave(turn);
        lane.waiting--;
        drop(channel, lane);
      }
    },
    waiting: () => queued,
    async stop() {
      stopping.abort();
      stopped ??= Promise.all([gate, ...[...channels.values()].map((lane) => lane.limiter)].map((limiter) => limiter.stop({ dropWaitingJobs: true })));
      await stopped;
    },
  };
}
