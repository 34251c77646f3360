import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bot } from '../src/bot.js';
import { createBot } from '../src/bot.js';
import type { Parts } from '../src/commands/command.js';
import { DeliveryError } from '../src/errors.js';
import { openDatabase } from '../src/io/store/driver.js';
import { keyvOver } from '../src/io/store/keyv.js';
import { migrate } from '../src/io/store/schema.js';
import { sqliteStore } from '../src/io/store/sqlite.js';
import type { MessageRef, Request } from '../src/ports.js';
import { REST_MS } from '../src/quiz/game.js';
import { GRACE_MS, type Mode, type Round } from '../src/quiz/round.js';
import type { Reply } from '../src/reply.js';
import { board, ear, LIN, linesOf, request, say, words } from './support/members.js';
import { type Asked, member } from './support/party.js';
import { choice } from './support/questions.js';
import { countedRandom, openWorld, stillClock, type World } from './support/world.js';

const WINDOW = 30_000;
const POOL = Array.from({ length: 6 }, (_, i) => ({ ...choice(`q${i}`), lesson: '24' }));

let world: World;
beforeAll(async () => void (world = await openWorld({ questions: { '24': POOL } })));
afterAll(() => world.close());

/** What can happen. Members are numbered; `again` delivers an earlier event once more. */
type Event =
  | { readonly kind: 'answer'; readonly who: number; readonly right: boolean; readonly old: boolean; readonly twice: boolean }
  | { readonly kind: 'again'; readonly which: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'restart' | 'fail' | 'skip' | 'stop' | 'reveal' };

const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('answer' as const), who: fc.nat(5), right: fc.boolean(), old: fc.nat(6).map((n) => n === 0), twice: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat(30) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 700, GRACE_MS, 5000, REST_MS, WINDOW - 1, WINDOW, WINDOW + GRACE_MS) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'fail' as const, 'skip' as const, 'stop' as const, 'reveal' as const) }) },
);

/** The reference: who answered what first in each round, and what that is worth. */
class Reference {
  readonly rounds = new Map<string, { readonly answers: Map<number, boolean>; skipped: boolean; won: boolean; closesAt: number }>();
  constructor(private readonly mode: Mode) {}

  begins(id: string, at: number): void {
    this.rounds.set(id, { answers: new Map(), skipped: false, won: false, closesAt: at + WINDOW });
  }

  of(id: string) {
    const round = this.rounds.get(id);
    if (!round) throw new Error(`${id} was never asked`);
    return round;
  }

  close(id: string, at: number): void {
    this.of(id).closesAt = Math.min(this.of(id).closesAt, at);
  }

  scores(): Record<string, number> {
    const totals: Record<string, number> = {};
    for (const { answers, skipped } of this.rounds.values()) {
      const right = [...answers].flatMap(([who, ok]) => (ok ? [who] : []));
      for (const who of skipped ? [] : this.mode === 'race' ? right.slice(0, 1) : right) totals[member(who).id] = (totals[member(who).id] ?? 0) + 1;
    }
    return totals;
  }
}

async function play(mode: Mode, count: number, happen: readonly Event[]): Promise<void> {
  const clock = stillClock();
  const random = countedRandom();
  const db = openDatabase(':memory:');
  migrate(db);
  const store = sqliteStore(db, { now: () => clock.now(), token: () => random.id() });
  const parts: Parts = { ...world.hall.parts, store, documents: keyvOver(store, 'documents'), clock, random };
  const platform = board(world);
  let bot: Bot = createBot(parts);
  const here = { ...world, clock };
  const reference = new Reference(mode);
  const asked: Asked[] = [];
  const delivered: Request[] = [];

  const find = async (reply: Reply) => {
    const id = linesOf(reply).map((line) => /^quiz reveal (r\w+)$/.exec(line)?.[1]).find(Boolean);
    const round = id === undefined ? undefined : (await store.get<Round>(`round:${id}`))?.value;
    if (!round || asked.some((one) => one.id === round.id)) return;
    const place = words(reply).split('\n').findIndex((line) => /^[A-D] {2}.*option b$/.test(line));
    const letter = words(reply).split('\n')[place]?.charAt(0) ?? '';
    reference.begins(round.id, clock.now());
    asked.push({ id: round.id, question: round.asked, right: `quiz type ${round.id} ${letter}`, wrong: `quiz type ${round.id} ${letter === 'A' ? 'B' : 'A'}` });
  };
  const tick = async () => {
    await bot.tick();
    for (const { reply } of platform.posts) await find(reply);
  };
  const game = () => asked[0] && store.get<Round>(`round:${asked[0].id}`).then((entry) => entry?.value.game ?? '');

  await find(await say(here, `quiz ${mode === 'race' ? 'race' : 'group'} count:${count} seconds:${WINDOW / 1000} 24`, {}, bot));
  for (const event of happen) {
    const current = asked.at(-1) as Asked;
    if (event.kind === 'answer') {
      const target = event.old ? (asked[0] as Asked) : current;
      const sent = request(here, event.right ? target.right : target.wrong, { member: member(event.who), pressed: { private: false } });
      delivered.push(sent);
      const [first, second] = [ear(), ear()];
      await Promise.all([bot.receive(sent, first), ...(event.twice ? [bot.receive(sent, second)] : [])]);
      const answers = [...first.answers, ...second.answers];
      // however often it is delivered, it is answered once, and in private
      expect(answers.map(({ audience }) => audience)).toEqual(['you']);
      const said = words(answers[0]?.reply as Reply);
      const round = reference.of(target.id);
      const open = clock.now() < round.closesAt && !round.skipped && !round.won;
      // one attempt a person, and no event after the end
      expect(said).toMatch(!open ? /\bended$/ : round.answers.has(event.who) ? /first answer/ : /is recorded/);
      if (said.includes('is recorded')) {
        round.answers.set(event.who, event.right);
        if (mode === 'race' && event.right) round.won = true;
      }
      expect(said).not.toMatch(/right|wrong|✓/i);
    }
    if (event.kind === 'again' && delivered.length > 0) {
      const heard = ear();
      await bot.receive(delivered[event.which % delivered.length] as Request, heard);
      expect(heard.answers).toEqual([]);
    }
    if (event.kind === 'pass') {
      clock.travel(clock.now() + event.ms);
      await tick();
    }
    if (event.kind === 'restart') bot = createBot(parts);
    if (event.kind === 'fail') {
      let left = 1;
      platform.before = () => {
        if (left-- > 0) throw new DeliveryError('retry', '503');
      };
    }
    if (event.kind === 'stop' && words(await say(here, 'quiz stop', {}, bot)).includes('到此为止')) reference.close(current.id, clock.now());
    if (event.kind === 'reveal') {
      await say(here, `quiz reveal ${current.id}`, { pressed: { private: false } }, bot);
      reference.close(current.id, clock.now());
    }
    if (event.kind === 'skip') {
      const reply = await say(here, `quiz skip ${current.id}`, { member: LIN, pressed: { private: false } }, bot);
      if (words(reply).includes('不计分')) reference.of(current.id).skipped = true;
    }
  }

  // to the end, however it was left
  for (let i = 0; i < 4 * count + 4; i++) {
    clock.travel(clock.now() + WINDOW);
    await tick();
  }
  const id = (await game()) ?? '';
  const scored = (await store.top(`score:${id}`, 100)).filter(({ score }) => score !== 0);
  expect(Object.fromEntries(scored.map(({ member: who, score }) => [who, score]))).toEqual(reference.scores());
  for (const { id: round } of asked) {
    const kept = (await store.members<{ answer: string }>(`attempts:${round}`)).map(({ member: who, value }) => [who, value.answer === 'b']);
    expect(Object.fromEntries(kept)).toEqual(Object.fromEntries([...reference.of(round).answers].map(([who, right]) => [member(who).id, right])));
  }
  // each question once, each revealed once, the final scores once
  expect(new Set(asked.map(({ question }) => question.id)).size).toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(count);
  const revealed = platform.edits.filter(({ reply }) => linesOf(reply).some((line) => line.startsWith('quiz result')));
  expect(revealed.map(({ reply }) => linesOf(reply)[0])).toEqual(asked.map(({ id: round }) => `quiz result ${round}`));
  // what is revealed is not changed any more
  const last = new Map<string, Reply>(platform.edits.map(({ message, reply }: { message: MessageRef; reply: Reply }) => [message.message, reply]));
  expect([...last.values()].filter((reply) => !linesOf(reply).some((line) => line.startsWith('quiz result')))).toEqual([]);
  expect(platform.posts.filter(({ reply }) => words(reply).startsWith('最终得分'))).toHaveLength(count > 1 ? 1 : 0);
  expect([await store.members('rounds:live'), await store.members('games:live')]).toEqual([[], []]);
  const after = [platform.posts.length, platform.edits.length];
  expect(words(await say(here, asked[0]?.right ?? '', { member: member(0) }, bot))).toMatch(/\bended$/);
  await tick();
  expect([platform.posts.length, platform.edits.length]).toEqual(after);
}

it.each<Mode>(['round', 'race'])('Q3 Q10: whatever happens in whatever order, a quiz in mode %s scores as a simple reference does', { timeout: 120_000 }, async (mode) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(events, { minLength: 5, maxLength: 40 }), (count, happen) => play(mode, count, happen)),
    { numRuns: 40 },
  );
});
