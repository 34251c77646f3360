import { describe, expect, it } from 'vitest';
import { measure } from '../adapters/measure.js';
import { createBot } from '../src/bot.js';
import { DeliveryError } from '../src/errors.js';
import { createLinks } from '../src/link.js';
import { look } from '../src/io/ops/look.js';
import { measuredStore } from '../src/io/metrics/store.js';
import { traceOf } from '../src/trace.js';
import { daily, DAY, FIRST, HOUR } from './support/daily.js';
import { retry } from './support/paced.js';

const { now, set } = daily();

/** A bot on the world's store whose platform and posts are counted. */
function counted() {
  const measured = measure({ clock: now.clock, paces: new Map([['x', { run: (_, job) => job(), waiting: () => 7, stop: async () => {} }]]) });
  const { parts } = now.world.hall;
  const store = measured.store(parts.store);
  const adapters = new Map([...parts.adapters].map(([platform, adapter]) => [platform, measured.adapter(adapter)]));
  const bot = createBot({ ...parts, store, adapters, tally: measured.tally });
  return {
    async at(ms: number) {
      now.clock.travel(ms);
      await bot.tick();
    },
    async figures(name: string) {
      const { body } = await measured.meters.text();
      return body.split('\n').filter((line) => line.startsWith(`study_hall_${name}`)).toSorted((a, b) => (a < b ? -1 : 1));
    },
  };
}
const posts = 'study_hall_posts_total{platform="x",kind="post",result=';

describe('O5: figures of posts', () => {
  it('sent, to be tried again, repeated, refused and paused, missed: each is counted as what it was', async () => {
    const { at, figures } = counted();
    await set();
    await at(FIRST);
    expect(await figures('posts_total')).toEqual([`${posts}"sent"} 1`]);

    now.platform.before = () => {
      throw retry(1000);
    };
    await at(FIRST + DAY);
    now.platform.before = () => {};
    await at(FIRST + DAY + HOUR);
    expect(await figures('posts_total')).toEqual([`${posts}"repeated"} 1`, `${posts}"retry"} 1`, `${posts}"sent"} 1`]);

    // nobody was there for two days
    await at(FIRST + 3 * DAY + 8 * HOUR);
    expect(await figures('posts_total')).toContain(`${posts}"missed"} 2`);

    now.platform.before = (_, what) => {
      if (what === 'post') throw new DeliveryError('forbidden', 'no', { missing: ['Send Messages'] });
    };
    await at(FIRST + 4 * DAY);
    const all = await figures('posts_total');
    expect(all).toContain(`${posts}"forbidden"} 1`);
    expect(all).toContain(`${posts}"paused"} 1`);
  });

  it('what is due and has not been done is seen, with its age; and what waits for its turn', async () => {
    const { at, figures } = counted();
    await set();
    expect(await figures('due')).toEqual(['study_hall_due_entries{platform="x"} 0', 'study_hall_due_lag_seconds{platform="x"} 0']);
    now.clock.travel(FIRST + 90_000);
    expect(await figures('due')).toEqual(['study_hall_due_entries{platform="x"} 1', 'study_hall_due_lag_seconds{platform="x"} 90']);
    await at(FIRST + 90_000);
    expect((await figures('due'))[0]).toBe('study_hall_due_entries{platform="x"} 0');
    expect(await figures('waiting')).toEqual(['study_hall_waiting_posts{platform="x"} 7']);
  });

  it('without a store the other figures are there', async () => {
    const { figures } = counted();
    await now.world.hall.close();
    expect(await figures('due')).toEqual([]);
    expect(await figures('waiting')).toHaveLength(1);
  });

  it('a call of the store that fails is timed as one, and fails all the same', async () => {
    const seen: string[] = [];
    const store = measuredStore(now.world.hall.parts.store, { store: (operation, result) => void seen.push(`${operation} ${result}`) });
    await store.set('a', 1);
    await expect(store.get('')).rejects.toThrow('key');
    expect(seen).toEqual(['set ok', 'get failed']);
  });
});

describe('O5: a look at the process', () => {
  const links = (up: boolean) => () => new Map([['x', { up, reconnects: 0 }]]);

  it('takes about a second, whatever the store does', async () => {
    const silent = { get: () => new Promise<never>(() => {}) };
    expect(await look({ store: silent, phase: () => 'running', links: links(true) })).toEqual({ store: false, why: ['the store does not answer'] });
    const broken = { get: () => Promise.reject(new Error('no')) };
    expect(await look({ store: broken, phase: () => 'running', links: links(false) })).toEqual({ store: false, why: ['the store does not answer', 'x is not connected'] });
  });

  it('says that it starts, and that it drains', async () => {
    const { store } = now.world.hall.parts;
    expect((await look({ store, phase: () => 'starting', links: links(false) })).why).toEqual(['starting']);
    expect((await look({ store, phase: () => 'draining', links: links(true) })).why).toEqual(['draining']);
  });

  it('counts a connection as made again once it is up after it was down', () => {
    const all = createLinks();
    expect(all.now()).toEqual({ up: false, reconnects: 0 });
    all.up('0');
    all.up('1');
    all.up('1');
    expect(all.now()).toEqual({ up: true, reconnects: 0 });
    all.down('1');
    all.down('1');
    expect(all.now()).toEqual({ up: false, reconnects: 0 });
    all.up('1');
    expect(all.now()).toEqual({ up: true, reconnects: 1 });
  });

  it('where any one connection brings everything, one is enough; a replaced one is not missed', () => {
    const any = createLinks('one');
    expect(any.now().up).toBe(false);
    any.up('1');
    any.down('2');
    expect(any.now().up).toBe(true);
    any.down('1');
    expect(any.now().up).toBe(false);
    any.up('3');
    any.gone('1');
    expect(any.now()).toEqual({ up: true, reconnects: 0 });
  });
});

describe('O5: the id of an event', () => {
  it('is short, the same for the same event, and different for others', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `slack:C024BE91L:17900000${i}.000100`);
    const ids = keys.map(traceOf);
    expect(ids.filter((id) => !/^[a-z0-9]{8}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(keys.length);
    expect(keys.map(traceOf)).toEqual(ids);
    expect(traceOf('')).toMatch(/^[a-z0-9]{8}$/);
  });
});
