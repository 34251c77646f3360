import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeclaredCommand } from '../src/commands/declared.js';
import { text } from '../src/reply.js';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { startSlack, type Mode, type Started } from './fakes/slack/harness.js';

const SAVE = 'comment save';
const about = { en: 'About', 'zh-CN': '关于' };
const COMMANDS: readonly DeclaredCommand[] = [
  { name: 'comment', about, actions: [], example: 'comment 13', menu: { name: { en: 'Save to lesson…', 'zh-CN': '存到课程留言…' }, line: SAVE } },
  { name: 'lesson', about, actions: [], example: 'lesson 13' },
];

describe.each(['socket', 'http'] as const)('D8: message shortcuts on Slack over %s', (mode: Mode) => {
  let core: HandCore;
  let slack: Started;
  beforeEach(async () => {
    core = handCore();
    slack = await startSlack(core, mode, { commands: COMMANDS });
  });
  afterEach(async () => {
    for (const one of core.received) one.done();
    await slack.stop();
    expect(slack.fake.complaints).toEqual([]);
    expect(slack.fake.refused).toEqual([]);
  });
  const subject = async (n = 0) => (await core.nth(n)).request.subject;

  it('sends the line of the entry, with the message, who wrote it and when; the answer is for who asked', async () => {
    const { payload } = slack.fake.shortcut(SAVE, { user: 'U2', text: 'Pods share  a network\n&lt;ns&gt; &amp;amp; more', ts: '1790000123.456789', client_msg_id: 'x' });
    const { request, responder } = await core.nth(0);
    expect(request).toEqual({
      key: `slack:${String(payload['trigger_id'])}`,
      line: SAVE,
      at: expect.any(Number),
      member: { id: 'slack:T1:U1', name: 'wang', locale: 'zh-CN', admin: false, host: false },
      place: { platform: 'slack', group: 'slack:T1', channel: 'slack:T1:C1', thread: undefined },
      subject: {
        author: { id: 'slack:T1:U2', name: 'ada' },
        text: 'Pods share  a network\n<ns> &amp; more',
        at: 1790000123457,
        message: { channel: 'slack:T1:C1', message: 'slack:T1:C1:1790000123.456789' },
      },
    });
    await responder.acknowledge('you');
    await responder.answer({ locale: 'en', blocks: [text('Which lesson?')] }, 'you');
    expect(slack.fake.world.messages).toMatchObject([{ text: 'Which lesson?', onlyFor: 'U1', thread_ts: undefined }]);
    expect(slack.fake.callsOf('response_url')).toHaveLength(1);
  });

  it('in a thread, and where the bot is no member, the answer stands there', async () => {
    slack.fake.shortcut(SAVE, { user: 'U2', text: 'x', ts: '1.2', thread_ts: '1.1' }, { channel: 'C2', user: 'U2' });
    const { request, responder } = await core.nth(0);
    expect(request.place).toMatchObject({ channel: 'slack:T1:C2', thread: { channel: 'slack:T1:C2', message: 'slack:T1:C2:1.1' } });
    await responder.answer({ locale: 'en', blocks: [text('Which lesson?')] }, 'you');
    expect(slack.fake.world.messages).toMatchObject([{ channel: 'C2', onlyFor: 'U2', thread_ts: '1.1' }]);
  });

  it('a line that no entry declares, and a shortcut of another kind, are acknowledged and left', async () => {
    const all = [
      slack.fake.shortcut('comment', { user: 'U2', text: 'x', ts: '1.2' }),
      slack.fake.shortcut('settings en', { user: 'U2', text: 'x', ts: '1.2' }),
      slack.fake.shortcut(SAVE, { user: 'U2', text: 'x', ts: 'never' }),
      slack.fake.deliver('interactive', { type: 'shortcut', callback_id: SAVE, team: { id: 'T1' }, user: { id: 'U1' } }),
    ];
    await soon(() => all.every((one) => one.acks.length === 1), 'the acknowledgements', 1000);
    slack.fake.shortcut(SAVE, { user: 'U2', text: 'last', ts: '1.2' });
    expect((await subject())?.text).toBe('last');
    expect(core.received).toHaveLength(1);
  });

  it('X3: is acknowledged within 1 s while Slack tells no names, and delivered four times it has one key', async () => {
    slack.fake.faults.add({ method: 'users.info', how: 'hang' });
    const delivery = slack.fake.shortcut(SAVE, { user: 'U2', text: 'hi <@U1>', ts: '1.2' });
    for (const num of [1, 2, 3]) slack.fake.again(delivery, num);
    expect(await soon(() => delivery.acks[0], 'the acknowledgement', 1000)).toBeLessThan(1000);
    await core.nth(3);
    expect(new Set(core.received.map((one) => one.request.key)).size).toBe(1);
    expect(await subject()).toMatchObject({ author: { id: 'slack:T1:U2', name: 'U2' }, text: 'hi @U1' });
  });

  it.each([
    ['a bot with a name of its own', { bot_id: 'B9', username: 'Course news', text: 'New' }, 'slack:T1:B9', 'Course news', 'New'],
    ['an app', { user: 'UAPP', bot_id: 'B8', bot_profile: { name: 'Planner' }, text: 'x' }, 'slack:T1:UAPP', 'Planner', 'x'],
    ['somebody whom Slack does not know', { user: 'U404', text: 'x' }, 'slack:T1:U404', 'U404', 'x'],
    ['nobody, without words', {}, 'slack:T1:message 1.2', '?', ''],
  ])('a message of %s is taken as well', async (_name, message, id, name, words) => {
    slack.fake.shortcut(SAVE, { ts: '1.2', ...message });
    expect(await subject()).toMatchObject({ author: { id, name }, text: words });
  });

  it.each([
    ['<@U2> and <@U404> and <@U1|old name>', '@ada and @U404 and @wang'],
    ['<https://a.example/?q=1&amp;r=2|the docs> or <https://b.example/?a&amp;b>', 'the docs or https://b.example/?a&b'],
    ['in <#C1|study>, <!here> &amp;lt;b&amp;gt; *x* `y`', 'in #study, @here &lt;b&gt; *x* `y`'],
    ['```\nkind: Pod\n  name: &lt;a&gt;\n```', '```\nkind: Pod\n  name: <a>\n```'],
  ])('the words are those that its readers saw: %s', async (wire, shown) => {
    slack.fake.shortcut(SAVE, { user: 'U2', ts: '1.2', text: wire });
    expect((await subject())?.text).toBe(shown);
  });

  it('a crowd of mentions costs ten look-ups', async () => {
    slack.fake.shortcut(SAVE, { user: 'U2', ts: '1.2', text: Array.from({ length: 500 }, (_, i) => `<@U${i}>`).join(' ') });
    expect((await subject())?.text).toContain('@U499');
    expect(slack.fake.callsOf('users.info').length).toBeLessThanOrEqual(12);
  });
});
