import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpacing } from '../../src/io/spacing.js';

/** Starts in a row, each as early as it may be, unless the machine is busy for a while then: by `stalls`, [after so many starts, ms]. */
function run(distanceMs: number, count: number, stalls: readonly (readonly [number, number])[]): number[] {
  const spacing = createSpacing(distanceMs);
  const starts: number[] = [];
  let now = 5000;
  for (let i = 0; i < count; i++) {
    now += Math.max(0, spacing.wait(now));
    for (const [after, ms] of stalls) if (after === i) now += ms;
    // a timer that is early is not taken for one that is late
    now += Math.max(0, spacing.wait(now));
    spacing.start(now);
    starts.push(now);
  }
  return starts;
}
const stalls = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 3000 })), { maxLength: 30 });

describe('S4: the rate of a platform', () => {
  it('is even where nothing comes in between', () => {
    expect(run(21, 5, [])).toEqual([5000, 5021, 5042, 5063, 5084]);
  });

  it('is in no second more than 48 at 21 ms, whatever was late when', () => {
    fc.assert(
      fc.property(stalls, (late) => {
        const starts = run(21, 400, late);
        for (const [i, start] of starts.entries()) expect(starts.filter((one, j) => j >= i && one < start + 1000).length).toBeLessThanOrEqual(48);
      }),
      { numRuns: 200 },
    );
  });

  it('is made up for when moments were busy: 40 of 50 ms in 20 s cost half of it at most', () => {
    const late = Array.from({ length: 40 }, (_, i) => [i * 24 + 7, 50] as const);
    const starts = run(21, 1000, late);
    expect(((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / (999 * 21)).toBeLessThan(1.05);
  });

  it('none is close to another, also then', () => {
    const starts = run(21, 200, [[50, 400]]);
    for (const [i, start] of starts.entries()) if (i > 0) expect(start - (starts[i - 1] ?? 0)).toBeGreaterThanOrEqual(15.75);
  });

  it('after an idle time begins anew', () => {
    const spacing = createSpacing(21);
    spacing.start(5000);
    spacing.start(90_000);
    expect(spacing.wait(90_000)).toBe(21);
  });

  it('after a pause nothing is made up for', () => {
    const spacing = createSpacing(21);
    spacing.start(5000);
    spacing.reset(5400);
    expect(spacing.wait(5400)).toBe(21);
  });

  it('no distance is none', () => {
    const spacing = createSpacing(0);
    spacing.start(5000);
    expect(spacing.wait(5000)).toBe(0);
  });
});
