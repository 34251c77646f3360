import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { modal } from '../adapters/discord/form.js';
import { createDiscordAdapter } from '../adapters/discord/index.js';
import { registration } from '../adapters/discord/registration.js';
import { createPace } from '../src/io/pace.js';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import type { Sent } from './fakes/discord/callbacks.js';
import { modalProblems, type Modal } from './fakes/discord/forms.js';
import { commandPayload } from './fakes/discord/interactions.js';
import type { Message } from './fakes/discord/messages.js';
import { nasty } from './fakes/discord/nasty.js';
import { COMMANDS, FORM, TARGET } from './fakes/discord/samples.js';
import { startRig, type Rig } from './fakes/discord/running.js';
import { schemaProblems } from './fakes/discord/schema.js';
import { CHANNEL, TOKEN } from './fakes/discord/world.js';

const words = (text: string) => reply({ kind: 'text', spans: [text] });
const CALLBACK = /^POST \/interactions\//;
const LATE_MS = 600;
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const opened = (sent: Sent): Promise<Modal> => soon(() => sent.form, 'a form');

describe('Discord, on the real Client: forms and menus', () => {
  let core: HandCore;
  let rig: Rig;
  // reading the specification takes the fake longer than it waits
  beforeAll(() => void schemaProblems('ModalInteractionCallbackRequest', {}));
  beforeEach(async () => {
    core = handCore();
    core.forms.set('comment 13', FORM);
    core.forms.set('comment add ref:13', FORM);
    rig = await startRig(core, { lateMs: LATE_MS, commands: COMMANDS, registered: registration(COMMANDS) });
  });
  afterEach(async () => {
    for (const one of core.received) one.done();
    await rig.stop();
  });
  const comment = () => rig.fake.command({ name: 'comment', action: 'add', options: { ref: '13' } });
  const warnings = () => rig.logged.filter(({ level }) => level !== 'info');
  /** A message with a button and a menu that open the form, public or for one member. */
  async function card(isPrivate: boolean): Promise<Message> {
    const card = reply(
      { kind: 'buttons', buttons: [{ label: 'Comment', line: 'comment 13' }] },
      { kind: 'choices', placeholder: 'Pick', choices: [{ label: 'Comment', line: 'comment add ref:13' }] },
    );
    if (!isPrivate) await rig.adapter.post(`discord:${CHANNEL}`, card, { key: 'card', attempt: 1 });
    else {
      rig.fake.command({ name: 'lesson' });
      const { responder, done } = await core.nth(0);
      await responder.acknowledge('you');
      await responder.answer(card, 'you');
      done();
      core.received.length = 0;
    }
    return rig.fake.messages[0] as Message;
  }

  it('D8: a command whose line has a form shows it at once, and nothing reaches the core', async () => {
    const sent = comment();
    expect(await opened(sent)).toEqual({
      title: 'Comment',
      custom_id: 'comment add ref:13',
      components: [
        { type: 18, label: 'title', component: { type: 4, custom_id: 'title', style: 1, placeholder: 'title', max_length: 3000, required: false } },
        { type: 18, label: 'text', component: { type: 4, custom_id: 'text', style: 2, placeholder: 'text', max_length: 3000, required: false } },
      ],
    });
    expect((sent.acknowledgedAt ?? Infinity) - sent.at).toBeLessThan(LATE_MS);
    expect([core.received, warnings(), rig.fake.refused]).toEqual([[], [], []]);
  });

  it('D8: what is submitted is a line, acknowledged and answered like a command’s', async () => {
    const text = '全角，  "x"\n\n```\n<@1> @everyone\n``` ';
    const sent = comment();
    await opened(sent);
    const submitted = rig.fake.submit(sent, { title: 'On  pods', text });
    const { request, responder } = await core.nth(0);
    expect(request).toMatchObject({ key: `discord:${submitted.id}`, line: `comment add ref:13 title:On  pods\ntext:${text}` });
    expect(request.pressed).toBeUndefined();
    // there is no message that could change
    await responder.acknowledge('in-place');
    await responder.answer(words('Kept'), 'in-place');
    expect(submitted.callback).toEqual({ type: 5, private: true });
    expect(rig.fake.messages.map((m) => m.private)).toEqual([true]);
    expect(rig.fake.refused).toEqual([]);
  });

  it.each([true, false])('D8: a form from a message’s button or menu is answered in its place (private: %s)', async (isPrivate) => {
    const message = await card(isPrivate);
    for (const [i, sent] of [rig.fake.press(message, 'comment 13'), rig.fake.select(message, 'choices:1', 'comment add ref:13')].entries()) {
      await opened(sent);
      const submitted = rig.fake.submit(sent, { text: `say ${i}` });
      const { request, responder, done } = await core.nth(i);
      expect(request).toMatchObject({
        line: `comment add ref:13 text:say ${i}`,
        pressed: { private: isPrivate, message: { channel: `discord:${CHANNEL}`, message: `discord:${message.id}` } },
      });
      await responder.acknowledge('in-place');
      await responder.answer(words(`Kept ${i}`), 'in-place');
      done();
      expect(submitted.callback?.type).toBe(6);
      expect(JSON.stringify(message.body)).toContain(`Kept ${i}`);
    }
    expect(rig.fake.messages).toHaveLength(1);
    expect(rig.fake.refused).toEqual([]);
  });

  it('X3: an opening delivered four times shows one form; a submission delivered four times has one key', async () => {
    const sent = comment();
    await opened(sent);
    for (let i = 0; i < 3; i++) rig.fake.again(sent);
    await soon(() => rig.fake.requests.filter((r) => CALLBACK.test(`${r.method} ${r.path}`)).length === 4, 'four callbacks');
    const submitted = rig.fake.submit(sent, { text: 'once' });
    for (let i = 0; i < 3; i++) rig.fake.again(submitted);
    await core.nth(3);
    expect(new Set(core.received.map(({ request }) => request.key)).size).toBe(1);
    await Promise.all(core.received.map(({ responder }) => responder.acknowledge('you')));
    expect(warnings()).toEqual([]);
  });

  it('X3: a form whose 200 is lost counts', async () => {
    rig.fake.faults.push({ on: CALLBACK, answer: { status: 502, body: {} }, times: 1, after: true });
    const sent = comment();
    await soon(() => rig.fake.requests.filter((r) => CALLBACK.test(`${r.method} ${r.path}`)).length === 2, 'a second try');
    rig.fake.submit(sent, { text: 'x' });
    expect((await core.nth(0)).request.line).toBe('comment add ref:13 text:x');
    expect(warnings()).toEqual([]);
  });

  it('X3: a form that comes too late, or that Discord refuses, does nothing but a line in the log, without the token', async () => {
    rig.fake.faults.push({ on: CALLBACK, answer: { status: 404, body: { code: 10062, message: 'Unknown interaction' } }, times: 1 });
    const sent = comment();
    await soon(() => warnings().length === 1, 'a warning');
    core.forms.set('say', { ...FORM, title: 'x'.repeat(46) });
    const second = rig.fake.command({ name: 'say' });
    await soon(() => warnings().length === 2, 'another');
    expect(warnings()).toMatchObject([
      { level: 'warn', message: 'a form could not be shown', fields: { error: expect.stringContaining('too late') as unknown } },
      { level: 'warn', message: 'a form could not be shown' },
    ]);
    for (const { token } of [sent, second]) expect(JSON.stringify(warnings())).not.toContain(token);
    expect(core.received).toEqual([]);
    await opened(comment());
  });

  it('X3: what is submitted too late is told to the core as such', async () => {
    const sent = comment();
    await opened(sent);
    rig.fake.submit(sent, { text: 'x' });
    const { responder } = await core.nth(0);
    await new Promise((resolve) => setTimeout(resolve, LATE_MS + 50));
    await expect(responder.acknowledge('you')).rejects.toThrow('too late');
  });

  it('D8: a form that was open over a restart is submitted to the new process', async () => {
    const sent = comment();
    await opened(sent);
    await rig.adapter.stop();
    const later = handCore();
    const adapter = createDiscordAdapter({ token: TOKEN, api: rig.fake.api, log: quiet, pace: createPace({ minTimeMs: 1, channelMinTimeMs: 1 }), commands: COMMANDS });
    await adapter.start(later);
    rig.fake.submit(sent, { text: 'a  b' });
    const { request, responder, done } = await later.nth(0);
    expect(request.line).toBe('comment add ref:13 text:a  b');
    await responder.acknowledge('you');
    done();
    await adapter.stop();
  });

  it('a submission without fields, of a form that nobody knows, or broken, neither crashes nor opens another', async () => {
    const submit = (data: unknown) => rig.fake.inject(commandPayload({ name: 'x', raw: { type: 5, data } }));
    for (const data of [null, {}, { custom_id: '' }, { custom_id: 'gone <@1>', components: null }, { custom_id: 'comment 13', components: [null, {}, { component: { custom_id: 'text' } }] }]) submit(data);
    await core.nth(1);
    expect(core.received.map(({ request }) => request.line)).toEqual(['gone <@1>', 'comment 13']);
    expect(rig.logged.filter((l) => l.message === 'an interaction was ignored')).toHaveLength(3);
  });

  it('D8: an entry of a message’s menu reaches the core with the message, and opens no form', async () => {
    core.forms.set('comment keep', FORM);
    const sent = rig.fake.menu({ name: 'Save to lesson…', target: TARGET, user: '801', locale: 'zh-CN' });
    const { request, responder } = await core.nth(0);
    expect(request).toMatchObject({ line: 'comment keep', member: { id: 'discord:801' }, subject: { text: TARGET.content, author: { name: '老王' } } });
    await responder.acknowledge('you');
    await responder.answer(words('Which lesson?'), 'you');
    expect(sent.callback).toEqual({ type: 5, private: true });
    rig.fake.inject(commandPayload({ name: 'x', raw: { data: { name: 'Save to Lesson', type: 3, target_id: '1' } } }));
    await soon(() => warnings().length === 1, 'a warning of an entry that is not declared');
    expect(core.received).toHaveLength(1);
  });

  it('X4: every form within its limits is a modal that Discord takes, whatever its texts', () => {
    const text = (max: number) => fc.oneof(nasty, fc.string({ unit: 'grapheme', minLength: 1, maxLength: max })).map((s) => `x${s}`.slice(0, max).toWellFormed());
    const field = fc.record({ name: fc.stringMatching(/^[a-z]{1,32}$/), label: text(45), placeholder: text(100), multiline: fc.boolean(), max: fc.integer({ min: 1, max: 3000 }) });
    const form = fc.record({
      title: text(24),
      submit: text(24),
      line: text(100),
      fields: fc.uniqueArray(field, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
    });
    fc.assert(
      fc.property(form, (one) => {
        const data = modal(one);
        expect(modalProblems(data as Modal)).toEqual([]);
        expect(schemaProblems('ModalInteractionCallbackRequest', { type: 9, data })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
