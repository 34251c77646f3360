import { afterEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/errors.js';
import { EARLY, journal, pace, retry, stopAll } from '../support/paced.js';

afterEach(() => stopAll());

describe('S4: a refusal of one channel', () => {
  it('pauses that channel alone, and runs again there', async () => {
    const { job, names, at } = journal();
    const one = pace(1, 1);
    let refused = false;
    const first = one.run('a', async () => {
      await job('a')();
      if (refused) return 'posted';
      refused = true;
      throw retry(300, 'channel');
    });
    const behind = one.run('a', job('behind'));
    await Promise.all(['b', 'c', 'd'].map((name) => one.run(name, job(name))));
    expect(names().filter((name) => name === 'a')).toHaveLength(1);
    expect(await first).toBe('posted');
    expect(at('a', 1) - at('a')).toBeGreaterThanOrEqual(300 - EARLY);
    await behind;
    expect(names()).toEqual(['a', 'b', 'c', 'd', 'a', 'behind']);
  });

  it('holds for who comes later, also where its own caller got the error', async () => {
    const { job, at } = journal();
    const one = pace(1, 1, { attempts: 1 });
    const error = await one.run('a', () => job('a')().then(() => Promise.reject(retry(200, 'channel')))).catch((e: unknown) => e);
    expect(error).toMatchObject({ scope: 'channel', retryAfterMs: 200 });
    await one.run('a', job('later'));
    expect(at('later') - at('a')).toBeGreaterThanOrEqual(200 - EARLY);
  });
});

describe('S4: nobody waits longer than the patience', () => {
  it.each(['channel', 'all'] as const)('a pause beyond it (%s) goes to the caller at once, and so it does to who comes after', async (scope) => {
    const one = pace(1, 1, { patienceMs: 1_000 });
    let tries = 0;
    const run = (channel: string) => one.run(channel, () => Promise.reject(++tries && retry(60_000, scope))).catch((error: unknown) => error);
    expect(await run('a')).toMatchObject({ kind: 'retry', retryAfterMs: 60_000, scope });
    const next = (await run('a')) as DeliveryError;
    expect(next).toMatchObject({ kind: 'retry', scope });
    expect(next.retryAfterMs).toBeGreaterThan(55_000);
    expect(tries).toBe(1);
    const other = await one.run('b', () => Promise.resolve('b')).catch((error: unknown) => error);
    if (scope === 'channel') expect(other).toBe('b');
    else expect(other).toMatchObject({ kind: 'retry', scope: 'all' });
  });

  it.each(['channel', 'all'] as const)('who stood behind when the pause (%s) began learns how long it is, and does not wait for it', async (scope) => {
    const one = pace(20, 1, { patienceMs: 1_000 });
    const first = one.run('a', () => Promise.reject(retry(60_000, scope))).catch((error: unknown) => error);
    const behind = (await one.run(scope === 'all' ? 'b' : 'a', () => Promise.resolve('ran')).catch((error: unknown) => error)) as DeliveryError;
    expect(behind).toMatchObject({ kind: 'retry', scope });
    expect(behind.retryAfterMs).toBeGreaterThan(55_000);
    expect(await first).toMatchObject({ retryAfterMs: 60_000 });
  });

  it('repeats come to an end with it', async () => {
    const one = pace(1, 1, { attempts: 100, patienceMs: 300 });
    let tries = 0;
    const error = await one.run('a', () => Promise.reject(++tries && retry(120, 'channel'))).catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'retry' });
    expect(tries).toBeLessThan(5);
  });

  it('behind too many others one is turned away before it stands there, and told when there will be room', async () => {
    const { job, names } = journal();
    const one = pace(50, 1, { patienceMs: 200 });
    const all = await Promise.all(Array.from({ length: 12 }, (_, i) => one.run(`c${i}`, job(`c${i}`)).catch((error: unknown) => error)));
    const away = all.filter((result) => result instanceof DeliveryError);
    expect(away.length).toBeGreaterThanOrEqual(6);
    for (const error of away) expect(error).toMatchObject({ kind: 'retry' });
    expect(Math.max(...away.map(({ retryAfterMs }) => retryAfterMs))).toBeGreaterThan(0);
    expect(names()).toHaveLength(12 - away.length);
    expect(await one.run('free again', () => Promise.resolve(1))).toBe(1);
  });

  it('behind a job that takes long one is let go, and never runs after that', async () => {
    const { job, names } = journal();
    const one = pace(1, 1, { patienceMs: 100 });
    const long = one.run('a', job('long', 400));
    await expect(one.run('a', job('behind'))).rejects.toMatchObject({ kind: 'retry', scope: 'channel' });
    expect(names()).toEqual(['long']);
    await long;
    await one.run('a', job('next'));
    expect(names()).toEqual(['long', 'next']);
  });
});
