import { setTimeout as wait } from 'node:timers/promises';
import { DeliveryError } from '../../src/errors.js';
import { createPace, type Pace, type PaceOptions } from '../../src/io/pace.js';

const running: Pace[] = [];

/** A pace that `stopAll` stops. */
export const pace = (minTimeMs: number, channelMinTimeMs: number, more: Pick<PaceOptions, 'attempts' | 'patienceMs' | 'holds'> = {}): Pace => {
  const made = createPace({ minTimeMs, channelMinTimeMs, ...more });
  running.push(made);
  return made;
};
export const stopAll = () => Promise.all(running.splice(0).map((one) => one.stop()));

/**
 * A journal of what started when, in milliseconds. Timers are a little early at times, and a start that is noted late
 * makes the gap after it look shorter: `EARLY`.
 */
export function journal() {
  const starts: { name: string; at: number }[] = [];
  const job = (name: string, lasts = 0) => async () => {
    starts.push({ name, at: performance.now() });
    if (lasts > 0) await wait(lasts);
    return name;
  };
  return { starts, job, names: () => starts.map(({ name }) => name), at: (name: string, nth = 0) => starts.filter((one) => one.name === name)[nth]?.at ?? Number.NaN };
}
export const EARLY = 45;
export const retry = (retryAfterMs: number, scope: 'channel' | 'all' = 'all') => new DeliveryError('retry', 'too many', { retryAfterMs, scope });
