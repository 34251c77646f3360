import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostOptions } from '../src/ports.js';
import { handCore } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import { startRig, type Rig } from './fakes/discord/running.js';
import { CHANNEL, HISTORY, SECOND } from './fakes/discord/world.js';

const channel = `discord:${CHANNEL}`;
const MINUTE = 60_000;

/** A post as the schedule makes it: one of its buttons belongs to this occurrence alone. */
const daily = (occurrence: string) =>
  reply(
    { kind: 'text', spans: ['Lesson of the day'] },
    { kind: 'buttons', buttons: [{ label: 'Read', line: 'read 13' }, { label: 'Notice', line: `schedule notice ${occurrence}` }] },
    { kind: 'choices', placeholder: 'More', choices: [{ label: 'Next', line: 'next' }] },
  );

describe('S2: a post of Discord that is tried again', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig(handCore());
  });
  afterEach(() => rig.stop());
  const post = (occurrence: string, options: Partial<PostOptions> = {}, to = channel) =>
    rig.adapter.post(to, daily(occurrence), { key: `post:${occurrence}`, attempt: 1, ...options });
  const looks = () => rig.fake.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/messages')).length;
  /** The second attempt of a post whose first one was `ms` ago, by the clocks of both sides. */
  const again = (occurrence: string, ms: number, options: Partial<PostOptions> = {}) => {
    rig.fake.pass(ms);
    return post(occurrence, { attempt: 2, since: Date.now() - ms, ...options });
  };

  it('inside the nonce’s window is the same message, and nothing has to be looked for', async () => {
    const first = await post('s3 2026-11-27');
    expect(await post('s3 2026-11-27', { attempt: 2, since: Date.now() - MINUTE })).toEqual(first);
    expect([rig.fake.messages.length, looks()]).toEqual([1, 0]);
  });

  it('after that is found by its controls, and by nothing less', async () => {
    rig.fake.pass(-20 * MINUTE);
    const first = await post('s3 2026-11-27');
    await post('s3 2026-11-26');
    await post('s33 2026-11-27');
    await rig.adapter.post(channel, reply({ kind: 'text', spans: ['Lesson of the day'] }), { key: 'plain', attempt: 1 });
    rig.fake.pass(20 * MINUTE);
    expect(await post('s3 2026-11-27', { attempt: 2, since: Date.now() - 20 * MINUTE })).toEqual(first);
    expect([rig.fake.messages.length, looks()]).toEqual([4, 1]);
  });

  it('without the look-up it would stand there twice: the fake forgets a nonce as Discord does', async () => {
    await post('s3 2026-11-27');
    rig.fake.pass(20 * MINUTE);
    await post('s3 2026-11-27');
    expect(rig.fake.messages).toHaveLength(2);
  });

  it('is posted where the first attempt left nothing', async () => {
    await again('s3 2026-11-27', 20 * MINUTE);
    expect([rig.fake.messages.length, looks()]).toEqual([1, 1]);
  });

  it('is found behind much that others wrote since, page by page', async () => {
    rig.fake.pass(-20 * MINUTE);
    for (let i = 0; i < 220; i++) rig.fake.chat(CHANNEL);
    const first = await post('s3 2026-11-27');
    for (let i = 0; i < 150; i++) rig.fake.chat(CHANNEL);
    rig.fake.pass(20 * MINUTE);
    expect(await post('s3 2026-11-27', { attempt: 3, since: Date.now() - 20 * MINUTE })).toEqual(first);
    expect([rig.fake.messages.length, looks()]).toEqual([1, 3]);
  });

  it.each([
    ['without a beginning', undefined],
    ['with a beginning that the clock of the machine was put back behind', Date.now() + 3_600_000],
  ])('%s the newest messages are looked at', async (_name, since) => {
    const first = await post('s3 2026-11-27');
    rig.fake.pass(20 * MINUTE);
    for (let i = 0; i < 30; i++) rig.fake.chat(CHANNEL);
    expect(await post('s3 2026-11-27', { attempt: 2, since })).toEqual(first);
    expect(rig.fake.messages).toHaveLength(1);
  });

  it('is not taken for the same post of another bot', async () => {
    const ours = await post('s3 2026-11-27', {}, `discord:${SECOND}`);
    rig.fake.chat(CHANNEL, rig.fake.messages[0]!.body);
    await again('s3 2026-11-27', 20 * MINUTE);
    expect(rig.fake.messages.map((m) => m.channel_id)).toEqual([SECOND, CHANNEL]);
    expect(ours.channel).toBe(`discord:${SECOND}`);
  });

  it('is not taken for one in another channel', async () => {
    await post('s3 2026-11-27', {}, `discord:${SECOND}`);
    await again('s3 2026-11-27', 20 * MINUTE);
    expect(rig.fake.messages.map((m) => m.channel_id)).toEqual([SECOND, CHANNEL]);
  });

  it('does not go out blindly where Discord cannot be asked', async () => {
    rig.fake.faults.push({ on: /^GET \/channels\/\d+\/messages/, answer: { status: 503, body: {} } });
    await expect(again('s3 2026-11-27', 20 * MINUTE)).rejects.toMatchObject({ kind: 'retry' });
    expect(rig.fake.messages).toHaveLength(0);
  });

  it('goes out where the bot may not read the history: preflight named that', async () => {
    rig.fake.world.denied = HISTORY;
    expect(await rig.adapter.preflight(channel)).toEqual(['Read Message History']);
    await again('s3 2026-11-27', 20 * MINUTE);
    expect(rig.fake.messages).toHaveLength(1);
  });

  it('a message without controls cannot be told apart, so nothing is looked for', async () => {
    const plain = reply({ kind: 'text', spans: ['x'] });
    await rig.adapter.post(channel, plain, { key: 'plain', attempt: 1 });
    rig.fake.pass(20 * MINUTE);
    await rig.adapter.post(channel, plain, { key: 'plain', attempt: 2, since: Date.now() - 20 * MINUTE });
    expect([rig.fake.messages.length, looks()]).toEqual([2, 0]);
  });

  it('below a message is looked for in its thread', async () => {
    rig.fake.pass(-20 * MINUTE);
    const lesson = await post('s3 2026-11-27');
    const under = { message: lesson, title: 'Lesson 13' };
    const quiz = await rig.adapter.post(channel, daily('quiz 2026-11-27'), { key: 'quiz', attempt: 1, under });
    rig.fake.pass(20 * MINUTE);
    expect(await rig.adapter.post(channel, daily('quiz 2026-11-27'), { key: 'quiz', attempt: 2, since: Date.now() - 20 * MINUTE, under })).toEqual(quiz);
    expect(rig.fake.messages).toHaveLength(2);
  });
});
