import type { Tally } from '../src/commands/command.js';
import { COMMANDS } from '../src/commands/index.js';
import { commandOf } from '../src/commands/parse.js';
import { measuredAdapter } from '../src/io/metrics/adapter.js';
import { createMeters, type Meters } from '../src/io/metrics/meters.js';
import { measuredStore } from '../src/io/metrics/store.js';
import type { Pace } from '../src/io/pace.js';
import type { Adapter, Clock, Link } from '../src/ports.js';
import { overdue } from '../src/schedule/book.js';
import type { Store } from '../src/store.js';

/** Entries that are due are counted up to here. */
const MOST_DUE = 1000;

/** Where the figures come from: everything is wrapped once, here, and nothing inside knows that it is counted. */
export interface Measured {
  readonly meters: Meters;
  readonly tally: Tally;
  store(store: Store): Store;
  adapter(adapter: Adapter): Adapter;
  links(): ReadonlyMap<string, Link>;
}

export function measure({ clock, paces }: { readonly clock: Clock; readonly paces: ReadonlyMap<string, Pace> }): Measured {
  const adapters = new Map<string, Adapter>();
  let store: Store | undefined;
  const links = () => new Map([...adapters].flatMap(([platform, { link }]) => (link ? [[platform, link()] as const] : [])));
  const meters = createMeters({
    waiting: () => new Map([...paces].map(([platform, pace]) => [platform, pace.waiting()])),
    links,
    async due() {
      const from = store;
      if (!from) return new Map();
      return new Map(await Promise.all([...adapters].map(async ([platform]) => [platform, await overdue(from, platform, clock.now(), MOST_DUE)] as const)));
    },
  });
  return {
    meters,
    tally: {
      missed: (platform, count) => meters.post(platform, 'post', 'missed', count),
      paused: (platform) => meters.post(platform, 'post', 'paused'),
    },
    // what is asked for the figures is not counted in them
    store: (opened) => measuredStore((store = opened), meters),
    adapter(adapter) {
      adapters.set(adapter.platform, adapter);
      return measuredAdapter(adapter, { meters, now: () => clock.now(), commandOf: (line) => commandOf(line, COMMANDS) });
    },
    links,
  };
}
