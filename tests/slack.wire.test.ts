import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Audience } from '../src/ports.js';
import { buttons, text, type Block, type Reply } from '../src/reply.js';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { startSlack, type Mode, type Started } from './fakes/slack/harness.js';
import { wordsOf } from './fakes/slack/read.js';
import type { Stored } from './fakes/slack/world.js';

const reply = (...blocks: Block[]): Reply => ({ blocks, locale: 'en' });

/** A thread of the channel, as the core knows it. */
const thread = (ts: string | undefined) => ({ channel: 'slack:T1:C1', message: `slack:T1:C1:${ts}` });

describe.each(['socket', 'http'] as const)('X6: Slack over %s', (mode: Mode) => {
  let core: HandCore;
  let slack: Started;
  beforeEach(async () => {
    core = handCore();
    slack = await startSlack(core, mode);
  });
  afterEach(async () => {
    for (const one of core.received) one.done();
    await slack.stop();
    expect(slack.fake.complaints).toEqual([]);
    expect(slack.fake.refused).toEqual([]);
  });

  /** Plays the core's part for the n-th request. */
  const answer = async (n: number, audience: Audience, ...blocks: Block[]) => {
    const one = await core.nth(n);
    await one.responder.acknowledge(audience);
    const ref = await one.responder.answer(reply(...blocks), audience);
    one.done();
    return { request: one.request, ref };
  };
  const stored = (words: string): Stored => slack.fake.world.messages.find((message) => wordsOf(message).includes(words))!;

  it('a mention is answered for everyone, in a thread of its own', async () => {
    const { payload, id } = slack.fake.mention({ text: '<@UBOT> lesson 13' });
    const ts = (payload['event'] as { ts: string }).ts;
    const { request, ref } = await answer(0, 'everyone', text('Pods'));
    expect(request).toMatchObject({
      key: `slack:${id}`,
      line: 'lesson 13',
      member: { id: 'slack:T1:U1', name: 'wang', locale: 'zh-CN', admin: false },
      place: { platform: 'slack', group: 'slack:T1', channel: 'slack:T1:C1', thread: thread(ts) },
    });
    expect(request.pressed).toBeUndefined();
    expect(stored('Pods')).toMatchObject({ channel: 'C1', thread_ts: ts, text: 'Pods' });
    expect(ref).toEqual({ channel: 'slack:T1:C1', message: `slack:T1:C1:${stored('Pods').ts}` });
  });

  it('a mention in a thread is answered in that thread, in private too', async () => {
    slack.fake.mention({ text: '<@UBOT> quiz', thread: '1700000000.000001' });
    await answer(0, 'you', text('Only you'));
    expect(stored('Only you')).toMatchObject({ onlyFor: 'U1', thread_ts: '1700000000.000001' });
  });

  it('a private answer to a mention outside of threads stands in the channel, because Slack shows it in no new thread', async () => {
    slack.fake.mention({ text: '<@UBOT> quiz' });
    await answer(0, 'you', text('Only you'));
    expect(stored('Only you')).toMatchObject({ onlyFor: 'U1', thread_ts: undefined });
    expect(slack.fake.world.seenBy('U2')).toEqual([]);
  });

  it('/study is answered in private, at its response address', async () => {
    const { payload } = slack.fake.slash('settings language:en', { user: 'U2' });
    const { request, ref } = await answer(0, 'you', text('Saved'));
    expect(request).toMatchObject({
      key: `slack:${String(payload['trigger_id'])}`,
      line: 'settings language:en',
      member: { id: 'slack:T1:U2', admin: true },
    });
    expect(ref).toBeUndefined();
    expect(stored('Saved')).toMatchObject({ onlyFor: 'U2' });
    expect(slack.fake.callsOf('response_url')).toHaveLength(1);
  });

  it('/study where the bot is no member is answered for everyone all the same', async () => {
    slack.fake.slash('lesson 13', { channel: 'C2' });
    const { ref } = await answer(0, 'everyone', text('Pods'));
    expect(ref).toBeUndefined();
    expect(stored('Pods')).toMatchObject({ channel: 'C2', onlyFor: undefined });
  });

  it('a button of a public message opens a private one, and a button there changes it in place', async () => {
    slack.fake.mention({ text: '<@UBOT> quiz' });
    await answer(0, 'everyone', text('Round'), buttons({ label: 'Answer', line: 'quiz answer' }));
    const round = stored('Round');
    slack.fake.press(round, 'quiz answer', 'U2');
    const first = await answer(1, 'you', text('Pick'), buttons({ label: 'A', line: 'quiz pick a' }));
    expect(first.request).toMatchObject({
      line: 'quiz answer',
      pressed: { private: false, message: { channel: 'slack:T1:C1', message: `slack:T1:C1:${round.ts}` } },
      place: { thread: thread(round.thread_ts) },
    });
    const pick = stored('Pick');
    expect(pick.onlyFor).toBe('U2');
    slack.fake.press(pick, 'quiz pick a');
    const second = await answer(2, 'in-place', text('Received'));
    expect(second.request.pressed).toEqual({ private: true, message: undefined });
    expect(pick).toMatchObject({ edits: 1, text: 'Received', onlyFor: 'U2' });
    expect(round.edits).toBe(0);
    expect(slack.fake.world.messages).toHaveLength(2);
  });

  it('a press in a thread is answered there, and a public message of ours changes in place', async () => {
    slack.fake.mention({ text: '<@UBOT> find pod', thread: '1700000000.000001' });
    await answer(0, 'everyone', text('Page 1'), buttons({ label: 'More', line: 'find pod page:2' }));
    const page = stored('Page 1');
    slack.fake.press(page, 'find pod page:2');
    const { request, ref } = await answer(1, 'in-place', text('Page 2'), buttons({ label: 'Hint', line: 'hint' }));
    expect(request.place.thread).toEqual(thread('1700000000.000001'));
    expect(ref?.message).toBe(`slack:T1:C1:${page.ts}`);
    expect(wordsOf(page)).toBe('Page 2\nHint');
    slack.fake.press(page, 'hint');
    await answer(2, 'you', text('A hint'));
    expect(stored('A hint')).toMatchObject({ thread_ts: '1700000000.000001', onlyFor: 'U1' });
  });

  it('a pick from a menu sends the line of the choice', async () => {
    slack.fake.slash('');
    const first = await answer(0, 'you', {
      kind: 'choices',
      placeholder: 'Lesson',
      choices: [
        { label: '13', line: 'lesson 13' },
        { label: '24', line: 'lesson 24' },
      ],
    });
    expect(first.request.line).toBe('help');
    slack.fake.press(slack.fake.world.messages[0]!, 'lesson 24');
    expect((await answer(1, 'in-place', text('24'))).request).toMatchObject({ line: 'lesson 24', pressed: { private: true } });
  });

  it('X3: mention, command and press are acknowledged within 1 s while the core goes on thinking', async () => {
    const page = slack.fake.world.add({
      channel: 'C1',
      text: 'x',
      blocks: [
        { type: 'actions', elements: [{ type: 'button', action_id: 'next', value: 'next', text: { type: 'plain_text', text: 'n' } }] },
      ],
      extra: {},
    });
    const all = [slack.fake.mention({ text: '<@UBOT> next' }), slack.fake.slash('next'), slack.fake.press(page, 'next')];
    await core.nth(2);
    for (const one of all) expect(await soon(() => one.acks[0], 'the acknowledgement', 1000)).toBeLessThan(1000);
    expect(all.map((one) => one.acks.length)).toEqual([1, 1, 1]);
  });

  it('X3: a slow look-up of the member delays no acknowledgement, and costs at most its patience', async () => {
    slack.fake.faults.add({ method: 'users.info', how: 'hang' });
    const delivery = slack.fake.slash('next');
    expect(await soon(() => delivery.acks[0], 'the acknowledgement', 1000)).toBeLessThan(1000);
    expect((await core.nth(0)).request.member).toEqual({ id: 'slack:T1:U1', name: 'u1', locale: undefined, admin: false });
  });

  it('X3: an event delivered four times, with retry numbers, has one key', async () => {
    const delivery = slack.fake.mention({ text: '<@UBOT> next' });
    for (const num of [1, 2, 3]) slack.fake.again(delivery, num);
    await core.nth(3);
    expect(core.received.map((one) => one.request.key)).toEqual(Array(4).fill(`slack:${delivery.id}`));
  });

  it('a rate limit on a first answer is waited for', async () => {
    slack.fake.faults.add({ method: 'chat.postMessage', how: { rate: 1 }, times: 1 });
    slack.fake.mention({ text: '<@UBOT> next' });
    const started = performance.now();
    await answer(0, 'everyone', text('Patient'));
    expect(performance.now() - started).toBeGreaterThan(950);
    expect(slack.fake.world.messages).toHaveLength(1);
  });

  it('where a response address takes no answer any more, the channel does', async () => {
    slack.fake.hooks.ttlMs = -1;
    slack.fake.slash('next');
    await answer(0, 'you', text('Late'));
    expect(stored('Late')).toMatchObject({ channel: 'C1', onlyFor: 'U1' });
  });

  it('where neither takes it, what is missing is told, and the address is not named', async () => {
    slack.fake.hooks.ttlMs = -1;
    slack.fake.slash('next', { channel: 'C2' });
    const { responder, done } = await core.nth(0);
    const error = await responder.answer(reply(text('x')), 'you').catch((e: unknown) => e);
    done();
    expect(error).toMatchObject({ name: 'DeliveryError', kind: 'forbidden', missing: ['membership of the channel'] });
    expect(String((error as Error).stack)).not.toContain('/commands/T1/');
  });

  it('messages of bots, and of the bot itself, are no requests', async () => {
    slack.fake.mention({ text: '<@UBOT> next', more: { bot_id: 'B9' } });
    slack.fake.mention({ text: '<@UBOT> next', user: 'UBOT' });
    slack.fake.mention({ text: '<@UBOT> lesson 1' });
    expect((await core.nth(0)).request.line).toBe('lesson 1');
    expect(core.received).toHaveLength(1);
  });

  it('incomplete and unknown payloads crash nothing: the next event is answered', async () => {
    const { fake } = slack;
    const event = (more: object) => ({ type: 'event_callback', team_id: 'T1', event_id: 'E', event: { type: 'app_mention', ...more } });
    const odd = [
      fake.deliver('events_api', event({})),
      fake.deliver('events_api', event({ user: 'U1', channel: 'C1' })),
      fake.deliver('events_api', { type: 'event_callback', event: { type: 'app_mention', text: 7, channel: { id: 'C1' } } }),
      fake.deliver('interactive', { type: 'block_actions', team: { id: 'T1' }, user: { id: 'U1' }, actions: [] }),
      fake.deliver('interactive', {
        type: 'block_actions',
        team: null,
        user: { id: 'U1', team_id: 'T1' },
        actions: [{ type: 'datepicker', action_id: 'x' }],
      }),
      fake.deliver('interactive', {
        type: 'block_actions',
        team: { id: 'T1' },
        user: { id: 'U1' },
        channel: { id: 'C1' },
        actions: [{ type: 'button', action_id: 'link:0' }],
      }),
      fake.deliver('interactive', { type: 'view_submission', team: { id: 'T1' }, user: { id: 'U1' }, view: {} }),
      fake.deliver('interactive', { type: 'view_closed', team: { id: 'T1' }, user: { id: 'U1' }, view: { callback_id: 'x' } }),
      fake.deliver('interactive', { type: 'message_action', team: { id: 'T1' }, user: { id: 'U1' }, callback_id: 'x' }),
      fake.deliver('interactive', { type: 'message_action', user: { id: 'U1', team_id: 'T1' }, callback_id: 'x', message: null, channel: 7 }),
      fake.deliver('interactive', { type: 'shortcut', team: { id: 'T1' }, user: { id: 'U1' }, callback_id: 'x' }),
      fake.deliver('slash_commands', { command: '/study', team_id: 'T1', text: 'next' }),
    ];
    await soon(() => odd.every((one) => one.acks.length === 1), 'the acknowledgements', 1000);
    fake.mention({ text: '<@UBOT> lesson 1' });
    await soon(() => core.received.some((one) => one.request.line === 'lesson 1'), 'the next event');
    expect(core.received.map((one) => one.request.line).toSorted()).toEqual(['help', 'lesson 1']);
  });
});
