import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../src/errors.js';
import { createPace, type Pace } from '../../src/io/pace.js';

const running: Pace[] = [];
const pace = (minTimeMs: number, channelMinTimeMs: number, more: { attempts?: number; patienceMs?: number } = {}): Pace => {
  const made = createPace({ minTimeMs, channelMinTimeMs, ...more });
  running.push(made);
  return made;
};
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

/**
 * A journal of what started when, in milliseconds. Timers are a little early at times, and a start that is noted late
 * makes the gap after it look shorter: `EARLY`.
 */
function journal() {
  const starts: { name: string; at: number }[] = [];
  const job = (name: string, lasts = 0) => async () => {
    starts.push({ name, at: performance.now() });
    if (lasts > 0) await wait(lasts);
    return name;
  };
  return { starts, job, names: () => starts.map(({ name }) => name), at: (name: string, nth = 0) => starts.filter((one) => one.name === name)[nth]?.at ?? Number.NaN };
}
const EARLY = 45;
const retry = (retryAfterMs: number, scope: 'channel' | 'all' = 'all') => new DeliveryError('retry', 'too many', { retryAfterMs, scope });

describe('pace', () => {
  it('spaces the starts on a platform, over all channels', async () => {
    const { starts, job } = journal();
    const one = pace(60, 0);
    const began = performance.now();
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => one.run(name, job(name))));
    for (const [i, { at }] of starts.entries()) expect(at - began).toBeGreaterThanOrEqual(60 * i - EARLY);
  });

  it('a slow answer does not slow the rate', async () => {
    const { job, at } = journal();
    const one = pace(10, 0);
    const slow = one.run('a', job('slow', 300));
    await one.run('b', job('next'));
    expect(at('next') - at('slow')).toBeLessThan(250);
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
    expect(error).toMatchObject({ kind: 'retry', retryAfterMs: 120 });
    expect(tries).toBeGreaterThan(1);
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
    await wait(60);
    expect(tries).toBe(1);
    await one.stop();
    expect(await paused).toMatchObject({ kind: 'retry' });
    await behind;
  });

  it('takes nothing new, and may be called twice', async () => {
    const one = pace(1, 1);
    await one.run('a', () => Promise.resolve());
    await Promise.all([one.stop(), one.stop()]);
    for (const channel of ['a', 'new']) await expect(one.run(channel, () => Promise.resolve())).rejects.toMatchObject({ name: 'DeliveryError', kind: 'retry' });
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
