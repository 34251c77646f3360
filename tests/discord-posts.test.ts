import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryError } from '../src/errors.js';
import { permissionsIn } from '../adapters/discord/permissions.js';
import { handCore, soon } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import { rateLimited } from './fakes/discord/faults.js';
import { startRig, type Rig } from './fakes/discord/running.js';
import { CHANNEL, DM, SEND, SEND_IN_THREADS, THREAD, VIEW } from './fakes/discord/world.js';
import { awakeMs } from './support/awake.js';

const words = (text: string) => reply({ kind: 'text', spans: [text] });
const POSTS = /^POST \/channels\//;
const channel = `discord:${CHANNEL}`;

describe('Discord, on the real Client: posts', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig(handCore());
  });
  afterEach(() => rig.stop());
  const post = (key: string, to = channel) => rig.adapter.post(to, words(key), { key, attempt: 1 });
  const statuses = () => rig.fake.requests.filter((r) => POSTS.test(`${r.method} ${r.path}`)).map((r) => r.status);

  it('S2: two posts with one key leave one message, with another key another', async () => {
    const [first, second, third] = [await post('lesson/2026-11-23'), await post('lesson/2026-11-23'), await post('lesson/2026-11-24')];
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
    expect(rig.fake.messages).toHaveLength(2);
  });

  it('S2: a post whose answer was lost is tried again and stands once', async () => {
    rig.fake.faults.push({ on: POSTS, answer: { status: 502, body: {} }, times: 1, after: true });
    const ref = await post('a');
    expect(statuses()).toEqual([502, 200]);
    expect(rig.fake.messages.map((m) => `discord:${m.id}`)).toEqual([ref.message]);
  });

  it('S4: a 429 of a channel is waited for there, as long as Discord says, and holds up no other channel', async () => {
    rig.fake.faults.push({ on: new RegExp(`^POST /channels/${CHANNEL}`), answer: rateLimited(0.4), times: 1 });
    const first = post('a');
    await soon(() => statuses().includes(429), 'the rate limit');
    const start = performance.now();
    await post('b', `discord:${DM}`);
    expect(rig.fake.messages.map((m) => m.channel_id)).toEqual([DM]);
    await first;
    expect(performance.now() - start).toBeGreaterThan(350);
    expect(statuses()).toEqual([429, 200, 200]);
  });

  it('S4: a global 429 holds up all, and who met it comes first', async () => {
    rig.fake.faults.push({ on: POSTS, answer: rateLimited(0.4, true), times: 1 });
    const first = post('a');
    await soon(() => statuses().includes(429), 'the rate limit');
    await Promise.all([first, post('b', `discord:${DM}`)]);
    expect(statuses()).toEqual([429, 200, 200]);
    expect(rig.fake.messages.map((m) => m.channel_id)).toEqual([CHANNEL, DM]);
  });

  it.each([
    ['of a channel', rateLimited(600), 'channel', ['posted', 'posted']],
    ['of all', rateLimited(600, true), 'all', ['retry', 'retry']],
  ] as const)('S4: a 429 %s that takes minutes goes to the caller at once, who learns how long and for whom', async (_name, answer, scope, others) => {
    rig.fake.faults.push({ on: new RegExp(`^POST /channels/${CHANNEL}`), answer, times: 1 });
    for (const key of ['a', 'a']) {
      const error = await post(key).catch((e: DeliveryError) => e);
      expect(error).toMatchObject({ kind: 'retry', scope });
      expect((error as DeliveryError).retryAfterMs).toBeGreaterThan(590_000);
    }
    expect(statuses()).toEqual([429]);
    const elsewhere = [post('b', `discord:${DM}`), rig.adapter.tell('discord:800000000000000009', words('c'), { key: 'c', attempt: 1 })];
    expect(await Promise.all(elsewhere.map((one) => one.then(() => 'posted', (e: DeliveryError) => e.kind)))).toEqual(others);
  });

  it('S4: where Discord says beforehand that a channel has to wait for minutes, nobody waits inside discord.js', async () => {
    const headers = { 'x-ratelimit-limit': '1', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '300' };
    rig.fake.faults.push({ on: POSTS, answer: { status: 404, body: { code: 10008, message: 'Unknown Message' }, headers }, times: 1 });
    await expect(post('a')).rejects.toMatchObject({ kind: 'gone' });
    await expect(post('b')).rejects.toMatchObject({ kind: 'retry', scope: 'channel' });
    expect(statuses()).toEqual([404]);
  });

  it('S2: a post whose answer never comes is given up in time, and stands once when it is tried again', async () => {
    await rig.stop();
    rig = await startRig(handCore(), { patienceMs: 1_500 });
    rig.fake.faults.push({ on: POSTS, answer: 'silence', times: 1, after: true });
    const start = awakeMs();
    await expect(post('a')).rejects.toMatchObject({ kind: 'retry', scope: 'channel' });
    expect(awakeMs() - start).toBeLessThan(5_000);
    await post('a');
    expect(rig.fake.messages).toHaveLength(1);
  });

  it('a refused payload says what Discord said, and no word of the message', async () => {
    const secret = 'a text that is nobody’s business';
    rig.fake.faults.push({ on: POSTS, answer: { status: 400, body: { code: 50035, message: 'Invalid Form Body' } } });
    const error = await rig.adapter.post(channel, words(secret), { key: 'k', attempt: 1 }).catch((e: Error) => e);
    expect(error).toMatchObject({ kind: 'refused', message: expect.stringContaining('50035') });
    expect(JSON.stringify([error, { ...((error as Error).cause as object) }, String((error as Error).cause)])).not.toContain(secret);
  });

  it('S5: preflight names each right that is missing, in channels and in threads', async () => {
    const { world } = rig.fake;
    const missing = async (id: string) => rig.adapter.preflight(`discord:${id}`);
    expect([await missing(CHANNEL), await missing(THREAD), await missing(DM)]).toEqual([[], [], []]);
    world.denied = SEND;
    expect([await missing(CHANNEL), await missing(THREAD)]).toEqual([['Send Messages'], []]);
    world.denied = SEND_IN_THREADS;
    expect([await missing(CHANNEL), await missing(THREAD)]).toEqual([[], ['Send Messages in Threads']]);
    world.denied = VIEW;
    expect(await missing(CHANNEL)).toEqual(['View Channel']);
    await expect(missing('900000000000000999')).rejects.toMatchObject({ name: 'DeliveryError', kind: 'gone' });
  });

  it('S4: a post without a right is told with the name of the right', async () => {
    rig.fake.world.denied = SEND;
    await expect(post('a')).rejects.toMatchObject({ kind: 'forbidden', missing: ['Send Messages'] });
    rig.fake.world.denied = VIEW;
    await expect(post('a')).rejects.toMatchObject({ kind: 'forbidden', missing: ['View Channel'] });
  });

  it('an id of another platform is a bug, told before anything is sent', async () => {
    await expect(post('a', 'slack:T1:C1')).rejects.toBeInstanceOf(TypeError);
    expect(statuses()).toEqual([]);
  });
});

describe('Discord: rights of a member in a channel', () => {
  const guild = {
    id: 'g',
    owner_id: 'o',
    roles: [
      { id: 'g', permissions: String(VIEW) },
      { id: 'r', permissions: String(SEND) },
      { id: 'admin', permissions: '8' },
    ],
  };
  const rule = (id: string, type: 0 | 1, allow: bigint, deny: bigint) => ({ id, type, allow: String(allow), deny: String(deny) });
  it.each([
    ['roles add up', ['r'], [], VIEW | SEND],
    ['a role that is not held counts for nothing', [], [], VIEW],
    ['everyone’s rule first', ['r'], [rule('g', 0, 0n, SEND)], VIEW],
    ['then the rules of roles', ['r'], [rule('r', 0, SEND, 0n), rule('g', 0, 0n, SEND)], VIEW | SEND],
    ['then the member’s own', ['r'], [rule('m', 1, 0n, SEND), rule('r', 0, SEND, 0n)], VIEW],
  ] as const)('%s', (_name, roles, overwrites, want) => {
    expect(permissionsIn(guild, { id: 'm', roles }, overwrites)).toBe(want);
  });
  it('owner and administrator may do all, whatever the rules', () => {
    const closed = [rule('m', 1, 0n, SEND), rule('o', 1, 0n, SEND)];
    expect(permissionsIn(guild, { id: 'o', roles: [] }, closed) & SEND).toBe(SEND);
    expect(permissionsIn(guild, { id: 'm', roles: ['admin'] }, closed) & SEND).toBe(SEND);
  });
});
