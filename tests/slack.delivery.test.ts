import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text, type Reply } from '../src/reply.js';
import { handCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';

const daily: Reply = { blocks: [text('Lesson of the day')], locale: 'en' };
const CHANNEL = 'slack:T1:C1';
let slack: Started;

beforeEach(async () => {
  slack = await startSlack(handCore(), 'socket', { timeoutMs: 300 });
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

  it('tells a broken connection from a missing right', async () => {
    slack.fake.faults.add({ method: 'conversations.info', how: { status: 503 } });
    await expect(slack.adapter.preflight(CHANNEL)).rejects.toMatchObject({ kind: 'retry' });
  });
});
