import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { reply } from './contracts/replies.js';
import { commandPayload } from './fakes/discord/interactions.js';
import { CHANNEL } from './fakes/discord/world.js';
import { startRig, type Rig } from './fakes/discord/running.js';

const words = (text: string) => reply({ kind: 'text', spans: [text] });
const CALLBACK = /^POST \/interactions\//;

describe('Discord, on the real Client: interactions', () => {
  let core: HandCore;
  let rig: Rig;
  beforeEach(async () => {
    core = handCore();
    rig = await startRig(core, { lateMs: 400 });
  });
  afterEach(async () => {
    for (const one of core.received) one.done();
    await rig.stop();
  });

  it('completions come from the core, in the member’s language, and fit', async () => {
    core.suggestions = [
      { label: '长'.repeat(120), value: 'lesson-1' },
      { label: 'too long a value', value: 'x'.repeat(101) },
      ...Array.from({ length: 30 }, (_, i) => ({ label: `第 ${i} 讲`, value: String(i) })),
    ];
    const sent = rig.fake.command({ name: 'lesson', options: { ref: '声明' }, focused: 'ref', locale: 'zh-CN' });
    const choices = await soon(() => sent.suggestions, 'completions');
    expect(core.asked).toEqual([{ command: 'lesson', param: 'ref', typed: '声明', locale: 'zh-CN' }]);
    expect(choices).toHaveLength(25);
    expect(choices[0]).toEqual({ name: `${'长'.repeat(99)}…`, value: 'lesson-1' });
    expect(choices[1]).toEqual({ name: '第 0 讲', value: '0' });
    expect(rig.fake.refused).toEqual([]);
  });

  it('completions that fail are empty, and logged', async () => {
    core.suggest = async () => Promise.reject(new Error('index is gone'));
    const sent = rig.fake.command({ name: 'lesson', options: { ref: 'x' }, focused: 'ref' });
    expect(await soon(() => sent.suggestions, 'completions')).toEqual([]);
    expect(rig.logged.filter((l) => l.level === 'error')).toMatchObject([{ message: 'completions failed' }]);
  });

  it('the flag of Components V2 goes on the answer, never on the deferral', async () => {
    const sent = rig.fake.command({ name: 'help' });
    const { responder } = await core.nth(0);
    await responder.acknowledge('you');
    expect(await responder.answer(words('hi'), 'you')).toBeUndefined();
    expect(sent.callback).toEqual({ type: 5, private: true });
    expect(rig.fake.requests.find((r) => CALLBACK.test(`${r.method} ${r.path}`))?.body).toEqual({ type: 5, data: { flags: 64 } });
    expect(rig.fake.messages.at(-1)).toMatchObject({ private: true, body: { flags: 32768 } });
  });

  it('X3: a late acknowledgement is a clear error without the token', async () => {
    const sent = rig.fake.command({ name: 'help' });
    const { responder } = await core.nth(0);
    await new Promise((resolve) => setTimeout(resolve, 450));
    const error = await responder.acknowledge('everyone').catch((e: Error) => e);
    expect(error).toMatchObject({ message: expect.stringContaining('too late') });
    expect(`${(error as Error).stack} ${String((error as Error).cause)} ${((error as Error).cause as Error).stack}`).not.toContain(
      sent.token,
    );
  });

  it('X3: an acknowledgement whose 200 is lost counts, and the answer follows', async () => {
    rig.fake.faults.push({ on: CALLBACK, answer: { status: 502, body: {} }, times: 1, after: true });
    const sent = rig.fake.command({ name: 'help' });
    const { responder } = await core.nth(0);
    await responder.acknowledge('everyone');
    expect(await responder.answer(words('still here'), 'everyone')).toMatchObject({ channel: `discord:${CHANNEL}` });
    expect(rig.fake.requests.filter((r) => r.path.includes(sent.token)).map((r) => r.status)).toEqual([502, 400, 200]);
  });

  it('X3: the second of two deliveries learns that it is not the first', async () => {
    rig.fake.again(rig.fake.command({ name: 'next' }));
    const both = [await core.nth(0), await core.nth(1)];
    expect([await both[0]!.responder.acknowledge('you'), await both[1]!.responder.acknowledge('you')]).toEqual([true, false]);
    for (const one of both) one.done();
  });

  it('an error on a press in place is told to the presser alone, and the message stays', async () => {
    await rig.adapter.post(`discord:${CHANNEL}`, reply({ kind: 'buttons', buttons: [{ label: 'Next', line: 'next' }] }), {
      key: 'a',
      attempt: 1,
    });
    rig.fake.press(rig.fake.messages[0]!, 'next');
    const { responder } = await core.nth(0);
    await responder.acknowledge('in-place');
    await responder.answer(words('This round has ended'), 'you');
    expect(rig.fake.messages.map((m) => m.private)).toEqual([false, true]);
    expect(JSON.stringify(rig.fake.messages[0]!.body)).toContain('next');
  });

  it('a typed command that would answer in place answers its member', async () => {
    const sent = rig.fake.command({ name: 'next' });
    const { responder } = await core.nth(0);
    await responder.acknowledge('in-place');
    await responder.answer(words('x'), 'in-place');
    expect(sent.callback).toEqual({ type: 5, private: true });
  });

  it('a press on a private message in place has no address', async () => {
    rig.fake.command({ name: 'quiz' });
    const first = (await core.nth(0)).responder;
    await first.acknowledge('you');
    await first.answer(reply({ kind: 'buttons', buttons: [{ label: 'A', line: 'pick a' }] }), 'you');
    rig.fake.press(rig.fake.messages[0]!, 'pick a');
    const { request, responder } = await core.nth(1);
    expect(request.pressed).toMatchObject({ private: true });
    await responder.acknowledge('in-place');
    expect(await responder.answer(words('right'), 'in-place')).toBeUndefined();
    expect(rig.fake.messages).toHaveLength(1);
  });

  it('an answer does not wait in the pace', async () => {
    rig.fake.faults.push({
      on: /^POST \/channels\//,
      answer: { status: 429, body: { retry_after: 1, message: '', global: false }, headers: { 'retry-after': '1' } },
      times: 1,
    });
    const posting = rig.adapter.post(`discord:${CHANNEL}`, words('later'), { key: 'p', attempt: 1 });
    await soon(() => rig.fake.requests.some((r) => r.status === 429), 'the rate limit');
    rig.fake.command({ name: 'help' });
    const { responder } = await core.nth(0);
    await responder.acknowledge('everyone');
    await responder.answer(words('at once'), 'everyone');
    await posting;
    expect(rig.fake.messages.map((m) => JSON.stringify(m.body).includes('at once'))).toEqual([true, false]);
  });

  it('incomplete and unknown interactions neither crash nor answer, and the next one works', async () => {
    const holes = [
      'authorizing_integration_owners',
      'entitlements',
      'app_permissions',
      'channel',
      'member',
      'data',
      'id',
      'token',
      'type',
      'version',
    ];
    for (const hole of holes) rig.fake.inject(commandPayload({ name: 'help', raw: { [hole]: undefined } }));
    rig.fake.inject(commandPayload({ name: 'help', raw: { type: 99 } }));
    rig.fake.inject(null);
    rig.fake.command({ name: 'lesson', options: { ref: '13' } });
    await soon(() => core.received.some((r) => r.request.line === 'lesson ref:13'), 'the good one');
    // the first four lack nothing that we need; version nobody reads
    expect(core.received.filter((r) => r.request.line === 'help')).toHaveLength(5);
    expect(rig.logged.filter((l) => l.message === 'an interaction was ignored')).toHaveLength(7);
  });
});
