import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from '../../adapters/discord/receive.js';
import type { WireInteraction } from '../../adapters/discord/wire.js';
import { declare } from '../../src/commands/declare.js';
import { COMMANDS } from '../../src/commands/index.js';
import { buttonPayload, commandPayload, selectPayload } from '../fakes/discord/interactions.js';
import { menuPayload } from '../fakes/discord/menus.js';
import { MESSAGE, submission, TARGET } from '../fakes/discord/samples.js';
import { damaged, fuzz, TOTAL, wrong } from '../support/fuzz.js';

const DECLARED = declare(COMMANDS);
const GOOD = [
  commandPayload({ name: 'schedule', action: 'set', options: { time: '08:30', channel: { channel: '700000000000000001' } }, nick: 'Nick', permissions: '32' }),
  commandPayload({ name: 'comment', options: { on: '13', text: 'two\nlines' }, dm: true }),
  commandPayload({ name: 'lesson', options: { ref: 'po' }, focused: 'ref' }),
  buttonPayload(MESSAGE, 'quiz answer r000000000000 1', {}),
  selectPayload(MESSAGE, 'x', 'settings en', {}),
  menuPayload({ name: 'Save to lesson…', target: TARGET }),
  submission({ text: 'x', title: 'y' }, MESSAGE),
];
const payload: fc.Arbitrary<unknown> = fc.oneof({ weight: 9, arbitrary: fc.oneof(...GOOD.map((good) => damaged(good))) }, { weight: 1, arbitrary: wrong });

test('X4: an interaction with any field gone or of another kind is read or ignored, never thrown at', () => {
  let requests = 0;
  fc.assert(
    fc.property(payload, (raw) => {
      const inbound = read(raw, 5, DECLARED);
      if (inbound.kind === 'ignored') return;
      const { request, reference } = inbound;
      // what the core and the answer's address are made of is text, whatever came
      const { member, place } = request;
      const texts = [request.key, member.id, member.name, place.group, place.channel, reference.id, reference.token, reference.application];
      if (inbound.kind === 'request') {
        requests++;
        texts.push(inbound.request.line);
        const { subject } = inbound.request;
        if (subject) texts.push(subject.text, subject.author.id, subject.author.name, subject.message.channel, subject.message.message);
      } else texts.push(inbound.command, inbound.param, inbound.typed);
      expect(texts.filter((one) => typeof one !== 'string')).toEqual([]);
      for (const tag of [member.locale, place.locale]) expect(['string', 'undefined']).toContain(typeof tag);
      expect([typeof member.admin, typeof member.host]).toEqual(['boolean', 'boolean']);
      // nothing but a server's own permissions makes somebody its admin
      if (member.admin && !place.group.startsWith('discord:dm:')) expect((raw as WireInteraction).member?.permissions).toMatch(/^\d+$/);
      if (member.admin && place.group.startsWith('discord:dm:')) expect((raw as WireInteraction).member?.user).toBeUndefined();
    }),
    fuzz('interactions of Discord'),
  );
  expect(requests).toBeGreaterThan(0);
});

test('X4: a run of all properties tries 100,000 cases', () => {
  expect(TOTAL).toBeGreaterThanOrEqual(100_000);
});
