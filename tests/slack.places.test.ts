import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text, type Reply } from '../src/reply.js';
import { handCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';

const daily: Reply = { blocks: [text('Lesson of the day')], locale: 'en' };
const CHANNEL = 'slack:T1:C1';
let slack: Started;

beforeEach(async () => {
  slack = await startSlack(handCore(), 'socket', { timeoutMs: 1000 });
});
afterEach(() => slack.stop());
const post = () => slack.adapter.post(CHANNEL, daily, { key: 'C1/daily/2026-11-23', attempt: 1 });

describe('S9: threads and pins', () => {
  it('a post below a message that is gone says so', async () => {
    const { message, channel } = await post();
    slack.fake.world.deleted.add(message.split(':')[3]!);
    const under = { message: { channel, message }, title: 'x' };
    await expect(slack.adapter.post(CHANNEL, daily, { key: 'k', attempt: 1, under })).rejects.toMatchObject({ kind: 'gone' });
  });

  it('a message is pinned once, and again is fine', async () => {
    const ref = await post();
    await slack.adapter.pin(ref, true);
    await slack.adapter.pin(ref, true);
    expect(slack.fake.world.messages.map(({ pinned }) => pinned)).toEqual([true]);
  });

  it('or it is told why not', async () => {
    const ref = await post();
    slack.fake.scopes.delete('pins:write');
    await expect(slack.adapter.pin(ref, true)).rejects.toMatchObject({ kind: 'forbidden', missing: ['scope pins:write'] });
    slack.fake.faults.add({ method: 'pins.add', how: { error: 'permission_denied' }, times: 1 });
    await expect(slack.adapter.pin(ref, true)).rejects.toMatchObject({ kind: 'forbidden', missing: ['permission to pin in the channel'] });
    slack.fake.scopes.add('pins:write');
    await expect(slack.adapter.pin({ channel: CHANNEL, message: `${CHANNEL}:1.2` }, true)).rejects.toMatchObject({ kind: 'gone' });
  });
});

describe('S4: a member is told in private', () => {
  const tell = () => slack.adapter.tell('slack:T1:U1', daily, { key: 'notice', attempt: 1 });

  it('with no scope but that for posts, and the notice can be changed', async () => {
    const ref = await tell();
    expect(ref).toEqual({ channel: 'slack:T1:DU1', message: `slack:T1:DU1:${slack.fake.world.messages[0]!.ts}` });
    expect(slack.fake.calls.map(({ method }) => method).filter((method) => method.startsWith('conversations'))).toEqual([]);
    expect(slack.fake.world.messages.map(({ channel }) => channel)).toEqual(['DU1']);
  });

  it.each([
    ['messages_tab_disabled', 'forbidden'],
    ['user_disabled', 'gone'],
  ])('or not: %s', async (word, kind) => {
    slack.fake.world.users.get('U1')!.shut = word;
    await expect(tell()).rejects.toMatchObject({ kind });
  });
});
