import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../adapters/discord/receive.js';
import { buttonPayload, commandPayload, selectPayload, type Payload } from './fakes/discord/interactions.js';
import { nasty } from './fakes/discord/nasty.js';
import { COMMANDS, MENU, MESSAGE, submission, TARGET } from './fakes/discord/samples.js';
import { CHANNEL } from './fakes/discord/world.js';

const request = (raw: unknown) => {
  const inbound = read(raw, 5, COMMANDS);
  if (inbound.kind !== 'request') throw new Error(`${inbound.kind}: ${JSON.stringify(inbound)}`);
  return inbound.request;
};

describe('Discord: what a form, a menu and a raw option ask', () => {
  it('D8: a submitted form is its line with its fields as they were typed, each on a line of its own, empty ones left out', () => {
    const text = ' 全角，  x\n\n```yaml\na: ref:14\n```\n ';
    expect(request(submission({ text, title: ' two  words ' })).line).toBe(`comment add ref:13 title: two  words \ntext:${text}`);
    expect(request(submission({ text })).line).toBe(`comment add ref:13 text:${text}`);
    expect(request(submission({ title: 'x', text: ' \n' })).line).toBe('comment add ref:13 title:x');
    expect(request(submission({})).line).toBe('comment add ref:13');
    expect(request(submission({ text })).pressed).toBeUndefined();
    expect(request(submission({ text }, { ...MESSAGE, private: true })).pressed).toEqual({
      private: true,
      message: { channel: `discord:${CHANNEL}`, message: 'discord:77' },
    });
  });

  it('D8: a form may stand in for a command or a press, not for a form or a menu', () => {
    const opens = (raw: unknown) => {
      const inbound = read(raw, 1, COMMANDS);
      return inbound.kind === 'request' && inbound.opens;
    };
    expect([commandPayload({ name: 'comment' }), buttonPayload(MESSAGE, 'comment 13', {}), selectPayload(MESSAGE, 'choices:1', 'x', {})].map(opens)).toEqual([true, true, true]);
    expect([submission({ text: 'x' }), submission({ text: 'x' }, MESSAGE), MENU].map(opens)).toEqual([false, false, false]);
  });

  it('D8: whatever is written into a form stands in the line, exactly and at its end', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), nasty), (text) => {
        const { line } = request(submission({ text }));
        expect(line).toBe(text.trim() === '' ? 'comment add ref:13' : `comment add ref:13 text:${text}`);
      }),
      { numRuns: 500 },
    );
  });

  it('D8: an entry of a message’s menu is its line, with the message', () => {
    expect(request(MENU)).toEqual({
      key: `discord:${MENU.id}`,
      line: 'comment keep',
      at: 5,
      member: expect.objectContaining({ id: 'discord:800000000000000001' }) as unknown,
      place: expect.objectContaining({ channel: `discord:${CHANNEL}` }) as unknown,
      subject: {
        author: { id: 'discord:800', name: '老王' },
        text: TARGET.content,
        at: TARGET.at,
        message: { channel: `discord:${CHANNEL}`, message: 'discord:78' },
      },
    });
  });

  it('D8: a message without text, date or global name is a subject all the same; none at all is no subject', () => {
    const data = (over: Record<string, unknown>) => {
      const copy = structuredClone(MENU) as Payload & { data: { resolved: { messages: Record<string, Record<string, unknown>> } } };
      Object.assign(copy.data.resolved.messages['78'] ?? {}, over);
      return copy;
    };
    expect(request(data({ content: undefined, timestamp: 'soon', channel_id: undefined, author: { id: '800', username: 'wang' } })).subject).toEqual({
      author: { id: 'discord:800', name: 'wang' },
      text: '',
      at: 5,
      message: { channel: `discord:${CHANNEL}`, message: 'discord:78' },
    });
    expect(request(data({ author: null })).subject).toBeUndefined();
    for (const hole of ['resolved', 'target_id']) {
      const raw = { ...MENU, data: { ...(MENU['data'] as object), [hole]: undefined } };
      expect(request(raw)).toMatchObject({ line: 'comment keep' });
      expect(request(raw).subject).toBeUndefined();
    }
  });

  it('D8: an option that stays as typed stands last, unfolded; where it is not declared so, spaces fold', () => {
    const options = { text: '全角，  and  spaces ', ref: '13' };
    expect(request(commandPayload({ name: 'say', options })).line).toBe('say ref:13 text:全角，  and  spaces ');
    expect(request(commandPayload({ name: 'comment', action: 'add', options })).line).toBe('comment add ref:13 text:全角，  and  spaces ');
    expect(request(commandPayload({ name: 'other', options })).line).toBe('other text:全角, and spaces ref:13');
  });
});
