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

const FIRST = 0;
const USUAL = 5;

export function createPace({ minTimeMs, channelMinTimeMs, attempts = 5 }: PaceOptions): Pace {
  // one gate at a time; the call itself runs outside, so that a slow answer does not slow the rate
  const gate = new Bottleneck({ maxConcurrent: 1, minTime: minTimeMs });
  const channels = new Map<string, { limiter: Bottleneck; waiting: number }>();
  const stopping = new AbortController();
  let pausedUntil = 0;

  const pass = async () => {
    for (let left = pausedUntil - performance.now(); left > 0; left = pausedUntil - performance.now()) await sleep(left, stopping.signal);
    if (stopping.signal.aborted) throw new DeliveryError('retry', 'the bot is stopping');
  };

  const tryIt = async <T>(job: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      await gate.schedule({ priority: attempt === 1 ? USUAL : FIRST }, pass);
      try {
        return await job();
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.kind !== 'retry' || attempt >= attempts) throw error;
        pausedUntil = Math.max(pausedUntil, performance.now() + error.retryAfterMs);
      }
    }
  };

  return {
    async run(channel, job) {
      const lane = channels.get(channel) ?? { limiter: new Bottleneck({ maxConcurrent: 1, minTime: channelMinTimeMs }), waiting: 0 };
      channels.set(channel, lane);
      lane.waiting++;
      try {
        return await lane.limiter.schedule(() => tryIt(job));
      } finally {
        lane.waiting--;
        // an idle lane is dropped, but not before its spacing has passed
        setTimeout(() => lane.waiting === 0 && channels.get(channel) === lane && channels.delete(channel), channelMinTimeMs).unref();
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all([...channels.values()].map((lane) => lane.limiter.stop({ dropWaitingJobs: false })));
      await gate.stop({ dropWaitingJobs: false });
    },
  };
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
