import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../src/errors.js';
import { shareOf } from '../../src/io/pace.js';
import { EARLY, journal, pace, retry, stopAll } from '../support/paced.js';

afterEach(async () => {
  vi.restoreAllMocks();
  await stopAll();
});

describe('pace', () => {
  it('spaces the starts on a platform, over all channels', async () => {
    const { starts, job } = journal();
    const one = pace(60, 0);
    const began = performance.now();
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => one.run(name, job(name))));
    for (const [i, { at }] of starts.entries()) expect(at - began).toBeGreaterThanOrEqual(60 * i - EARLY);
  });

  it('a slow answer does not slow the rate', async () => {
    const one = pace(10, 0);
    let answered = (): void => undefined;
    const slow = one.run('a', () => new Promise<void>((resolve) => (answered = resolve)));
    // never runs where the rate waits for the answer
    await one.run('b', () => Promise.resolve());
    answered();
    await slow;
  });

  it('spaces the starts in a channel, keeps their order, and lets other channels pass', async () => {
    const { job, names, at } = journal();
    const one = pace(1, 80);
    await Promise.all([one.run('a', job('a1')), one.run('a', job('a2')), one.run('a', job('a3')), one.run('b', job('b1'))]);
    expect(names().filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(at('a2') - at('a1')).toBeGreaterThanOrEqual(80 - EARLY);
    expect(at('a3') - at('a2')).toBeGreaterThanOrEqual(80 - EARLY);
    expect(names().indexOf('b1')).toBeLessThan(names().indexOf('a2'));
  });

  it('spaces a channel from real starts, also after a pause held the first one', async () => {
    const { job, at } = journal();
    const one = pace(1, 100);
    const refusing = one.run('x', () => (Number.isNaN(at('tried')) ? job('tried')().then(() => Promise.reject(retry(150))) : Promise.resolve()));
    await vi.waitFor(() => expect(at('tried')).toBeGreaterThan(0), { interval: 1 });
    await Promise.all([refusing, one.run('a', job('a1')), one.run('a', job('a2'))]);
    expect(at('a1') - at('tried')).toBeGreaterThanOrEqual(150 - EARLY);
    expect(at('a2') - at('a1')).toBeGreaterThanOrEqual(100 - EARLY);
  });

  it('never runs two jobs of one channel at once', async () => {
    let open = 0;
    let most = 0;
    const job = async () => {
      most = Math.max(most, ++open);
      await wait(20);
      open--;
    };
    const one = pace(1, 1);
    await Promise.all(Array.from({ length: 5 }, () => one.run('a', job)));
    expect([most, open]).toEqual([1, 0]);
  });

  it('gives back what the job gives', async () => {
    expect(await pace(1, 1).run('a', () => Promise.resolve({ message: '7' }))).toEqual({ message: '7' });
  });
});

describe('S4: a refusal that asks to wait', () => {
  it('pauses everything, and is the first to run again', async () => {
    const { job, names, at } = journal();
    const one = pace(60, 5);
    let refused = false;
    const first = one.run('a', async () => {
      await job('first')();
      if (refused) return 'first';
      refused = true;
      throw retry(200);
    });
    await Promise.all([first, ...['b', 'c', 'd'].map((name) => one.run(name, job(name)))]);
    expect(at('first', 1) - at('first')).toBeGreaterThanOrEqual(200 - EARLY);
    expect(names()).toEqual(['first', 'first', 'b', 'c', 'd']);
    for (const [i, name] of ['b', 'c', 'd'].entries()) expect(at(name) - (i === 0 ? at('first', 1) : at('bcd'[i - 1] ?? '')), name).toBeGreaterThanOrEqual(60 - EARLY);
    expect(await first).toBe('first');
  });

  it('is tried so often and no more; then the caller gets it, and the pause still holds', async () => {
    const { job, names, at } = journal();
    const one = pace(1, 1, { attempts: 3 });
    const failing = one.run('a', async () => {
      await job('a')();
      throw retry(60);
    });
    await expect(failing).rejects.toMatchObject({ kind: 'retry', retryAfterMs: 60 });
    expect(names()).toEqual(['a', 'a', 'a']);
    await one.run('b', job('b'));
    expect(at('b') - at('a', 2)).toBeGreaterThanOrEqual(60 - EARLY);
  });

  it('without a time it could mean goes on at once', async () => {
    let tries = 0;
    const job = async () => {
      if (++tries === 1) throw retry(Number.NaN);
      return tries;
    };
    expect(await pace(1, 1).run('a', job)).toBe(2);
  });

  it.each([new DeliveryError('forbidden', 'no', { missing: ['Send'] }), new DeliveryError('gone', 'no'), new DeliveryError('refused', 'no'), new Error('a bug')])('any other error reaches the caller at once: %s', async (error) => {
    const one = pace(1, 1);
    let tries = 0;
    await expect(
      one.run('a', () => {
        tries++;
        return Promise.reject(error);
      }),
    ).rejects.toBe(error);
    expect(tries).toBe(1);
    expect(await one.run('a', () => Promise.resolve('next'))).toBe('next');
  });
});

describe('stop', () => {
  it('lets what runs finish, rejects what waits, and does not take the time that the spacing would', async () => {
    const { job, names } = journal();
    const one = pace(1, 60_000, { patienceMs: 600_000 });
    const begun = one.run('a', job('running', 60));
    await vi.waitFor(() => expect(names()).toEqual(['running']));
    const waiting = [one.run('a', job('late')), one.run('a', job('later'))].map((run) => run.then(String, (error: unknown) => error));
    await one.stop();
    expect(await begun).toBe('running');
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ name: 'DeliveryError', kind: 'retry' });
    expect(names()).toEqual(['running']);
  });

  it('ends a pause, however long', async () => {
    const one = pace(1, 1, { patienceMs: Infinity });
    let tries = 0;
    const paused = one.run('a', () => Promise.reject(++tries && retry(2 ** 33))).catch((error: unknown) => error);
    const behind = one.run('b', () => wait(5)).catch((error: unknown) => error);
    await vi.waitFor(() => expect(tries).toBe(1));
    await one.stop();
    expect(await paused).toMatchObject({ kind: 'retry' });
    await behind;
    expect(tries).toBe(1);
  });

  it('takes nothing new, and may be called twice', async () => {
    const one = pace(1, 1);
    await one.run('a', () => Promise.resolve());
    await Promise.all([one.stop(), one.stop()]);
    for (const channel of ['a', 'new']) await expect(one.run(channel, () => Promise.resolve())).rejects.toMatchObject({ name: 'DeliveryError', kind: 'retry' });
  });
});

describe('O2: several processes', () => {
  it('take the platform’s rate together, and leave the channels’ spacing as it is', () => {
    expect(shareOf({ minTimeMs: 21, channelMinTimeMs: 1000, attempts: 3 }, 3)).toEqual({ minTimeMs: 63, channelMinTimeMs: 1000, attempts: 3 });
    expect(shareOf({ minTimeMs: 21, channelMinTimeMs: 0 }, 1)).toEqual({ minTimeMs: 21, channelMinTimeMs: 0 });
  });
});

describe('lanes', () => {
  it('are dropped when idle, but not before their spacing has passed', async () => {
    const deleted = vi.spyOn(Map.prototype, 'delete');
    const gone = () => deleted.mock.calls.filter(([key]) => key === 'lane-of-this-test').length;
    const one = pace(1, 60);
    await one.run('lane-of-this-test', () => Promise.resolve());
    expect(gone()).toBe(0);
    await vi.waitFor(() => expect(gone()).toBe(1), { timeout: 2000 });
  });

  it('that are busy again stay: the spacing holds', async () => {
    const { job, at } = journal();
    const one = pace(1, 80);
    await one.run('a', job('a1'));
    await wait(40);
    await one.run('a', job('a2'));
    expect(at('a2') - at('a1')).toBeGreaterThanOrEqual(80 - EARLY);
  });
});
