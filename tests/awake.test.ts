import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { afterAwake, awakeMs, watchStandstills } from './support/awake.js';

/** Milliseconds: far more than the gap that is forgiven. */
const LONG = 600;

/** How many awake milliseconds `work` takes. */
async function took(work: () => unknown): Promise<number> {
  const began = awakeMs();
  await work();
  return awakeMs() - began;
}

const stands = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LONG);

function computes(): void {
  const began = process.cpuUsage();
  // long enough between two questions that these cost nothing
  while (process.cpuUsage(began).user < LONG * 1000) for (let i = 0; i < 1e6; i++) Math.sqrt(i);
}

test('time in which the process stands still does not count', async () => {
  expect(await took(stands)).toBeLessThan(LONG / 2);
});

test('the longest standstill is told once, and computing is none', async () => {
  const standstillMs = watchStandstills();
  stands();
  expect(standstillMs()).toBeGreaterThan(LONG / 2);
  const began = performance.now();
  computes();
  // what is left is the time in which others had the processor
  expect(standstillMs()).toBeLessThan(performance.now() - began - LONG / 2);
});

test('time in which it computes counts, though no timer fires meanwhile', async () => {
  expect(await took(computes)).toBeGreaterThan(LONG * 0.9);
});

test('time in which it waits counts', async () => {
  // a machine that is busy looks at the clock less often, and each gap counts for little
  expect(await took(() => wait(LONG))).toBeGreaterThan(LONG / 20);
});

test('what is due after so long is not called by a standstill, but by as long a time awake', async () => {
  let called = false;
  afterAwake(LONG, () => (called = true));
  stands();
  await wait(1);
  expect(called).toBe(false);
  await expect.poll(() => called).toBe(true);
});
