import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSeal } from '../adapters/slack/seal.js';
import { FakeSlack } from './fakes/slack/index.js';
import { viewFaults } from './fakes/slack/rules.views.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const input = (more: object = {}, element: object = {}) => ({ type: 'input', label: plain('Label'), element: { type: 'plain_text_input', ...element }, ...more });
const view = (more: object = {}, ...blocks: object[]) => ({ type: 'modal', title: plain('Title'), submit: plain('Send'), blocks: blocks.length > 0 ? blocks : [input()], ...more });

describe("the fake's rules of views", () => {
  it.each([
    ['the plainest', view()],
    ['every field', view({ close: plain('x'), private_metadata: 'x'.repeat(3000), callback_id: 'x'.repeat(255), notify_on_close: true })],
    ['two inputs', view({}, input({ block_id: 'a' }, { action_id: 'a', max_length: 3000, placeholder: plain('x'.repeat(150)) }), input({ block_id: 'b', hint: plain('x') }))],
  ])('take %s', (_name, one) => {
    expect(viewFaults(one)).toEqual([]);
  });

  it.each([
    ['a long title', view({ title: plain('x'.repeat(25)) }), 'view.title.text'],
    ['a long submit', view({ submit: plain('x'.repeat(25)) }), 'view.submit.text'],
    ['no submit', view({ submit: undefined }), 'view.submit'],
    ['a close that is empty', view({ close: plain(' ') }), 'view.close.text'],
    ['mrkdwn in a title', view({ title: { type: 'mrkdwn', text: 'x' } }), 'view.title'],
    ['long metadata', view({ private_metadata: 'x'.repeat(3001) }), 'view.private_metadata'],
    ['a long callback', view({ callback_id: 'x'.repeat(256) }), 'view.callback_id'],
    ['no blocks', { ...view(), blocks: [] }, 'view.blocks'],
    ['101 blocks', view({}, ...Array.from({ length: 101 }, () => input())), 'view.blocks'],
    ['a block twice', view({}, input({ block_id: 'a' }), input({ block_id: 'a' })), 'view.block_id'],
    ['an action twice', view({}, input({}, { action_id: 'a' }), input({}, { action_id: 'a' })), 'view.action_id'],
    ['a long action', view({}, input({}, { action_id: 'x'.repeat(256) })), 'element.action_id'],
    ['a long label', view({}, input({ label: plain('x'.repeat(2001)) })), 'label.text'],
    ['a long placeholder', view({}, input({}, { placeholder: plain('x'.repeat(151)) })), 'placeholder.text'],
    ['an empty placeholder', view({}, input({}, { placeholder: plain('') })), 'placeholder.text'],
    ['3,001 characters', view({}, input({}, { max_length: 3001 })), 'max_length'],
    ['an unknown key', view({ colour: 'red' }), 'colour'],
    ['half a character', view({ title: plain('\ud83d') }), 'lone surrogate'],
  ])('refuse %s', (_name, one, where) => {
    expect(viewFaults(one).join('\n')).toContain(where);
  });
});

describe('the fake, opening views', () => {
  let fake: FakeSlack;
  beforeEach(async () => {
    fake = await FakeSlack.start({ target: 'http://127.0.0.1:9/' });
  });
  afterEach(() => fake.stop());
  const open = async (trigger: string, what: object = view()) => {
    const body = new URLSearchParams({ trigger_id: trigger, view: JSON.stringify(what) });
    const response = await fetch(`${fake.api}views.open`, { method: 'POST', headers: { authorization: `Bearer ${fake.botToken}` }, body });
    return (await response.json()) as { ok: boolean; error?: string; view?: { id: string; hash: string } };
  };

  it('opens one view a trigger, within its time, for who pulled it', async () => {
    const { id } = fake.slash('x', { user: 'U2' });
    expect(await open('1.2.x')).toMatchObject({ error: 'invalid_trigger_id' });
    expect(await open(id, view({ title: plain('') }))).toMatchObject({ error: 'invalid_arguments' });
    expect(await open(id)).toMatchObject({ ok: true, view: { id: expect.stringMatching(/^V/), hash: expect.any(String), private_metadata: '' } });
    expect(await open(id)).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(fake.views.opened.map((one) => one.user)).toEqual(['U2']);
    fake.views.ttlMs = -1;
    expect(await open(fake.slash('x').id)).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('submits what a client lets through, and no more', async () => {
    await open(fake.slash('x').id, view({ private_metadata: 'kept' }, input({ block_id: 'a' }, { action_id: 'a', max_length: 3 })));
    const form = fake.views.opened[0]!;
    expect(fake.submit(form, { a: 'abc' }).payload).toMatchObject({
      type: 'view_submission',
      user: { id: 'U1' },
      view: { id: form.id, private_metadata: 'kept', state: { values: { a: { a: { type: 'plain_text_input', value: 'abc' } } } } },
    });
    const odd: Record<string, string>[] = [{}, { a: '' }, { a: 'abcd' }, { a: 'x\ny' }, { a: 'x', b: 'y' }];
    for (const values of odd) expect(() => fake.submit(form, values)).toThrow(/field/);
  });
});

describe('what a form keeps under its seal', () => {
  const kept = { line: 'comment ref:13', team: 'T1', channel: 'C1', raw: ['text'], pressed: { private: false, ts: '1.2' } };
  const seal = createSeal('secret');

  it('comes back whole, for the same member and secret alone', () => {
    const closed = seal.close({ ...kept, responseUrl: 'https://hooks.slack.com/commands/T1/1/x' }, 'U1');
    expect(closed).toMatch(/^[\w.-]{1,3000}$/);
    expect(createSeal('secret').open(closed, 'U1')).toMatchObject({ ...kept, responseUrl: 'https://hooks.slack.com/commands/T1/1/x' });
    expect(seal.open(closed, 'U2')).toBeUndefined();
    expect(createSeal('another').open(closed, 'U1')).toBeUndefined();
  });

  it('does without an address that would not fit', () => {
    const closed = seal.close({ ...kept, responseUrl: `https://hooks.slack.com/${'x'.repeat(3000)}` }, 'U1');
    expect(closed.length).toBeLessThanOrEqual(3000);
    expect(seal.open(closed, 'U1')).toEqual({ ...kept, thread: undefined, openThread: undefined, responseUrl: undefined });
  });
});
