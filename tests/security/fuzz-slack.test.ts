import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelsOf } from '../../adapters/slack/channels.js';
import { readSubmission } from '../../adapters/slack/form.js';
import { lineIn } from '../../adapters/slack/plain.js';
import { readCommand, readMention, readPress, toRequest, type Incoming } from '../../adapters/slack/receive.js';
import { createSeal } from '../../adapters/slack/seal.js';
import { readShortcut, subjectOf } from '../../adapters/slack/shortcut.js';
import { declare } from '../../src/commands/declare.js';
import { COMMANDS } from '../../src/commands/index.js';
import { mention, press, slash } from '../fakes/slack/payloads.js';
import { messageAction } from '../fakes/slack/payloads.views.js';
import { damaged, fuzz, wrong } from '../support/fuzz.js';

const CHANNELS = channelsOf(declare(COMMANDS));
const SEAL = createSeal('a secret');
const URL = 'https://hooks.slack.com/commands/T1/2/xyz';
const stored = { ts: '1700000000.000001', channel: 'C1', text: 'x', blocks: [], thread_ts: '1700000000.000000', onlyFor: undefined, extra: {} };
const kept = { team: 'T1', channel: 'C1', line: 'comment add on:13', raw: ['text'], pressed: { private: true, ts: '1.2' } };
const view = { id: 'V1', hash: '1.a', callback_id: 'study_hall_form', private_metadata: SEAL.close(kept, 'U1'), state: { values: { text: { text: { type: 'plain_text_input', value: 'two\nlines' } } } } };
const GOOD = [
  mention({ text: '<@UBOT> schedule set 08:00 channel:<#C2|other>', thread: '1700000000.000000' }, '1700000000.000002').payload,
  slash('lesson 13', 'U1', 'C1', URL).payload,
  press(stored as never, { type: 'button', action_id: 'quiz answer r000000000000 1', value: 'quiz answer r000000000000 1' }, 'U1', URL).payload,
  press({ ...stored, onlyFor: 'U1' } as never, { type: 'static_select', action_id: 'x', selected_option: { value: 'settings en' } }, 'U1', URL).payload,
  messageAction('comment save', { ts: '1700000000.000001', user: 'U2', text: 'a &lt;b&gt; <@U3>' }, 'U1', 'C1', URL).payload,
  { type: 'view_submission', team: { id: 'T1' }, user: { id: 'U1', name: 'u1', team_id: 'T1' }, view },
];
const payload: fc.Arbitrary<unknown> = fc.oneof({ weight: 9, arbitrary: fc.oneof(...GOOD.map((good) => damaged(good))) }, { weight: 1, arbitrary: wrong });
const PEOPLE = { of: async () => ({ admin: false }), names: async () => new Map<string, string>() };

test('X4: a payload with any field gone or of another kind is read or left, never thrown at', async () => {
  let requests = 0;
  await fc.assert(
    fc.asyncProperty(payload, async (body) => {
      const all: (Incoming | undefined)[] = [readMention(body, 'UBOT', CHANNELS), readCommand(body, CHANNELS), readPress(body), readShortcut(body, new Set(['comment save'])), readSubmission(body, SEAL, CHANNELS)];
      for (const incoming of all) {
        if (incoming === undefined) continue;
        requests++;
        const subject = incoming.about && (await subjectOf(incoming.about, incoming.origin, PEOPLE));
        const { key, line, member, place, pressed } = toRequest(incoming, { admin: false }, 1, subject);
        const texts = [key, line, member.id, member.name, place.group, place.channel, ...(subject ? [subject.text, subject.author.id, subject.author.name] : [])];
        expect(texts.filter((one) => typeof one !== 'string' || one === '')).toEqual(subject?.text === '' ? [''] : []);
        if (place.thread) expect(place.thread).toEqual({ channel: place.channel, message: expect.stringMatching(/^slack:[^]/) });
        if (pressed) expect(['boolean', 'undefined']).toContain(typeof pressed.private);
        // a right is asked of Slack, never taken from what came
        expect(member.admin).toBe(false);
      }
    }),
    fuzz('payloads of Slack'),
  );
  expect(requests).toBeGreaterThan(0);
});

test('X4: the words of a message are read back, whatever stands in it', () => {
  const piece = fc.oneof(fc.constantFrom('<', '>', '&', '&amp;', '&lt;', '<@UBOT>', '<@UBOT|', '<#C1|x>', '<!channel>', '<!date^1^x|', '<https://a.b|', '|', '^', '@', '#', '\u202E', '\uD800', '\n'), fc.string({ unit: 'binary', maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(lineIn(pieces.join(''), 'UBOT')).not.toMatch(/<@UBOT>|<!channel>/);
    }),
    fuzz('command lines read back'),
  );
});
