import Bottleneck from 'bottleneck';
import { DeliveryError } from '../errors.js';

/**
 * Spaces the posts, edits and follow-ups of one platform. Acknowledgements and first answers never come here:
 * the platforms exempt them, and a Bottleneck job costs milliseconds.
 */
export interface Pace {
  /**
   * Runs `job` when its channel and the platform have room. A job that throws a DeliveryError of kind `retry`
   * pauses the whole pace for its `retryAfterMs` and runs again before all others.
   */
  run<T>(channel: string, job: () => Promise<T>): Promise<T>;
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
  /** When the channel may have its next one: counted from real starts, for the gate may have held the last one long. */
  freeAt: number;
}

const FIRST = 0;
const ASIDE = 1;
const USUAL = 5;

export function createPace({ minTimeMs, channelMinTimeMs, attempts = 5 }: PaceOptions): Pace {
  // one gate at a time; the call itself runs outside, so that a slow answer does not slow the rate
  const gate = new Bottleneck({ maxConcurrent: 1, minTime: minTimeMs });
  const channels = new Map<string, Lane>();
  const stopping = new AbortController();
  let pausedUntil = 0;
  /** Jobs that were refused and wait to run again. */
  let refused = 0;

  let stopped: Promise<unknown> | undefined;

  const stops = () => new DeliveryError('retry', 'the bot is stopping');
  const unlessStopping = () => {
    if (stopping.signal.aborted) throw stops();
  };

  /** Waits the pause out. False: a job that was refused waits as well and comes first, so this one steps aside. */
  const pass = async (again: boolean): Promise<boolean> => {
    let slept = false;
    for (let left = pausedUntil - performance.now(); left > 0 && !stopping.signal.aborted; left = pausedUntil - performance.now()) {
      if (!again && refused > 0) return false;
      await sleep(left, stopping.signal);
      slept = true;
    }
    unlessStopping();
    if (!again && refused > 0) return false;
    // the gate counts from before the pause: keep its distance to the next one too
    if (slept) pausedUntil = performance.now() + minTimeMs;
    return true;
  };

  const enter = async (again: boolean): Promise<void> => {
    let priority = again ? FIRST : USUAL;
    while (!(await gate.schedule({ priority }, () => pass(again)))) priority = ASIDE;
    if (again) refused--;
  };

  const tryIt = async <T>(lane: Lane, job: () => Promise<T>): Promise<T> => {
    await sleep(lane.freeAt - performance.now(), stopping.signal);
    for (let attempt = 1; ; attempt++) {
      await enter(attempt > 1);
      lane.freeAt = performance.now() + channelMinTimeMs;
      try {
        return await job();
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.kind !== 'retry') throw error;
        // also after the last attempt: the platform asked all of us to wait
        if (Number.isFinite(error.retryAfterMs)) pausedUntil = Math.max(pausedUntil, performance.now() + error.retryAfterMs);
        if (attempt >= attempts) throw error;
        unlessStopping();
        refused++;
      }
    }
  };

  return {
    async run(channel, job) {
      unlessStopping();
      const lane = channels.get(channel) ?? { limiter: new Bottleneck({ maxConcurrent: 1 }), waiting: 0, freeAt: 0 };
      channels.set(channel, lane);
      lane.waiting++;
      try {
        return await lane.limiter.schedule(() => tryIt(lane, job));
      } catch (error) {
        // what a stopped limiter still held
        throw error instanceof Bottleneck.BottleneckError ? stops() : error;
      } finally {
        lane.waiting--;
        // an idle lane is dropped, but not before its spacing has passed
        setTimeout(() => lane.waiting === 0 && channels.get(channel) === lane && channels.delete(channel), channelMinTimeMs).unref();
      }
    },
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
