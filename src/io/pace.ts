import { setMaxListeners } from 'node:events';
import Bottleneck from 'bottleneck';
import { DeliveryError } from '../errors.js';
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
}

/**
 * The part of one of several processes that share a platform's rate: none knows of the others' posts. Channels are not
 * divided: what is due in one is claimed by one process.
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

export function createPace({ minTimeMs, channelMinTimeMs, attempts = 5, patienceMs = 10_000 }: PaceOptions): Pace {
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

  /** Waits the pause out. False: a job that was refused waits as well and comes first, so this one steps aside. */
  const pass = async (again: boolean, turn: Turn): Promise<boolean> => {
    if (turn.over || performance.now() > turn.until) throw later(0, 'all');
    await sleep(spacing.wait(performance.now()), stopping.signal);
    let slept = false;
    for (let left = pausedUntil - performance.now(); left > 0 && !stopping.signal.aborted; left = pausedUntil - performance.now()) {
      if (!again && refused > 0) return false;
      await rest(left, turn, 'all');
      slept = true;
    }
    unlessStopping();
    if (!again && refused > 0) return false;
    spacing.start(performance.now());
    if (slept) spacing.reset(performance.now());
    return true;
  };

  const enter = async (again: boolean, turn: Turn): Promise<void> => {
    let priority = again ? FIRST : USUAL;
    try {
      while (!(await gate.schedule({ priority }, () => pass(again, turn)))) priority = ASIDE;
    } finally {
      if (again) refused--;
    }
  };

  const leave = (turn: Turn): void => {
    if (!turn.begun) queued--;
    turn.begun = true;
  };

  const tryIt = async <T>(lane: Lane, job: () => Promise<T>, turn: Turn): Promise<T> => {
    let again = false;
    for (let attempt = 1; ; attempt++) {
      if (!again) await rest(lane.freeAt - performance.now(), turn, 'channel');
      await enter(again, turn);
      if (turn.over) throw later(0, 'all');
      leave(turn);
      try {
        return await job().finally(() => (lane.freeAt = performance.now() + channelMinTimeMs));
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.kind !== 'retry') throw error;
        const end = performance.now() + (Number.isFinite(error.retryAfterMs) ? error.retryAfterMs : 0);
        again = error.scope === 'all';
        // also after the last attempt: the platform asked others to wait too
        if (again) pausedUntil = Math.max(pausedUntil, end);
        else lane.freeAt = Math.max(lane.freeAt, end);
        if (attempt >= attempts || end > turn.until) throw error;
        unlessStopping();
        if (again) refused++;
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
        return await Promise.race([lane.limiter.schedule(async () => tryIt(lane, job, turn)), tired]);
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

/** The longest delay that a timer takes, milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1;

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const timer = setTimeout(done, Math.min(ms, MAX_DELAY_MS));
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
