import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../src/bot.js';
import { formFor } from '../../src/commands/form.js';
import { COMMANDS } from '../../src/commands/index.js';
import { parseLine, readArgs } from '../../src/commands/parse.js';
import { UserError } from '../../src/errors.js';
import { lineOf } from '../../src/line.js';
import { LIMITS } from '../../src/limits.js';
import { LOCALES, translator } from '../../src/locale/index.js';
import type { Request } from '../../src/ports.js';
import { fuzz } from '../support/fuzz.js';
import { fine, linksIn, type Ours } from '../support/judge.js';
import { board, ear, errors, inMemory, LIN, linesOf, MAYA, request, say } from '../support/members.js';
import { openWorld, type World } from '../support/world.js';
import { anyLine, fieldText, forged, FORMS } from './lines.js';

/** Events at once: the store waits a moment for company before it writes. */
const AT_ONCE = 50;

let world: World;
let bot: Bot;
let ours: Ours;
/** Lines of buttons that stand somewhere. */
let alive: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  board(world);
  bot = inMemory(world);
  ours = linksIn(world.hall.parts.library().course);
  for (const line of ['quiz group 13', 'quiz practice 24', 'schedule set 08:00', 'comment 13 words of a member', 'question suggest 13 What? | *a // x | b // y | c | d | = e', 'lesson 13', 'digest 13', 'review', 'settings', 'leaderboard', 'mydata']) {
    alive.push(...linesOf(await say(world, line, {}, bot)));
  }
});
beforeEach(() => void (world.logged.length = 0));
afterAll(() => world.close());

const OTHER = { platform: 'x', group: 'x:other', channel: 'x:other' } as const;
const who = fc.record({
  member: fc.constantFrom(LIN, MAYA, { ...MAYA, host: true }, { id: 'x:eve', name: '\u202E@everyone <b> [x](https://e.vil)', locale: undefined, admin: false }, { id: 'x:nil', name: '', admin: true }),
  place: fc.constantFrom({ platform: 'x', group: 'x:group', channel: 'x:hall' }, { ...OTHER, thread: { channel: 'x:other', message: 'x:other:t' } }),
});
const pressed = fc.constantFrom<Request['pressed']>({ private: true }, { private: false }, { private: false, message: { channel: 'x:hall', message: 'x:m1' } });
const subject = fc.constantFrom<Request['subject']>(undefined, { author: { id: 'x:a', name: '<@U1>' }, text: '@everyone `x` https://e.vil', at: 0, message: { channel: 'x:hall', message: 'x:m9' } }, { author: { id: '', name: '\uD800' }, text: '\0', at: Number.MAX_SAFE_INTEGER, message: { channel: '', message: '' } });

/** One answer, as it was announced, that every platform takes and in which nothing of a member's text lives. */
async function holds(line: string, more: Partial<Request>): Promise<void> {
  const heard = ear();
  const event = request(world, line, more);
  await bot.receive(event, heard);
  const logged = errors(world).filter(({ fields }) => fields['key'] === event.key);
  expect([line, heard.answers.length, heard.acknowledged.length, logged]).toEqual([line, 1, 1, []]);
  const { reply, audience } = heard.answers[0]!;
  expect(audience).toBe(heard.acknowledged[0]);
  fine(line, reply, ours);
  alive = [...alive.slice(-400), ...linesOf(reply).slice(0, 3)];
}
const together = <One>(arb: fc.Arbitrary<One>) => fc.array(arb, { minLength: AT_ONCE, maxLength: AT_ONCE });
/** The line that failed is named; the crowd around it is not worth shrinking. */
const tries = (name: Parameters<typeof fuzz>[0]) => ({ ...fuzz(name, AT_ONCE), endOnFailure: true });

describe('L3 X4: whatever is sent', () => {
  it('the parser understands it, or says what is wrong with it', () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(...LOCALES), (line, locale) => {
        try {
          const parsed = parseLine(line, COMMANDS);
          const form = formFor(parsed, translator(locale), () => world.hall.parts.library());
          if (form) expect(form.line.length).toBeLessThanOrEqual(LIMITS.line);
          readArgs(parsed, translator(locale));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          const said = translator(locale)(error.key, error.params);
          expect(said).not.toBe(error.key);
          expect(said).not.toContain('{{param}}');
        }
      }),
      fuzz('lines to the parser'),
    );
  });

  it('typed, it gets one answer', async () => {
    await fc.assert(fc.asyncProperty(together(fc.tuple(anyLine, who, subject)), async (all) => void (await Promise.all(all.map(([line, at, one]) => holds(line, { ...at, subject: one }))))), tries('lines to the bot'));
  }, 300_000);

  it('pressed, be it old, forged, cut off or of another group, it gets one answer', async () => {
    const old = fc.tuple(fc.nat(), fc.nat(100)).map(([n, length]) => {
      const line = alive[n % alive.length] as string;
      return length > 80 ? line : length > 60 ? line.slice(0, length) : line.replace(/[a-z0-9]{12}/, (id) => [...id].reverse().join(''));
    });
    await fc.assert(fc.asyncProperty(together(fc.tuple(fc.oneof(forged, old), who, pressed)), async (all) => void (await Promise.all(all.map(([line, at, how]) => holds(line, { ...at, pressed: how }))))), tries('presses to the bot'));
  }, 300_000);

  it('typed into a form, it gets one answer', async () => {
    const sent = fc.constantFrom(...FORMS).chain(({ name, action, one }) => {
      const given = new Map([['what', 'lesson']]);
      const fields = typeof one.form!.fields === 'function' ? one.form!.fields(given) : one.form!.fields;
      const values = fc.record(Object.fromEntries(fields.map((field) => [field.name, fc.oneof(fieldText, fc.constant('13'))])));
      return fc.tuple(values, forged).map(([typed, line]) => lineOf(line.length % 3 ? [name, action].filter(Boolean).join(' ') : line, '', typed, fields.map((field) => field.name)));
    });
    await fc.assert(fc.asyncProperty(together(fc.tuple(sent, who)), async (all) => void (await Promise.all(all.map(([line, at]) => holds(line, at))))), tries('forms to the bot'));
  }, 300_000);
});
