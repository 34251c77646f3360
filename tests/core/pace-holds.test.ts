import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/errors.js';
import { holdsIn } from '../../src/io/holds.js';
import { openStore } from '../../src/io/store/index.js';
import type { Store } from '../../src/store.js';
import { EARLY, journal, pace, stopAll } from '../support/paced.js';

const DISTANCE_MS = 100;
let folder: string;
let store: Store;
let ahead = 0;
beforeEach(async () => {
  ahead = 0;
  folder = await mkdtemp(join(tmpdir(), 'holds-'));
  let tokens = 0;
  store = await openStore(`file:${join(folder, 'hall.db')}`, { now: () => Date.now() + ahead, token: () => `token ${++tokens}` });
});
afterEach(async () => {
  await stopAll();
  await store.close();
  await rm(folder, { recursive: true });
});

/** The pace of one of several processes on the store. */
const process = () => pace(1, DISTANCE_MS, { holds: holdsIn(store, DISTANCE_MS) });

describe('S4: the paces of several processes on one store', () => {
  it('keep the distance in a channel together, and run everything', async () => {
    const { starts, job } = journal();
    const paces = [process(), process(), process()];
    await Promise.all(paces.flatMap((one, i) => [0, 1].map((n) => one.run('a', job(`${i} ${n}`)))));
    expect(new Set(starts.map(({ name }) => name)).size).toBe(6);
    for (const [i, { at }] of starts.entries()) if (i > 0) expect(at - starts[i - 1]!.at).toBeGreaterThanOrEqual(DISTANCE_MS - EARLY);
  });

  it('hold up nobody in other channels', async () => {
    const { names, job } = journal();
    const [one, other] = [process(), process()];
    await Promise.all([one.run('a', job('a', 300)), other.run('b', job('b')), other.run('a', job('a again'))]);
    expect(names()).toEqual(['a', 'b', 'a again']);
  });

  it('give a channel back where nothing was done in it', async () => {
    const one = process();
    await expect(one.run('a', () => Promise.reject(new DeliveryError('gone', 'no')))).rejects.toMatchObject({ kind: 'gone' });
    expect(await store.claim('pace:a', { leaseMs: 1000 })).toMatchObject({ state: 'claimed' });
  });

  it('wait for one that was killed while it called only until its lease ends', async () => {
    const { names, job } = journal();
    await store.claim('pace:a', { leaseMs: 10_000, ttlMs: DISTANCE_MS });
    const one = process();
    const waits = one.run('a', job('a'));
    await one.run('b', job('b'));
    await one.run('c', job('c', 2 * DISTANCE_MS));
    expect(names()).toEqual(['b', 'c']);
    ahead = 10_000;
    await waits;
    expect(names()).toEqual(['b', 'c', 'a']);
  });

  it('go on without the store', async () => {
    const { names, job } = journal();
    const one = process();
    await store.close();
    await Promise.all([one.run('a', job('a')), one.run('b', job('b'))]);
    expect(names().sort()).toEqual(['a', 'b']);
  });
});
