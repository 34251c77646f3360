import type { ClientOptions } from 'discord.js';
import type { Log } from '../../src/ports.js';
import type { Store } from '../../src/store.js';

/** Developer docs, "Rate Limiting" of the gateway: `max_concurrency` identifies in 5 s; a little more, for clocks differ. */
const SPACING_MS = 5_250;
/** Whoever waits looks again after so long, in ms. */
const LOOK_MS = 500;

type Build = NonNullable<NonNullable<ClientOptions['ws']>['buildIdentifyThrottler']>;

/**
 * Lets the shards of all processes identify one after another, as Discord wants: in buckets by their number, of which each
 * takes one in 5 s. Who has a bucket's turn is written in the store, and is over by itself.
 */
export const identifyInTurn =
  (store: Pick<Store, 'claim'>, log: Log): Build =>
  async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    return {
      async waitForIdentify(shard, signal) {
        const bucket = `discord:identify:${shard % limit.max_concurrency}`;
        for (;;) {
          signal.throwIfAborted();
          try {
            if ((await store.claim(bucket, { leaseMs: SPACING_MS })).state === 'claimed') return;
          } catch (error) {
            // Discord refuses one that comes too early, and discord.js then tries again
            log.warn('whose turn it is to identify could not be seen', { shard, error });
            return pause(SPACING_MS, signal);
          }
          await pause(LOOK_MS, signal);
        }
      },
    };
  };

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', stop, { once: true });
    function done() {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal.reason as Error);
    }
  });
