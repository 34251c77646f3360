import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { questionAt } from '../src/course/course.js';
import { DeliveryError } from '../src/errors.js';
import type { Member, Request } from '../src/ports.js';
import { inOrder } from '../src/quiz/order.js';
import type { ChoiceQuestion } from '../src/quiz/question.js';
import { closedAt, GRACE_MS, OFFER_MS, type Round } from '../src/quiz/round.js';
import { update } from '../src/store.js';
import type { Reply } from '../src/reply.js';
import { type Board, board, ear, errors, LIN, linesOf, MAYA, pass, press, request, say, words } from './support/members.js';
import { openWorld, type World } from './support/world.js';

const MINUTE = 60_000;

let world: World;
let platform: Board;
beforeEach(async () => {
  world = await openWorld();
  platform = board(world);
});
afterEach(async () => {
  await world.close();
});

interface Asked {
  readonly id: string;
  readonly question: ChoiceQuestion;
  /** The line that answers with the option shown at this place, from 1. */
  readonly at: (place: number) => string;
  /** Places from 1. */
  readonly right: number;
  readonly wrong: number;
}

async function asked(reply: Reply): Promise<Asked> {
  const id = /^quiz answer (\w+) 1$/m.exec(linesOf(reply).join('\n'))?.[1] ?? '';
  const { store, library } = world.hall.parts;
  const kept = await store.get<{ question: string }>(`${id.startsWith('p') ? 'practice' : 'round'}:${id}`);
  const question = questionAt(library().course, kept?.value.question ?? '') as ChoiceQuestion;
  const right = inOrder(question, id).findIndex((option) => question.keys.includes(option.id)) + 1;
  return { id, question, at: (place) => `quiz answer ${id} ${place}`, right, wrong: (right % question.options.length) + 1 };
}

const startRound = async (line = 'quiz group seconds:60 24', more: Partial<Request> = {}) => asked(await say(world, line, more));
const member = (n: number): Member => ({ id: `x:member${n}`, name: `Member ${n}`, locale: 'en', admin: false });

describe('Q3: practice', () => {
  it('is its member’s alone, takes the first pick, and survives a second press', async () => {
    const { at, right, wrong } = await asked(await say(world, 'quiz practice 23', { member: MAYA }));
    const other = await press(world, at(right), LIN);
    expect(words(other)).toContain('not-yours');
    expect(words(await press(world, at(wrong), MAYA))).toContain('Not this time');
    expect(words(await press(world, at(right), MAYA))).toContain('Not this time');
    expect(words(await press(world, at(9), MAYA))).toMatch(/\bgone$/);
  });

  it('an id that never was and a place that no option has are each one sentence', async () => {
    for (const line of ['quiz answer p00000000000z 1', 'quiz answer r00000000000z 1', 'quiz result r00000000000z', 'quiz reveal r00000000000z']) {
      expect(words(await press(world, line, MAYA))).toMatch(/^This question is no longer kept.*\ngone$/);
    }
    const { id } = await startRound();
    expect(words(await press(world, `quiz answer ${id} 9`, MAYA))).toMatch(/\bgone$/);
    expect(words(await press(world, `quiz answer ${id} 0`, MAYA))).toContain('1 to 9');
    expect(words(await press(world, `quiz answer ${id}`, MAYA))).toMatch(/\bmissing$/);
    expect(await world.hall.parts.store.members(`attempts:${id}`)).toEqual([]);
  });
});

describe('Q4: the clock of a round', () => {
  it('starts when the platform confirms; an answer that comes before that counts', async () => {
    const heard = ear();
    let early: Reply | undefined;
    const slow = ear({
      async answer(reply) {
        const round = await asked(reply);
        early = await press(world, round.at(round.right), MAYA);
        world.clock.travel(world.clock.now() + 30_000);
        heard.answers.push({ reply, audience: 'everyone' });
        return { channel: 'x:hall', message: 'x:slow' };
      },
    });
    await world.hall.bot.receive(request(world, 'quiz group seconds:60 24'), slow);
    expect(words(early as Reply)).toContain('is recorded');
    const { id, at, wrong } = await asked(heard.answers[0]?.reply as Reply);
    // 59 s after the confirmation, 89 s after the command
    await pass(world, 59_000);
    expect(words(await press(world, at(wrong), LIN))).toContain('已记下你的答案');
    await pass(world, 1000 + GRACE_MS);
    expect(platform.edits.map(({ message }) => message.message)).toEqual(['x:slow']);
    expect(words(platform.edits[0]?.reply as Reply)).toContain('2 人作答');
    expect(words(platform.edits[0]?.reply as Reply)).toContain('答对的有：Maya');
    expect(words(await press(world, `quiz result ${id}`, MAYA))).toContain('Right!');
  });

  it('one millisecond before the end counts, the end itself does not', async () => {
    const { id, at, right } = await startRound();
    const end = world.clock.now() + MINUTE;
    expect(words(await press(world, at(right), MAYA, { at: end - 1 }))).toContain('is recorded');
    expect(words(await press(world, at(right), LIN, { at: end }))).toContain('ended');
    expect(words(await press(world, at(right), LIN, { at: end + 1 }))).toContain('ended');
    // received in time, handled late: the grace before the reveal is for this one
    world.clock.travel(end + GRACE_MS - 1);
    await world.hall.bot.tick();
    expect(platform.edits).toEqual([]);
    expect(words(await press(world, at(right), member(1), { at: end - 2 }))).toContain('is recorded');
    await pass(world, 1);
    expect(words(platform.edits[0]?.reply as Reply)).toContain('答对的有：Member 1、Maya');
    expect(words(await press(world, at(right), LIN, { at: end - 5 }))).toContain('ended');
    expect((await world.hall.parts.store.members(`attempts:${id}`)).map((one) => one.member)).toEqual([MAYA.id, 'x:member1']);
  });

  it('an answer that was taken counts, also where the window is then closed to a moment before it', async () => {
    const { id, at, right } = await startRound();
    await pass(world, 10_000);
    expect(words(await press(world, at(right), MAYA))).toContain('is recorded');
    // another process took the reveal first
    await update<Round>(world.hall.parts.store, `round:${id}`, (round) => round && closedAt(round, world.clock.now() - 1));
    await pass(world, GRACE_MS);
    expect(words(platform.edits[0]?.reply as Reply)).toContain('答对的有：Maya');
  });

  it('a round that the platform never confirmed is forgotten, and its channel is free again', async () => {
    const lost = ear({ answer: async () => undefined });
    await world.hall.bot.receive(request(world, 'quiz group 24'), lost);
    expect(words(await say(world, 'quiz group 24'))).toMatch(/\brunning$/);
    await pass(world, OFFER_MS - 1);
    expect(words(await say(world, 'quiz group 24'))).toMatch(/\brunning$/);
    await pass(world, 1);
    const { id } = await startRound();
    expect(id).toMatch(/^r/);
    expect(platform.edits).toEqual([]);
  });
});

describe('Q2 Q3: the reveal', () => {
  it('happens once, also when ticks run at once; old buttons say that it has ended', async () => {
    const { id, at, right } = await startRound();
    await press(world, at(right), MAYA);
    world.clock.travel(world.clock.now() + MINUTE + GRACE_MS);
    await Promise.all([world.hall.bot.tick(), world.hall.bot.tick(), world.hall.bot.tick()]);
    await pass(world, MINUTE);
    expect(platform.edits).toHaveLength(1);
    expect(words(await press(world, at(right), LIN))).toMatch(/\bended$/);
    expect(words(await press(world, `quiz reveal ${id}`, LIN))).toMatch(/\bended$/);
    expect(words(await press(world, `quiz result ${id}`, LIN))).toContain('没有在时间内作答');
  });

  it('waits for a platform that fails for a while, and is shown at a later tick', async () => {
    const { id } = await startRound();
    let down = true;
    platform.before = () => {
      if (down) throw new DeliveryError('retry', '503', { retryAfterMs: 1000 });
    };
    await pass(world, MINUTE + GRACE_MS);
    await pass(world, 1000);
    expect([platform.edits.length, world.logged.filter(({ level }) => level === 'warn').length]).toEqual([0, 2]);
    down = false;
    await pass(world, 1000);
    await pass(world, 1000);
    expect(platform.edits).toHaveLength(1);
    expect(words(await press(world, `quiz result ${id}`, LIN))).toContain('没有在时间内作答');
    expect(errors(world)).toEqual([]);
  });

  it('a message that is gone ends its round; it is not tried for ever', async () => {
    const { at, right } = await startRound();
    let tries = 0;
    platform.before = () => {
      tries++;
      throw new DeliveryError('gone', 'deleted');
    };
    await pass(world, MINUTE + GRACE_MS);
    for (let i = 0; i < 5; i++) await pass(world, 1000);
    expect(tries).toBe(1);
    expect(words(await press(world, at(right), MAYA))).toMatch(/\bended$/);
    expect((await startRound()).id).toMatch(/^r/);
  });

  it('one round’s failing platform does not hold up another’s', async () => {
    const other = board(world, 'y');
    await startRound('quiz group seconds:10 24');
    await startRound('quiz group seconds:10 24', { place: { platform: 'y', group: 'y:g', channel: 'y:c' } });
    platform.before = () => {
      throw new DeliveryError('retry', '503');
    };
    await pass(world, MINUTE);
    expect([platform.edits.length, other.edits.length]).toEqual([0, 1]);
  });
});

describe('Q3: a whole group at once', () => {
  it('50 members answer three times each at once: fifty first answers are the tally', async () => {
    const { id, question, at } = await startRound();
    const places = question.options.length;
    const order = inOrder(question, id);
    const presses = Array.from({ length: 150 }, (_, i) => ({ who: member(i % 50), place: ((i % 50) + Math.floor(i / 50)) % places + 1 }));
    const replies = await Promise.all(presses.map(({ who, place }) => press(world, at(place), who)));
    const recorded = replies.flatMap((reply, i) => (words(reply).includes('is recorded') ? [presses[i] as (typeof presses)[number]] : []));
    expect(new Set(recorded.map(({ who }) => who.id)).size).toBe(50);
    expect(recorded).toHaveLength(50);

    await pass(world, MINUTE + GRACE_MS);
    const said = words(platform.edits[0]?.reply as Reply);
    expect(said).toContain('50 人作答');
    for (const [i, option] of order.entries()) {
      const count = recorded.filter(({ place }) => place === i + 1).length;
      expect(said).toMatch(new RegExp(`• ${'ABCDE'[i]} ▇* ${count}${question.keys.includes(option.id) ? ' ✓' : ''}$`, 'm'));
    }
    const attempts = await world.hall.parts.store.members<{ answer: string }>(`attempts:${id}`);
    const kept = new Map(attempts.map((one) => [one.member, one.value.answer]));
    expect(kept).toEqual(new Map(recorded.map(({ who, place }) => [who.id, order[place - 1]?.id])));
  });

  it('Q2: nothing that others see changes before the reveal', async () => {
    const { at } = await startRound();
    for (let i = 0; i < 8; i++) {
      const heard = ear();
      await world.hall.bot.receive(request(world, at((i % 4) + 1), { member: member(i), pressed: { private: false } }), heard);
      expect(heard.answers.map(({ audience }) => audience)).toEqual(['you']);
    }
    await pass(world, MINUTE - 1);
    expect([platform.edits, platform.posts]).toEqual([[], []]);
  });
});
