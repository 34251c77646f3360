import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { questionAt } from '../src/course/course.js';
import { blockCost, sum } from '../src/limits.js';
import { formatDate } from '../src/locale/format.js';
import { LOCALES, translator } from '../src/locale/index.js';
import type { Member } from '../src/ports.js';
import { LEECH_LAPSES } from '../src/quiz/deck/card.js';
import { cardOf, slotsOf } from '../src/quiz/deck/deck.js';
import { keepCard } from '../src/quiz/deck/keep.js';
import { BESIDE } from '../src/quiz/fit.js';
import { rightAnswer } from '../src/quiz/grade.js';
import { shownIn } from '../src/quiz/order.js';
import { isOnePress, type Question } from '../src/quiz/question.js';
import { shownAnswer } from '../src/quiz/view.js';
import { note, type Reply, text } from '../src/reply.js';
import { errors, inMemory, LIN, linesOf, MAYA, press, say, words } from './support/members.js';
import { choice, order, SAMPLES, statement, swaps, typed } from './support/questions.js';
import { countedRandom, openWorld, stillClock, withQuestions, type World } from './support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BANK = {
  '23': [choice('r-one'), typed('r-typed'), statement('r-true', 'true')],
  '24': [{ ...order('r-order'), lesson: '24' }],
};

let world: World;
beforeEach(async () => {
  world = await openWorld({ questions: BANK });
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const travel = (ms: number): void => world.clock.travel(world.clock.now() + ms);
const mine = { member: MAYA, locale: 'en' };
const review = (more = {}): Promise<Reply> => say(world, 'review', { ...mine, ...more });

/** The line that answers what is asked in a reply, rightly or not. */
async function line(reply: Reply, right: boolean): Promise<string> {
  const id = /^quiz (?:answer|type) (\w+)/m.exec(linesOf(reply).join('\n'))?.[1] ?? '';
  const { store, library } = world.hall.parts;
  const kept = await store.get<{ question: string }>(`practice:${id}`);
  const question = questionAt(library().course, kept?.value.question ?? '') as Question;
  const solution = rightAnswer(question);
  if (isOnePress(question)) return `quiz answer ${id} ${1 + shownIn(question, id).findIndex((option) => (option.id === solution) === right)}`;
  const shown = shownAnswer(question, id, solution, { locale: 'en' });
  if (right) return `quiz type ${id} ${shown}`;
  return question.kind === 'typed' ? `quiz type ${id} nonsense` : `quiz type ${id} ${[...shown].reverse().join('')}`;
}

const answer = async (asked: Reply, right: boolean, member: Member = MAYA): Promise<Reply> => say(world, await line(asked, right), { member, pressed: { private: true } });
const practise = (ref: string, member: Member = MAYA): Promise<Reply> => say(world, `quiz practice ${ref}`, { member });
/** Misses every question of these lessons. */
async function miss(...refs: (keyof typeof BANK)[]): Promise<void> {
  for (const ref of refs) for (const _ of BANK[ref]) await answer(await practise(ref), false);
}
const day = (date: string) => formatDate(date, 'en');

describe('P1: review', () => {
  it('says what to do while there are no cards, and practice that is right makes none', async () => {
    expect(words(await review())).toContain('You have no cards yet');
    expect(linesOf(await review())).toEqual(['quiz practice']);
    expect(words(await answer(await practise('24'), true))).not.toContain('comes back');
    expect(words(await review())).toContain('You have no cards yet');
  });

  it('a miss comes back the next day at four, in the same form, and goes on until it is known', async () => {
    expect(words(await answer(await practise('24'), false))).toContain(`This question comes back in your review on ${day('2026-03-03')}.`);
    expect(words(await review())).toContain(`Nothing is due today.\nNext: 1 card on ${day('2026-03-03')}.`);
    // 03:59 in Shanghai, then four
    travel(19 * HOUR - 1);
    expect(words(await review())).toContain('Nothing is due today');
    travel(1);
    const asked = await review();
    expect(words(asked)).toMatch(/^Review · Lesson 24/);
    expect(words(asked)).toContain('1 card is due: this one.');
    expect(linesOf(asked)[0]).toMatch(/^quiz type p\w{12}$/);
    const verdict = await answer(asked, true);
    expect(words(verdict)).toContain('Right!');
    expect(words(verdict)).toContain(`comes back in your review on ${day('2026-03-06')}.`);
    expect(words(verdict)).toContain(`That was the last card for today.\nNext: 1 card on ${day('2026-03-06')}.`);
    travel(3 * DAY);
    await answer(await review(), false);
    expect(words(await review())).toContain(`Next: 1 card on ${day('2026-03-07')}.`);
  });

  it('serves what is due one after another, says how many are left, and asks every kind', async () => {
    await miss('23', '24');
    travel(DAY);
    let seen = await review();
    const heads: string[] = [];
    for (const left of [3, 2, 1, 0]) {
      expect(words(seen)).toContain(left > 0 ? `${left + 1} cards are due, this one included.` : '1 card is due: this one.');
      heads.push(/stem of [\w-]+|step/.exec(words(seen))?.[0] ?? '');
      const verdict = await answer(seen, left % 2 === 0);
      expect(words(verdict)).toContain(left > 1 ? `${left} cards are left for today.` : left === 1 ? '1 card is left for today.' : 'That was the last card for today.');
      expect(linesOf(verdict)).toContain('review');
      seen = await say(world, 'review', { ...mine, pressed: { private: true } });
    }
    expect(new Set(heads)).toEqual(new Set(['stem of r-one', 'stem of r-order', 'stem of r-true', 'stem of r-typed']));
    expect(words(seen)).toContain('Nothing is due today.');
  });

  it('is private to each member, in their own language, by its Chinese names too', async () => {
    await miss('24');
    await answer(await practise('24', LIN), false, LIN);
    travel(DAY);
    for (const name of ['复习', '回顾', 'review']) expect(words(await say(world, name, { member: LIN }))).toContain('今天到期 1 张卡片，含这一张。');
    const asked = await review();
    expect(words(await press(world, await line(asked, true), LIN))).toContain('not-yours');
    expect(await cardOf(world.hall.parts.store, LIN.id, 'r-order')).toMatchObject({ memory: { reps: 1 } });
  });

  it('asked twice, the first answer counts; an answer repeated changes nothing', async () => {
    await miss('24');
    travel(DAY);
    const [first, second] = [await review(), await review()];
    const wrong = await line(first, false);
    await say(world, wrong, mine);
    travel(1000);
    await say(world, wrong, mine);
    await answer(second, true);
    expect(await cardOf(world.hall.parts.store, MAYA.id, 'r-order')).toMatchObject({ right: false, due: '2026-03-04', memory: { reps: 2, lapses: 1 } });
  });

  it('a right answer in practice moves a card as well', async () => {
    await miss('24');
    travel(DAY);
    await answer(await practise('24'), true);
    expect(words(await review())).toContain(`Next: 1 card on ${day('2026-03-06')}.`);
  });
});

describe('Q1: what review asks', () => {
  it.each(SAMPLES.map((question) => [question.id, question] as const))('%s: not a byte depends on what is right', async (_, question) => {
    const asked = async (right: Question): Promise<string> => {
      const library = withQuestions(world.hall.parts.library(), { '23': [right] });
      const bot = inMemory(world, { store: world.hall.parts.store, documents: world.hall.parts.documents, random: countedRandom(), library: () => library });
      return JSON.stringify(await say(world, 'review', mine, bot));
    };
    const { parts } = world.hall;
    await keepCard(parts, { member: MAYA.id, name: MAYA.name, group: 'x:group', question: question.id, lesson: '23', right: false, at: world.clock.now(), mode: 'practice' });
    travel(DAY);
    const first = await asked(question);
    expect(first).toMatch(/quiz (?:answer|type) p/);
    for (const other of swaps(question)) expect(await asked(other)).toBe(first);
  });
});

describe('P1: leeches', () => {
  it(`a card forgotten ${LEECH_LAPSES} times is put aside with its lesson to read, and taken up again by its member`, async () => {
    await miss('24');
    let verdict: Reply | undefined;
    for (let i = 0; i < LEECH_LAPSES; i++) {
      travel(5 * DAY);
      verdict = await answer(await review(), false);
      expect(words(verdict).includes('You keep forgetting this one')).toBe(i === LEECH_LAPSES - 1);
    }
    expect(linesOf(verdict as Reply)).toEqual(['review', 'lesson 24', expect.stringMatching(/^question report p/)]);
    travel(400 * DAY);
    const overview = await review();
    expect(words(overview)).toContain(`1 card is put aside, because you forgot it ${LEECH_LAPSES} times or more.`);
    expect(linesOf(overview)).toEqual(['lesson 24', 'review again r-order', 'quiz practice']);
    // practising it does not bring it back, and says where to read
    const practised = await answer(await practise('24'), false);
    expect(words(practised)).toContain('You keep forgetting this one');
    expect(linesOf(practised)).toEqual(['quiz another 24', 'lesson 24', expect.stringMatching(/^question report p/)]);

    const again = await say(world, 'review again r-order', mine);
    expect(words(again)).toContain('stem of r-order');
    expect(words(await answer(again, true))).toContain('comes back in your review on');
    expect(words(await review())).not.toContain('put aside');
  });

  it('what is no leech, no card or no question is not taken up', async () => {
    await miss('24');
    for (const id of ['r-order', 'r-one', 'nonsense', 'x'.repeat(600)]) expect(words(await say(world, `review again ${id}`, mine))).toContain('Nothing is due today.');
    expect(await slotsOf(world.hall.parts.store, MAYA.id)).toHaveLength(1);
  });
});

describe('P1: content and time go on', () => {
  it('a question that is gone is put aside with one sentence, and comes back with its question', async () => {
    await miss('23', '24');
    travel(DAY);
    const whole = world.hall.parts.library();
    let library = withQuestions(whole, { '23': [], '24': BANK['24'] });
    const bot = inMemory(world, { store: world.hall.parts.store, documents: world.hall.parts.documents, library: () => library });
    expect(words(await say(world, 'progress', mine, bot))).toContain('Due for review today: 1 card.');
    const first = await say(world, 'review', mine, bot);
    expect(words(first)).toContain('stem of r-order');
    expect(words(first)).toContain('1 card is due: this one.');
    expect(words(first)).toContain('3 cards are put aside: the course no longer has their questions.');
    expect(words(await say(world, 'review', mine, bot))).not.toContain('put aside');
    library = whole;
    expect(words(await say(world, 'review', mine, bot))).toContain('4 cards are due, this one included.');
  });

  it('all of them gone, it says so and what to do', async () => {
    await miss('24');
    travel(DAY);
    const library = withQuestions(world.hall.parts.library(), { '24': [] });
    const bot = inMemory(world, { store: world.hall.parts.store, documents: world.hall.parts.documents, library: () => library });
    const reply = await say(world, 'review', mine, bot);
    expect(words(reply)).toContain('Nothing is due today.');
    expect(words(reply)).toContain('1 card is put aside: the course no longer has its question.');
    expect(linesOf(reply)).toEqual(['quiz practice']);
  });

  it('survives a restart, with the question that was open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'review-'));
    const [own, file] = [world, join(folder, 'hall.db')];
    try {
      world = await openWorld({ file, questions: BANK });
      await miss('24');
      travel(DAY);
      const open = await review();
      const [right, now] = [await line(open, true), world.clock.now()];
      await world.close();
      // ids of the next run must not meet those of this one
      let count = 0;
      world = await openWorld({ file, questions: BANK, clock: stillClock(now), random: { next: () => 0.5, id: () => `z${(count++).toString(36).padStart(11, '0')}` } });
      const { hall } = world;
      expect((await slotsOf(hall.parts.store, MAYA.id)).map(({ due }) => due)).toEqual(['2026-03-03']);
      expect(words(await say(world, right, { ...mine, key: 'x:after', pressed: { private: true } }))).toContain('That was the last card for today.');
      await world.close();
    } finally {
      world = own;
      await rm(folder, { recursive: true });
    }
  });
});

describe('P1: progress and settings', () => {
  it('progress says how many are due today, and leads there', async () => {
    expect(words(await say(world, 'progress', mine))).not.toContain('review');
    await miss('23');
    expect(words(await say(world, 'progress', mine))).toContain('Due for review today: 0 cards.');
    travel(DAY);
    const reply = await say(world, 'progress', mine);
    expect(words(reply)).toContain('Due for review today: 3 cards.');
    expect(linesOf(reply)).toContain('review');
    expect(words(await say(world, 'progress', { member: LIN }))).not.toContain('复习');
  });

  it('retention is each member’s own, from 70 to 97 per cent, and leaves their language alone', async () => {
    const overview = await say(world, 'settings', mine);
    expect(words(overview)).toContain('a chance of 90%');
    expect(linesOf(overview)).toContain('settings retention 95');
    await say(world, 'settings zh', { member: MAYA });
    for (const typedLine of ['settings retention 95', 'settings retention:95', '设置 retention：９５']) {
      expect(words(await say(world, typedLine, { member: MAYA }))).toContain('95%');
      expect(words(await say(world, 'settings', { member: MAYA }))).toContain('95% 把握');
    }
    expect(words(await say(world, 'settings auto', { member: MAYA }))).toContain('From now on I follow');
    expect(words(await say(world, 'settings', mine))).toContain('a chance of 95%');
    expect(words(await say(world, 'settings', { member: LIN }))).toContain('90%');
    for (const wrong of ['69', '98', '0.9', 'much']) expect(words(await say(world, `settings retention ${wrong}`, mine))).toMatch(/70 to 97.*\nnot-a-number$/);
    const both = await say(world, 'settings zh retention:80', { member: MAYA });
    expect(words(both)).toContain('中文');
    expect(words(await say(world, 'settings', mine))).toContain('a chance of 80%');
  });

  it('changes when cards come back', async () => {
    await say(world, 'settings retention 97', mine);
    await miss('24');
    await answer(await practise('24', LIN), false, LIN);
    for (let i = 0; i < 3; i++) {
      travel(40 * DAY);
      await answer(await review(), true);
      await answer(await say(world, 'review', { member: LIN }), true, LIN);
    }
    const due = async (member: string) => Date.parse((await slotsOf(world.hall.parts.store, member))[0]?.due ?? '');
    expect(await due(MAYA.id)).toBeLessThan(await due(LIN.id));
  });
});

it.each(LOCALES)('X4: what stands beside a question in review has its room, in %s', (locale) => {
  const t = translator(locale);
  const room = blockCost(note('字'.repeat(BESIDE)));
  const upcoming = t('review.upcoming', { count: 999, day: formatDate('2026-12-30', locale) });
  for (const beside of [
    [note(t('review.due', { count: 999 })), note(t('review.gone', { count: 999 }))],
    [text(t('review.leech')), note(t('review.left', { count: 999 }))],
    [text(t('review.leech')), note(t('review.done')), note(upcoming)],
  ]) {
    expect(sum(beside, blockCost)).toBeLessThanOrEqual(room);
  }
});
