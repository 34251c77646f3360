import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text, type Reply } from '../src/reply.js';
import type { PostOptions } from '../src/ports.js';
import { handCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';

const daily: Reply = { blocks: [text('Lesson of the day')], locale: 'en' };
const CHANNEL = 'slack:T1:C1';
let slack: Started;

beforeEach(async () => {
  slack = await startSlack(handCore(), 'socket', { timeoutMs: 1000 });
});
afterEach(async () => {
  await slack.stop();
  const { botToken, appToken, signingSecret } = slack.fake;
  for (const secret of [botToken, appToken, signingSecret]) expect(JSON.stringify(slack.logged)).not.toContain(secret);
});

const post = (attempt = 1, key = 'C1/daily/2026-11-23') => slack.adapter.post(CHANNEL, daily, { key, attempt });
const visible = () => slack.fake.world.messages.length;

describe('S2: a post whose answer is lost is found again by its key', () => {
  it('carries the key in its metadata, and previews nothing', async () => {
    const ref = await post();
    expect(slack.fake.world.messages[0]).toMatchObject({
      metadata: { event_type: 'study_hall_post', event_payload: { key: 'C1/daily/2026-11-23' } },
      extra: { unfurl_links: 'false', unfurl_media: 'false' },
    });
    expect(ref).toEqual({ channel: CHANNEL, message: `${CHANNEL}:${slack.fake.world.messages[0]!.ts}` });
    expect(slack.fake.callsOf('conversations.history')).toHaveLength(0);
  });

  it.each([
    ['a 500', { status: 500 } as const],
    ['silence', 'hang' as const],
    ['fatal_error', { error: 'fatal_error' } as const],
  ])('%s after the post landed: the repeat inside the pace finds it', async (_name, how) => {
    slack.fake.faults.add({ method: 'chat.postMessage', how, landed: true, times: 1 });
    const ref = await post();
    expect(visible()).toBe(1);
    expect(ref.message).toBe(`${CHANNEL}:${slack.fake.world.messages[0]!.ts}`);
    expect(slack.fake.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('a second attempt of the ledger finds the first one, among others', async () => {
    const first = await post();
    await post(1, 'another key');
    expect(await post(2)).toEqual(first);
    expect(visible()).toBe(2);
  });

  it('a second attempt posts when the first one is not there', async () => {
    await post(2);
    expect(visible()).toBe(1);
  });

  it('a second attempt that cannot look yet does not post blindly', async () => {
    await post();
    slack.fake.faults.add({ method: 'conversations.history', how: { status: 503 } });
    await expect(post(2)).rejects.toMatchObject({ kind: 'retry' });
    expect(visible()).toBe(1);
  });
});

describe('S2: what a second attempt looks through', () => {
  const BEGAN = 1_790_000_000_000;
  const again = (options: Partial<PostOptions> = {}) => slack.adapter.post(CHANNEL, daily, { key: 'C1/daily/2026-11-23', attempt: 2, ...options });
  const looks = (method = 'conversations.history') => slack.fake.callsOf(method).length;

  it('every page since the first attempt, and none before it', async () => {
    slack.fake.world.now = BEGAN / 1000 - 3600;
    for (let i = 0; i < 150; i++) slack.fake.world.chat('C1');
    slack.fake.world.now = BEGAN / 1000;
    const first = await post();
    for (let i = 0; i < 250; i++) slack.fake.world.chat('C1');
    expect(await again({ since: BEGAN })).toEqual(first);
    expect([visible(), looks()]).toEqual([1, 3]);
    await slack.adapter.post(CHANNEL, daily, { key: 'never posted', attempt: 2, since: BEGAN });
    expect([visible(), looks()]).toEqual([2, 6]);
  });

  it('the newest ones where no beginning is known', async () => {
    const first = await post();
    expect(await again()).toEqual(first);
    expect(looks()).toBe(1);
  });

  it('the thread, for a post below a message, and nothing else', async () => {
    const under = { message: await post(1, 'lesson'), title: 'Lesson 13' };
    const quiz = await again({ attempt: 1, under });
    await post(1, 'another');
    expect(slack.fake.world.find('C1', quiz.message.split(':')[3]!)).toMatchObject({ thread_ts: under.message.message.split(':')[3] });
    expect(await again({ under })).toEqual(quiz);
    expect([visible(), looks(), looks('conversations.replies')]).toEqual([3, 0, 1]);
  });

  it('nothing without the right to read: the post goes out', async () => {
    slack.fake.scopes.delete('channels:history');
    await again();
    expect(visible()).toBe(1);
  });
});

describe('S4: a limit of Slack’s', () => {
  const other = (key: string) => slack.adapter.post('slack:T1:C3', daily, { key, attempt: 1 });
  beforeEach(() => slack.fake.world.channel({ id: 'C3', name: 'third', members: new Set(['UBOT']) }));
  const limit = (times: number) => slack.fake.faults.add({ method: 'chat.postMessage', how: { rate: 600 }, times });

  it('met by one channel holds up that one alone', async () => {
    limit(1);
    await expect(post()).rejects.toMatchObject({ kind: 'retry', scope: 'channel', retryAfterMs: 600_000 });
    await expect(post()).rejects.toMatchObject({ kind: 'retry', scope: 'channel' });
    await other('a');
    expect(slack.fake.callsOf('chat.postMessage')).toHaveLength(2);
  });

  it('met by a second one meanwhile is the workspace’s, and holds up all', async () => {
    limit(2);
    await expect(post()).rejects.toMatchObject({ scope: 'channel' });
    await expect(other('a')).rejects.toMatchObject({ kind: 'retry', scope: 'all' });
    await expect(slack.adapter.tell('slack:T1:U1', daily, { key: 'k', attempt: 1 })).rejects.toMatchObject({ kind: 'retry', scope: 'all' });
    expect(slack.fake.callsOf('chat.postMessage')).toHaveLength(2);
  });

  it('on looking says nothing of posts', async () => {
    slack.fake.faults.add({ method: 'conversations.history', how: { rate: 600 } });
    await expect(post(2)).rejects.toMatchObject({ kind: 'retry', scope: 'channel' });
    await expect(slack.adapter.post('slack:T1:C3', daily, { key: 'k', attempt: 2 })).rejects.toMatchObject({ kind: 'retry', scope: 'channel' });
    await slack.adapter.tell('slack:T1:U1', daily, { key: 'k', attempt: 1 });
    expect(visible()).toBe(1);
  });
});

describe('S4: failures are told apart', () => {
  it('Retry-After of a 429 is honoured, and the post is sent once', async () => {
    slack.fake.faults.add({ method: 'chat.postMessage', how: { rate: 1 }, times: 1 });
    await post();
    const [first, second] = slack.fake.callsOf('chat.postMessage');
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);
    expect(visible()).toBe(1);
    // a refused call did nothing, so there is nothing to look for
    expect(slack.fake.callsOf('conversations.history')).toHaveLength(0);
  });

  it('one message a second in a channel is kept by waiting', async () => {
    slack.fake.faults.perChannelMs = 1000;
    await Promise.all([post(1, 'a'), post(1, 'b')]);
    expect(visible()).toBe(2);
  });

  it.each([
    ['token_revoked', 'forbidden', ['a valid bot token']],
    ['is_archived', 'gone', []],
    ['not_in_channel', 'forbidden', ['membership of the channel']],
    ['restricted_action', 'forbidden', ['permission to post in the channel']],
    ['invalid_blocks', 'refused', []],
    ['service_unavailable', 'retry', []],
  ])('%s', async (error, kind, missing) => {
    slack.fake.faults.add({ method: 'chat.postMessage', how: { error } });
    await expect(post()).rejects.toMatchObject({ name: 'DeliveryError', kind, message: error, missing });
  });

  it('a scope that is missing is named', async () => {
    slack.fake.scopes.delete('chat:write');
    await expect(post()).rejects.toMatchObject({ kind: 'forbidden', missing: ['scope chat:write'] });
  });

  it('a channel that was deleted, archived, or left', async () => {
    const { channels } = slack.fake.world;
    channels.get('C1')!.members.delete('UBOT');
    await expect(post()).rejects.toMatchObject({ kind: 'forbidden', missing: ['membership of the channel'] });
    channels.get('C1')!.members.add('UBOT');
    channels.get('C1')!.archived = true;
    await expect(post()).rejects.toMatchObject({ kind: 'gone' });
    channels.delete('C1');
    await expect(post()).rejects.toMatchObject({ kind: 'gone' });
  });

  it('a token that is revoked while the bot runs', async () => {
    slack.fake.tokens.clear();
    await expect(post()).rejects.toMatchObject({ kind: 'forbidden', missing: ['a valid bot token'] });
    expect(await slack.adapter.preflight(CHANNEL)).toEqual(['a valid bot token']);
  });

  it('Slack that cannot be reached is worth another try', async () => {
    slack.fake.faults.add({ method: 'chat.postMessage', how: 'hang' });
    await expect(post()).rejects.toMatchObject({ kind: 'retry', retryAfterMs: 1000 });
  });
});

describe('S5: preflight', () => {
  it.each([
    ['all is well', () => undefined, []],
    ['the channel is archived', () => void (slack.fake.world.channels.get('C1')!.archived = true), ['an open channel (it is archived)']],
    ['the bot is no member', () => void slack.fake.world.channels.get('C1')!.members.delete('UBOT'), ['membership of the channel']],
    [
      'the channel is private',
      () => void (slack.fake.world.channels.get('C2')!.private = true),
      ['membership of the channel'],
      'slack:T1:C2',
    ],
    ['there is no such channel', () => undefined, ['membership of the channel'], 'slack:T1:C404'],
    ['a scope is missing', () => void slack.fake.scopes.delete('channels:history'), ['scope channels:history']],
    ['the scope for looking is missing', () => void slack.fake.scopes.delete('channels:read'), ['scope channels:read']],
  ])('%s', async (_name, arrange, expected, channel = CHANNEL) => {
    arrange();
    expect(await slack.adapter.preflight(channel)).toEqual(expected);
  });

  it('names the scope for pins where one is wanted, and takes no channel of another workspace', async () => {
    slack.fake.scopes.delete('pins:write');
    expect(await slack.adapter.preflight(CHANNEL, { group: 'slack:T1', wants: ['thread'] })).toEqual([]);
    expect(await slack.adapter.preflight(CHANNEL, { group: 'slack:T1', wants: ['thread', 'pin'] })).toEqual(['scope pins:write']);
    await expect(slack.adapter.preflight('slack:T2:C1', { group: 'slack:T1' })).rejects.toMatchObject({ kind: 'gone' });
  });

  it('tells a broken connection from a missing right', async () => {
    slack.fake.faults.add({ method: 'conversations.info', how: { status: 503 } });
    await expect(slack.adapter.preflight(CHANNEL)).rejects.toMatchObject({ kind: 'retry' });
  });
});
