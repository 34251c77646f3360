import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderForm } from '../adapters/slack/form.js';
import type { Audience, Form } from '../src/ports.js';
import { text, type Block, type Reply } from '../src/reply.js';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { startSlack, type Mode, type Started } from './fakes/slack/harness.js';
import { viewFaults } from './fakes/slack/rules.views.js';
import type { OpenView } from './fakes/slack/views.js';
import type { Stored } from './fakes/slack/world.js';

const reply = (...blocks: Block[]): Reply => ({ blocks, locale: 'en' });
const COMMENT: Form = {
  title: 'Comment on this lesson',
  line: 'comment ref:13',
  fields: [{ name: 'text', label: 'Your comment', placeholder: 'What you found out', multiline: true, max: 2000 }],
  submit: 'Send',
};
const TYPED = '全角，标点  and two  spaces\n```\nx: &lt;y&gt; <@U2>\n```\n  ref:14 &amp;';

describe.each(['socket', 'http'] as const)('D8: forms on Slack over %s', (mode: Mode) => {
  let core: HandCore;
  let slack: Started;
  beforeEach(async () => {
    core = handCore();
    core.forms.set('comment 13', COMMENT);
    slack = await startSlack(core, mode);
  });
  afterEach(async () => {
    for (const one of core.received) one.done();
    await slack.stop();
    expect(slack.fake.complaints).toEqual([]);
    expect(slack.fake.refused).toEqual([]);
    const { botToken, appToken, signingSecret } = slack.fake;
    for (const secret of [botToken, appToken, signingSecret, '/commands/T1/1/', '/actions/T1/1/']) expect(JSON.stringify(slack.logged)).not.toContain(secret);
  });

  const opened = (n = 0): Promise<OpenView> => soon(() => slack.fake.views.opened[n], `form ${n}`);
  const answer = async (n: number, audience: Audience, words: string) => {
    const one = await core.nth(n);
    await one.responder.acknowledge(audience);
    const ref = await one.responder.answer(reply(text(words)), audience);
    one.done();
    return { request: one.request, ref };
  };
  const stored = (words: string): Stored => slack.fake.world.messages.find((message) => message.text.includes(words))!;
  const lesson = (more: Partial<Stored> = {}): Stored => {
    const button = { type: 'button', action_id: 'comment 13', value: 'comment 13', text: { type: 'plain_text', text: 'Comment' } };
    return slack.fake.world.add({ channel: 'C1', text: 'Lesson 13', blocks: [{ type: 'actions', elements: [button] }], extra: {}, ...more });
  };
  const still = () => new Promise((resolve) => setTimeout(resolve, 60));

  it('a press opens a modal, and nothing reaches the core until it is submitted', async () => {
    const page = lesson({ thread_ts: '1700000000.000001' });
    const press = slack.fake.press(page, 'comment 13', 'U1');
    const form = await opened();
    await still();
    expect(core.received).toEqual([]);
    expect(press.acks).toHaveLength(1);
    expect(form).toMatchObject({ user: 'U1', view: { title: { text: COMMENT.title }, submit: { text: 'Send' }, close: { text: '取消' } } });
    expect(form.view['blocks']).toMatchObject([
      { block_id: 'text', label: { text: 'Your comment' }, element: { type: 'plain_text_input', multiline: true, max_length: 2000, placeholder: { text: 'What you found out' } } },
    ]);

    const submission = slack.fake.submit(form, { text: TYPED });
    const { request } = await answer(0, 'you', 'Saved');
    expect(await soon(() => submission.acks[0], 'the acknowledgement', 1000)).toBeLessThan(1000);
    expect(submission.replies).toEqual(['']);
    expect(request).toMatchObject({
      line: `comment ref:13 text:${TYPED}`,
      member: { id: 'slack:T1:U1', name: 'wang', locale: 'zh-CN' },
      place: { platform: 'slack', group: 'slack:T1', channel: 'slack:T1:C1', thread: { channel: 'slack:T1:C1', message: 'slack:T1:C1:1700000000.000001' } },
      pressed: { private: false, message: { channel: 'slack:T1:C1', message: `slack:T1:C1:${page.ts}` } },
    });
    expect(stored('Saved')).toMatchObject({ onlyFor: 'U1', thread_ts: '1700000000.000001' });
    expect(slack.fake.callsOf('response_url')).toHaveLength(1);
  });

  it('the answer may change the pressed message in place', async () => {
    const page = lesson();
    slack.fake.press(page, 'comment 13', 'U2');
    slack.fake.submit(await opened(), { text: 'x' });
    const { ref } = await answer(0, 'in-place', 'One comment');
    expect(page).toMatchObject({ text: 'One comment', edits: 1 });
    expect(ref?.message).toBe(`slack:T1:C1:${page.ts}`);
  });

  it('a private message changes in place while its address lives, later a new one comes', async () => {
    const page = lesson({ onlyFor: 'U1' });
    slack.fake.press(page, 'comment 13');
    slack.fake.submit(await opened(), { text: 'x' });
    expect((await answer(0, 'in-place', 'In time')).request.pressed).toEqual({ private: true, message: undefined });
    expect(page).toMatchObject({ text: 'In time', edits: 1 });

    slack.fake.hooks.ttlMs = -1;
    slack.fake.press(lesson({ onlyFor: 'U1' }), 'comment 13');
    slack.fake.submit(await opened(1), { text: 'y' });
    await answer(1, 'in-place', 'Half an hour later');
    expect(stored('Half an hour later')).toMatchObject({ onlyFor: 'U1', channel: 'C1' });
  });

  it('/study opens it, and the answer stands where the command was typed, for everyone too', async () => {
    slack.fake.slash('comment 13', { user: 'U2' });
    slack.fake.submit(await opened(), { text: 'x' });
    const { request } = await answer(0, 'you', 'Only you');
    expect(request).toMatchObject({ line: 'comment ref:13 text:x', member: { id: 'slack:T1:U2', admin: true }, place: { channel: 'slack:T1:C1' } });
    expect(request.pressed).toBeUndefined();
    expect(stored('Only you').onlyFor).toBe('U2');
    slack.fake.slash('comment 13', { channel: 'C2' });
    slack.fake.submit(await opened(1), { text: 'y' });
    await answer(1, 'everyone', 'All of you');
    expect(stored('All of you')).toMatchObject({ channel: 'C2', onlyFor: undefined });
  });

  it('a pick from a menu opens it as well; a mention, which brings no trigger, and a whole line go to the core as they are', async () => {
    slack.fake.slash('lesson');
    const one = await core.nth(0);
    await one.responder.answer(reply({ kind: 'choices', placeholder: 'Pick', choices: [{ label: 'Comment', line: 'comment 13' }] }), 'you');
    slack.fake.press(slack.fake.world.messages[0]!, 'comment 13');
    await opened();
    slack.fake.mention({ text: '<@UBOT> comment 13' });
    expect((await core.nth(1)).request.line).toBe('comment 13');
    slack.fake.slash('comment 13 two  spaces\nand a line');
    expect((await core.nth(2)).request.line).toBe('comment 13 two  spaces\nand a line');
    expect(slack.fake.views.opened).toHaveLength(1);
  });

  it('X4: five fields of the longest texts open, and come back by name, each as it was typed', async () => {
    const field = (name: string, multiline: boolean) => ({ name, label: '标'.repeat(45), placeholder: '示'.repeat(100), multiline, max: 3000 });
    const line = `comment ref:${'长'.repeat(88)}`;
    core.forms.set('comment 14', { title: '题'.repeat(24), line, submit: '发'.repeat(24), fields: [...['a', 'b', 'c', 'd'].map((name) => field(name, false)), field('text', true)] });
    slack.fake.slash('comment 14');
    const long = '好'.repeat(2999);
    slack.fake.submit(await opened(), { text: `${long}\n`, a: 'one', b: 'two  words', c: ' 3 ', d: 'x:y' });
    expect((await core.nth(0)).request.line).toBe(`${line} a:one\nb:two  words\nc: 3 \nd:x:y\ntext:${long}\n`);
  });

  it('X3: a submission delivered four times, or sent again by hand, has one key; another form has another', async () => {
    slack.fake.slash('comment 13');
    const form = await opened();
    const delivery = slack.fake.submit(form, { text: 'x' });
    for (const num of [1, 2, 3]) slack.fake.again(delivery, num);
    slack.fake.submit(form, { text: 'x' });
    await core.nth(4);
    expect(new Set(core.received.map((one) => one.request.key)).size).toBe(1);
    slack.fake.slash('comment 13');
    slack.fake.submit(await opened(1), { text: 'x' });
    await core.nth(5);
    expect(new Set(core.received.map((one) => one.request.key)).size).toBe(2);
  });

  it('X3: a press delivered twice opens one form, and no request', async () => {
    const press = slack.fake.press(lesson(), 'comment 13', 'U1');
    await opened();
    slack.fake.again(press, 1);
    await soon(() => slack.fake.callsOf('views.open').length === 2, 'the second call');
    await still();
    expect(slack.fake.views.opened).toHaveLength(1);
    expect(core.received).toEqual([]);
    expect(slack.logged.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('X3: a form that was open while the bot started anew is taken', async () => {
    const page = lesson();
    slack.fake.press(page, 'comment 13', 'U1');
    const form = await opened();
    await slack.restart();
    slack.fake.submit(form, { text: TYPED });
    const { request } = await answer(0, 'in-place', 'Still here');
    expect(request).toMatchObject({ line: `comment ref:13 text:${TYPED}`, pressed: { private: false } });
    expect(page.text).toBe('Still here');
  });

  it('X3: a member whom Slack does not know in time costs no form', async () => {
    slack.fake.faults.add({ method: 'users.info', how: 'hang' });
    const press = slack.fake.slash('comment 13');
    const form = await soon(() => slack.fake.views.opened[0], 'the form', 2000);
    expect(press.acks[0]).toBeLessThan(1000);
    expect(form.view['close']).toBeUndefined();
  });

  it.each([
    ['a trigger that is over', (fake: Started['fake']) => void (fake.views.ttlMs = -1)],
    ['a view that Slack refuses', (fake: Started['fake']) => fake.faults.add({ method: 'views.open', how: { error: 'not_allowed' }, times: 1 })],
    ['a server error', (fake: Started['fake']) => fake.faults.add({ method: 'views.open', how: { status: 503 }, times: 1 })],
    ['a rate limit', (fake: Started['fake']) => fake.faults.add({ method: 'views.open', how: { rate: 30 }, times: 1 })],
  ])('%s: the line goes to the core as it is, and only who asked sees the answer', async (_name, arrange) => {
    arrange(slack.fake);
    const page = lesson({ onlyFor: 'U1' });
    slack.fake.press(page, 'comment 13');
    const { request } = await answer(0, 'in-place', 'Type it like this');
    expect(request).toMatchObject({ line: 'comment 13', pressed: { private: true } });
    expect(page.edits).toBe(0);
    slack.fake.faults.add({ method: 'views.open', how: { error: 'not_allowed' }, times: 1 });
    slack.fake.slash('comment 13', { user: 'U2' });
    await answer(1, 'everyone', 'Like this, Ada');
    expect(stored('Type it like this').onlyFor).toBe('U1');
    expect(stored('Like this, Ada').onlyFor).toBe('U2');
    expect(slack.logged.filter(({ level }) => level === 'warn')).toHaveLength(2);
  });

  it('what was kept is believed only as it went out, for whom it went out', async () => {
    slack.fake.slash('comment 13');
    const form = await opened();
    const [body = '', seal = ''] = String(form.view['private_metadata']).split('.');
    const kept = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...kept, responseUrl: 'http://127.0.0.1:1/', line: 'settings en' })).toString('base64url');
    const odd = [
      slack.fake.submit(form, { text: 'x' }, { user: 'U2' }),
      ...[`${forged}.${seal}`, body, `${body}.`, '', '.', '{}', null].map((metadata) => slack.fake.submit(form, { text: 'x' }, { private_metadata: metadata })),
      slack.fake.submit(form, { text: 'x' }, { callback_id: 'somebody_elses' }),
      slack.fake.submit(form, { text: 'x' }, { id: undefined }),
    ];
    await soon(() => odd.every((one) => one.acks.length === 1), 'the acknowledgements', 2000);
    slack.fake.submit(form, { text: 'y' });
    expect((await core.nth(0)).request.line).toBe('comment ref:13 text:y');
    expect(core.received).toHaveLength(1);
  });

  it('values of other kinds, and of odd names, are left out', async () => {
    slack.fake.slash('comment 13');
    const values = { text: { text: { type: 'plain_text_input', value: null } }, 'a b': { 'a b': { value: 'x' } }, when: { when: { selected_date: '2026-01-01' } }, x: 7 };
    slack.fake.submit(await opened(), { text: 'x' }, { state: { values } });
    expect((await core.nth(0)).request.line).toBe('comment ref:13');
  });
});

describe('X4: a form as a modal', () => {
  it('every form that keeps the limits is one that Slack opens', () => {
    const words = (max: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength: max }).map((one) => one.slice(0, max).toWellFormed()).filter((one) => one.trim() !== '');
    const field = fc.record({ name: fc.stringMatching(/^[a-z]{1,32}$/), label: words(45), placeholder: fc.oneof(words(100), fc.constantFrom('', ' ')), multiline: fc.boolean(), max: fc.integer({ min: 1, max: 3000 }) });
    const form = fc.record({ title: words(24), line: words(100), submit: words(24), fields: fc.uniqueArray(field, { minLength: 1, maxLength: 5, selector: ({ name }) => name }) });
    fc.assert(
      fc.property(form, fc.constantFrom('en', 'zh-TW', 'fr', undefined), (one, tag) => {
        const view = renderForm(one, 'x', tag);
        expect(viewFaults(view)).toEqual([]);
        expect(view.close === undefined).toBe(tag === 'fr' || tag === undefined);
      }),
      { numRuns: 200 },
    );
  });
});
