import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageRef } from '../src/ports.js';
import { handCore } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import { startRig, type Rig } from './fakes/discord/running.js';
import { ABROAD, CHANNEL, CREATE_THREADS, GUILD, PIN, SECOND, SEND, SEND_IN_THREADS, THREAD } from './fakes/discord/world.js';

const words = (text: string) => reply({ kind: 'text', spans: [text] });
const channel = `discord:${CHANNEL}`;
const READER = 'discord:800000000000000077';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(handCore());
});
afterEach(async () => {
  expect(rig.fake.refused).toEqual([]);
  await rig.stop();
});
const post = (text: string, to = channel) => rig.adapter.post(to, words(text), { key: text, attempt: 1 });
const below = (message: MessageRef, text: string) => rig.adapter.post(channel, words(text), { key: text, attempt: 1, under: { message, title: 'Lesson 13' } });
const threads = () => [...rig.fake.world.threads.values()];

describe('S9: a post below a message of Discord', () => {
  it('stands in the thread of that message, which is opened once', async () => {
    const lesson = await post('lesson');
    const [quiz, talk] = [await below(lesson, 'quiz'), await below(lesson, 'talk')];
    expect(threads()).toMatchObject([{ parent: CHANNEL, name: 'Lesson 13' }]);
    expect([quiz.channel, talk.channel]).toEqual([lesson.message, lesson.message]);
    expect(rig.fake.messages.map((m) => `discord:${m.channel_id}`)).toEqual([channel, lesson.message, lesson.message]);
  });

  it('finds its thread open where the answer to the opening was lost', async () => {
    const lesson = await post('lesson');
    rig.fake.faults.push({ on: /\/threads$/, answer: { status: 502, body: {} }, times: 1, after: true });
    expect((await below(lesson, 'quiz')).channel).toBe(lesson.message);
    expect(threads()).toHaveLength(1);
  });

  it('is changed too when its thread has been archived meanwhile', async () => {
    const lesson = await post('lesson');
    const quiz = await below(lesson, 'quiz');
    threads()[0]!.archived = true;
    await rig.adapter.edit(quiz, words('solution'));
    expect(threads()[0]!.archived).toBe(false);
    expect(JSON.stringify(rig.fake.messages.at(-1)!.body)).toContain('solution');
  });

  it.each([
    ['the right to open threads', CREATE_THREADS, ['Create Public Threads']],
    ['the right to write in threads', SEND_IN_THREADS, ['Send Messages in Threads']],
  ])('is told without %s', async (_name, right, missing) => {
    const lesson = await post('lesson');
    rig.fake.world.denied = right;
    await expect(below(lesson, 'quiz')).rejects.toMatchObject({ kind: 'forbidden', missing });
  });

  it('is told when the message is gone, and when somebody locked the thread', async () => {
    await expect(below({ channel, message: 'discord:12' }, 'quiz')).rejects.toMatchObject({ kind: 'gone' });
    const lesson = await post('lesson');
    await below(lesson, 'quiz');
    threads()[0]!.locked = true;
    await expect(below(lesson, 'talk')).rejects.toMatchObject({ kind: 'gone' });
  });
});

describe('S9: a message of Discord is pinned', () => {
  it('once, and again is fine', async () => {
    const lesson = await post('lesson');
    await rig.adapter.pin(lesson, true);
    await rig.adapter.pin(lesson, true);
    expect(rig.fake.messages.map((m) => m.pinned)).toEqual([true]);
  });

  it('or it is told why not: no right, no room, no message', async () => {
    const lesson = await post('lesson');
    rig.fake.world.denied = PIN;
    await expect(rig.adapter.pin(lesson, true)).rejects.toMatchObject({ kind: 'forbidden', missing: ['Pin Messages'] });
    rig.fake.world.denied = 0n;
    for (let i = 0; i < 50; i++) await rig.adapter.pin(await post(`older ${i}`), true);
    await expect(rig.adapter.pin(lesson, true)).rejects.toMatchObject({ kind: 'forbidden', missing: ['room for one more pinned message'] });
    await expect(rig.adapter.pin({ channel, message: 'discord:12' }, true)).rejects.toMatchObject({ kind: 'gone' });
  });
});

describe('S4: a member of Discord is told in private', () => {
  const tell = (text: string) => rig.adapter.tell(READER, words(text), { key: text, attempt: 1 });

  it('in the conversation with the bot, once for one key', async () => {
    const [first, second] = [await tell('notice'), await tell('notice')];
    expect(second).toEqual(first);
    expect(rig.fake.messages).toHaveLength(1);
    expect(first.channel).toBe(`discord:${rig.fake.world.dms.get('800000000000000077')}`);
    await rig.adapter.edit(first, words('settled'));
    expect(JSON.stringify(rig.fake.messages[0]!.body)).toContain('settled');
  });

  it('or not, where they take no messages', async () => {
    rig.fake.world.shut.add('800000000000000077');
    await expect(tell('notice')).rejects.toMatchObject({ kind: 'forbidden', missing: ['private messages from members of the server'] });
  });
});

describe('S5: preflight on Discord', () => {
  it('names what threads and pins want, and only where they are wanted', async () => {
    const { world } = rig.fake;
    world.denied = CREATE_THREADS | SEND_IN_THREADS | PIN;
    expect(await rig.adapter.preflight(channel)).toEqual([]);
    expect(await rig.adapter.preflight(channel, { wants: ['thread'] })).toEqual(['Create Public Threads', 'Send Messages in Threads']);
    expect(await rig.adapter.preflight(channel, { wants: ['thread', 'pin'] })).toContain('Pin Messages');
    world.denied = 0n;
    expect(await rig.adapter.preflight(channel, { wants: ['thread', 'pin'] })).toEqual([]);
    expect(await rig.adapter.preflight(`discord:${THREAD}`, { wants: ['thread'] })).toEqual(['a channel that is no thread itself']);
  });

  it('takes no channel of another server, nor one that is gone', async () => {
    const group = `discord:${GUILD}`;
    expect(await rig.adapter.preflight(channel, { group })).toEqual([]);
    await expect(rig.adapter.preflight(channel, { group: 'discord:5' })).rejects.toMatchObject({ kind: 'gone' });
    expect(await rig.adapter.preflight(`discord:${ABROAD}`, { group })).toEqual(['membership of the server']);
    rig.fake.world.deleted.add(SECOND);
    await expect(rig.adapter.preflight(`discord:${SECOND}`, { group })).rejects.toMatchObject({ kind: 'gone' });
  });
});

describe('S4: what happens to a channel of Discord, told by kind', () => {
  it('deleted', async () => {
    rig.fake.world.deleted.add(CHANNEL);
    await expect(post('lesson')).rejects.toMatchObject({ kind: 'gone' });
    expect(await post('elsewhere', `discord:${SECOND}`)).toMatchObject({ channel: `discord:${SECOND}` });
  });

  it('the bot shown out of the server, and invited again', async () => {
    rig.fake.kick();
    await expect.poll(() => post('lesson').catch((error: { missing: string[] }) => error.missing)).toEqual(['membership of the server']);
    rig.fake.world.kicked = false;
    expect(await post('lesson')).toMatchObject({ channel });
  });

  it('the token revoked: told so, also when discord.js has forgotten it', async () => {
    rig.fake.world.revoked = true;
    for (const attempt of ['first', 'second']) await expect(post(attempt)).rejects.toMatchObject({ kind: 'forbidden', missing: ['a valid bot token'] });
    expect(await rig.adapter.preflight(channel)).toEqual(['a valid bot token']);
  });

  it('a right taken away while others keep theirs', async () => {
    rig.fake.world.denied = SEND;
    await expect(post('lesson')).rejects.toMatchObject({ kind: 'forbidden', missing: ['Send Messages'] });
    expect(await rig.adapter.tell(READER, words('told'), { key: 'told', attempt: 1 })).toBeDefined();
  });
});
