import type { Clock } from '../ports.js';

/** A clock that can be moved, for the local page: everything that asks it sees the moved time. */
export interface TravelClock extends Clock {
  /** Moves "now" to this instant (epoch ms); from there time goes on at its own speed. */
  travel(toMs: number): void;
  offsetMs(): number;
}

export function createClock(): TravelClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    travel(toMs) {
      offset = toMs - Date.now();
    },
    every(ms, run) {
      let stopped = false;
      let timer: NodeJS.Timeout;
      const turn = async () => {
        await run();
        if (!stopped) timer = setTimeout(turn, ms);
      };
      timer = setTimeout(turn, ms);
      return () => {
        stopped = true;
        clearTimeout(timer);
      };
    },
  };
}
