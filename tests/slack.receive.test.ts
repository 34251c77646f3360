import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, lineIn } from '../adapters/slack/plain.js';
import { readSubmission } from '../adapters/slack/form.js';
import { readCommand, readMention, readPress, toRequest } from '../adapters/slack/receive.js';
import { createSeal } from '../adapters/slack/seal.js';
import { readShortcut } from '../adapters/slack/shortcut.js';

describe('the line in a message', () => {
  it.each([
    ['<@UBOT> lesson 13', 'lesson 13'],
    ['lesson 13 <@UBOT>', 'lesson 13'],
    ['please <@UBOT> lesson 13', 'please lesson 13'],
    ['<@UBOT|study> lesson 13', 'lesson 13'],
    ['<@UBOT>', ''],
    ['', ''],
    ['<@UBOT>　第１３讲\n', '第１３讲'],
    ['find &lt;T&gt; &amp;&amp; x', 'find <T> && x'],
    ['find &amp;lt;', 'find &lt;'],
    ['find <https://a.example/?q=1&amp;r=2>', 'find https://a.example/?q=1&r=2'],
    ['find <https://a.example|a.example>', 'find a.example'],
    ['find <mailto:a@b.example|a@b.example>', 'find a@b.example'],
    ['hi <@U2> and <@U2|ada>', 'hi @U2 and @ada'],
    ['in <#C1|study> <#C2>', 'in #study #C2'],
    ['<!here> <!channel> <!subteam^S1|@readers> <!subteam^S1> <!date^1^{date}|today>', '@here @channel @readers @subteam today'],
    ['a < b > c, x <y> z, <T@U>', 'a < b > c, x <y> z, <T@U>'],
    ['<@ubot <@UBOT> <@', '<@ubot <@'],
    ['<@UBOT>\ncomment 13', 'comment 13'],
    ['<@UBOT> comment 13 ```\na:\n  - b\n\n  x &amp;&amp; y\n```', 'comment 13 ```\na:\n  - b\n\n  x && y\n```'],
    ['comment 13 first  line\n<@UBOT> second\tline', 'comment 13 first  line\nsecond\tline'],
    ['comment 13 thanks <@UBOT>, &amp;lt;', 'comment 13 thanks , &lt;'],
    ['a<@UBOT>b', 'a b'],
  ])('%s → %s', (wire, line) => {
    expect(lineIn(wire, 'UBOT')).toBe(line);
  });

  it('gives back what was typed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(fc.constantFrom('\n', '  ', '\t', '&lt;', '<', '`'), fc.string({ unit: 'grapheme', maxLength: 1 })) }), (typed) => {
        expect(lineIn(escapeText(typed), undefined)).toBe(typed.trim());
        expect(lineIn(`<@UBOT> ${escapeText(typed)}`, 'UBOT')).toBe(typed.trim());
      }),
    );
  });
});

describe('payloads with fields missing', () => {
  const LINES = new Set(['comment save']);
  const seal = createSeal('secret');
  const body = fc.oneof(
    fc.anything(),
    fc.record(
      {
        team_id: fc.oneof(fc.string(), fc.constant('T1')),
        event: fc.record(
          { user: fc.anything(), channel: fc.anything(), ts: fc.anything(), text: fc.anything(), team: fc.anything() },
          { requiredKeys: [] },
        ),
        actions: fc.anything(),
        callback_id: fc.constant('comment save'),
        trigger_id: fc.anything(),
        container: fc.anything(),
        user: fc.anything(),
        team: fc.anything(),
        channel: fc.anything(),
        message: fc.oneof(fc.anything(), fc.record({ ts: fc.oneof(fc.anything(), fc.constant('1.2')), user: fc.anything(), bot_profile: fc.anything(), text: fc.anything() }, { requiredKeys: [] })),
      },
      { requiredKeys: [] },
    ),
  );

  it('never throw, and give a whole request or none', () => {
    fc.assert(
      fc.property(body, (one) => {
        for (const incoming of [readMention(one, 'UBOT'), readCommand(one), readPress(one), readShortcut(one, LINES), readSubmission(one, seal)]) {
          if (incoming === undefined) continue;
          const request = toRequest(incoming, { admin: false }, 1);
          expect(request.line).not.toBe('');
          expect(request.place.channel).toMatch(/^slack:.+:.+/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of forms never throw either, whatever was kept and typed', () => {
    const metadata = fc.oneof(
      fc.anything(),
      fc.record({ line: fc.oneof(fc.string(), fc.constant('x')), team: fc.string(), channel: fc.string(), pressed: fc.anything() }).map((kept) => seal.close(kept as never, 'U1')),
    );
    const view = fc.record(
      { id: fc.oneof(fc.anything(), fc.constant('V1')), callback_id: fc.constant('study_hall_form'), private_metadata: metadata, hash: fc.anything(), state: fc.oneof(fc.anything(), fc.record({ values: fc.dictionary(fc.string(), fc.anything()) })) },
      { requiredKeys: ['callback_id'] },
    );
    fc.assert(
      fc.property(fc.record({ user: fc.constantFrom({ id: 'U1' }, { id: 'U2' }, {}), view }), (one) => {
        const incoming = readSubmission(one, seal);
        if (incoming === undefined) return;
        expect(one.user).toEqual({ id: 'U1' });
        expect(toRequest(incoming, { admin: false }, 1)).toMatchObject({ key: expect.stringMatching(/^slack:/), member: { id: expect.stringMatching(/:U1$/) } });
      }),
      { numRuns: 500 },
    );
  });

  it('a press without a trigger has a key of its own action', () => {
    const press = (more: object) =>
      readPress({
        team: { id: 'T1' },
        user: { id: 'U1' },
        channel: { id: 'C1' },
        actions: [{ type: 'button', value: 'next', action_id: 'next', action_ts: '1.2', ...more }],
      });
    expect(press({})?.key).toBe('slack:1.2:U1:next');
    expect(press({ action_ts: '1.3' })?.key).not.toBe(press({})?.key);
  });

  it.each(['find a & <b> "c"', 'find a &amp; &lt;b&gt; "c"'])(
    'the value %s of a button, escaped by Slack or not, is the same line',
    (value) => {
      const action = { type: 'button', value, action_id: 'x', action_ts: '1.2' };
      const pick = { type: 'static_select', selected_option: { value }, action_id: 'x', action_ts: '1.2' };
      for (const one of [action, pick]) {
        const incoming = readPress({ team: { id: 'T1' }, user: { id: 'U1' }, channel: { id: 'C1' }, actions: [one] });
        expect(incoming?.line).toBe('find a & <b> "c"');
      }
    },
  );

  it('a mention without an event id is known by its place and time', () => {
    expect(readMention({ team_id: 'T1', event: { user: 'U1', channel: 'C1', ts: '1.2', text: 'x' } }, 'UBOT')?.key).toBe('slack:C1:1.2');
  });
});
