/**
 * Starts at an even distance. What a late timer or a busy moment cost is made up for a bit faster, but only as much as
 * the last second allows: in none are there more than at the even distance. Times as of performance.now().
 */
export interface Spacing {
  /** Milliseconds until the next start may be; 0 or less: now. */
  wait(now: number): number;
  /** One starts. */
  start(now: number): void;
  /** Nothing is to be made up for: the next distance counts from `now`. */
  reset(now: number): void;
}

/** Where something is made up for, two starts are at least so much of the distance apart. */
const CLOSEST = 0.75;

export function createSpacing(distanceMs: number): Spacing {
  if (distanceMs <= 0) return { wait: () => 0, start: () => {}, reset: () => {} };
  /** A bit more than a second, and how many starts there are in it. */
  const most = Math.floor(1000 / distanceMs) + 1;
  const spanMs = most * distanceMs;
  /** The last starts, in a ring: the next one takes the place of the oldest. */
  const starts = Array.from({ length: most }, () => -Infinity);
  let at = 0;
  /** When the next one should be, and may be at the earliest. */
  let next = -Infinity;
  let soonest = -Infinity;
  return {
    wait: (now) => Math.max(next, soonest, (starts[at] ?? -Infinity) + spanMs) - now,
    start(now) {
      starts[at] = now;
      at = (at + 1) % most;
      next = (now - next > spanMs ? now : next) + distanceMs;
      soonest = now + distanceMs * CLOSEST;
    },
    reset: (now) => void (next = now + distanceMs),
  };
}
