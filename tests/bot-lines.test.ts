import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { renderSlack } from '../adapters/slack/render.js';
import { renderText } from '../adapters/terminal/render.js';
import type { Bot } from '../src/bot.js';
import { COMMANDS } from '../src/commands/index.js';
import { problems } from '../src/limits.js';
import type { Request } from '../src/ports.js';
import { board, ear, errors, inMemory, LIN, linesOf, MAYA, request, say, words } from './support/members.js';
import { openWorld, type World } from './support/world.js';

let world: World;
let bot: Bot;
beforeAll(async () => {
  world = await openWorld();
  board(world);
  bot = inMemory(world);
});
afterAll(() => world.close());

/** Exactly one answer that fits everywhere and that every platform can show; nothing is a bug. */
async function holds(line: string, more: Partial<Request> = {}): Promise<string> {
  const heard = ear();
  world.logged.length = 0;
  await bot.receive(request(world, line, more), heard);
  expect(heard.acknowledged).toHaveLength(1);
  expect(heard.answers).toHaveLength(1);
  const [{ reply, audience }] = heard.answers as [(typeof heard.answers)[number]];
  expect(audience).toBe(heard.acknowledged[0]);
  expect(problems(reply)).toEqual([]);
  renderDiscord(reply);
  renderSlack(reply);
  renderText(reply);
  expect(errors(world)).toEqual([]);
  return words(reply);
}

const VERBS = COMMANDS.flatMap((command) => [command.name, ...command.aliases, ...Object.keys(command.actions).map((action) => `${command.name} ${action}`)]);
const NASTY = [
  '\0', '\uD800', '\uDC00', '\u200B', '\u202E', '\uFEFF', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '$t(error.busy)', '{{page}}', '<@U1>', '<!channel>', '@everyone', '`', '```', '**',
  'page:2', 'page:0', 'page:99999', 'page:1e3', 'page=２', 'section:4', 'section:99', 'ref:', 'ref:13', 'query:x', 'seconds:10', 'seconds:9', 'id:', 'place:9', 'time:08:00', 'zone:Mars/Base', 'days:mon,,fri', 'days:constructor',
  '13.1', '13.g1', '13.g999999', '13.', 'on:13', 'text:', 'text:@everyone', '第二十三讲', '13', '９', '-1', '9'.repeat(30), 'x'.repeat(600), 'ﷺ'.repeat(40), '👨‍👩‍👧‍👦', '𠮷', 'e\u0301', 'p000000000000', 'r000000000000', '8:00', '24:00', 'Asia/Shanghai', 'UTC', '+08:00', 'en', 'zh', 'auto', 'group', 'channel', '/', '／', ':', '=', '?', '？',
];

describe('L3 X4: any line at all gets one answer that fits', () => {
  const piece = fc.oneof(fc.constantFrom(...NASTY), fc.constantFrom(...VERBS), fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }), fc.nat(99).map(String));
  const lines = fc.tuple(fc.option(fc.constantFrom(...VERBS), { freq: 4 }), fc.array(piece, { maxLength: 8 }), fc.constantFrom(' ', '', '\u3000', '\n')).map(([verb, pieces, joint]) => `${verb ?? ''} ${pieces.join(joint)}`);
  const pressed = fc.constantFrom(undefined, { private: true }, { private: false }, { private: false, message: { channel: 'x:hall', message: 'x:m1' } });
  const member = fc.constantFrom(LIN, MAYA, { ...MAYA, locale: undefined, name: '\u202E@everyone <b>' });

  it('strings made of commands, hostile parts and noise, typed and pressed', async () => {
    const event = fc.tuple(lines, pressed, member);
    // ten at once: the store waits a moment for company before it writes
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 10 }), async (events) => {
        await Promise.all(events.map(([line, how, who]) => holds(line, { pressed: how, member: who })));
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /学习室|Study Hall/],
    ['blanks', ' \t\u3000\n', /学习室|Study Hall/],
    ['10,000 characters', 'a'.repeat(10_000), /10000/],
    ['4,000 characters that NFKC makes 72,000', 'ﷺ'.repeat(4000), /./],
    ['4,000 characters after a command', `find ${'ﷺ'.repeat(3990)}`, /./],
    ['zero-width and bidi characters', '\u200Blesson\u202E 13\u2066', /13/],
    ['lone surrogates', 'lesson \uD83D', /./],
    ['a name of every object', 'constructor', /“constructor”/],
    ['an action of every object', 'quiz constructor', /./],
    ['NUL', 'lesson \0', /./],
    ['NUL in an id', 'quiz answer r\0r 1', /\bgone$/],
    ['a lone surrogate in an id', 'quiz result \uD800', /\bgone$/],
    ['an id of 600 characters', `quiz reveal ${'r'.repeat(600)}`, /\bgone$/],
    ['a hundred words', Array.from({ length: 100 }, (_, i) => `word${i}`).join(' '), /“word0”/],
    ['a hundred words to find', `find ${Array.from({ length: 100 }, (_, i) => `pod${i}`).join(' ')}`, /pod0/],
    ['texts of the catalogs', 'find $t(error.busy) {{words}}', /\$t\(error\.busy\) \{\{words\}\}/],
  ])('%s', async (_, line, says) => {
    const seen = await holds(line);
    expect(seen).toMatch(says);
    expect(await holds(line, { pressed: { private: false }, member: MAYA })).not.toBe('');
  });

  it('every line that any control of these replies sends is understood', async () => {
    const seen = new Set<string>();
    const queue = ['help', 'lesson', 'lesson 13', 'digest 13', 'comment 13 words', 'comment 13.1', 'comment 13', 'find pod', 'settings', 'schedule set 08:00', 'quiz practice 13', 'quiz group 13'];
    for (let line = queue.shift(); line !== undefined && seen.size < 150; line = queue.shift()) {
      if (seen.has(line)) continue;
      seen.add(line);
      const reply = await say(world, line, {}, bot);
      // the last block of a refusal is its short id
      const last = reply.blocks.at(-1);
      const refusal = last?.kind === 'note' && reply.blocks.length <= 3 ? words({ ...reply, blocks: [last] }) : '';
      expect([line, refusal]).toEqual([line, expect.not.stringMatching(/^(unknown-command|missing|not-a-.*|no-page|no-lesson|too-long)$/)]);
      queue.push(...linesOf(reply).filter((one) => !seen.has(one)));
    }
    expect(seen.size).toBeGreaterThan(100);
    expect(errors(world)).toEqual([]);
  });
});
