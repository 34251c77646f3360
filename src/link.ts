import type { Link } from './ports.js';

/** The connections of one adapter, by name (a shard, a socket): up once there is one and none is down. */
export interface Links {
  up(name: string): void;
  down(name: string): void;
  /** Closed by us, and missed by nobody. */
  gone(name: string): void;
  now(): Link;
}

export function createLinks(): Links {
  const states = new Map<string, boolean>();
  let reconnects = 0;
  return {
    up(name) {
      if (states.get(name) === false) reconnects++;
      states.set(name, true);
    },
    down: (name) => void states.set(name, false),
    gone: (name) => void states.delete(name),
    now: () => ({ up: states.size > 0 && [...states.values()].every(Boolean), reconnects }),
  };
}
