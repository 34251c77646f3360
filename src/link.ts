import type { Link } from './ports.js';

/** The connections of one adapter, by name (a shard, a socket). */
export interface Links {
  up(name: string): void;
  /** Lost; it is to come back. */
  down(name: string): void;
  /** Given up for good, or replaced by another one. */
  gone(name: string): void;
  now(): Link;
}

/** `needs`: whether events come in while `all` of them are up, or already while `one` is. */
export function createLinks(needs: 'all' | 'one' = 'all'): Links {
  const states = new Map<string, boolean>();
  let reconnects = 0;
  return {
    up(name) {
      if (states.get(name) === false) reconnects++;
      states.set(name, true);
    },
    down: (name) => void states.set(name, false),
    gone: (name) => void states.delete(name),
    now() {
      const all = [...states.values()];
      return { up: needs === 'one' ? all.some(Boolean) : all.length > 0 && all.every(Boolean), reconnects };
    },
  };
}
