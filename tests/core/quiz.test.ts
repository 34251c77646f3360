import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems } from '../../src/limits.js';
import { type Locale, LOCALES, translator } from '../../src/locale/index.js';
import { misfits } from '../../src/quiz/fit.js';
import { readAnswer } from '../../src/quiz/grade.js';
import { inOrder, itemsInOrder, letter } from '../../src/quiz/order.js';
import { type Asked, pick } from '../../src/quiz/pick.js';
import { isOnePress, type Question } from '../../src/quiz/question.js';
import { solutionBlocks, verdictBlocks } from '../../src/quiz/solution.js';
import { answerButtons, questionBlocks, shownAnswer } from '../../src/quiz/view.js';
import { choice, each, order, SAMPLES, statement, swaps, tries } from '../support/questions.js';
import { realCourse } from './course.js';

const bank = (await realCourse()).lessons.flatMap((lesson) => lesson.questions);
const all: readonly Question[] = [...bank, ...SAMPLES];
const seen = (locale: Locale) => ({ locale, t: translator(locale), lesson: 'Lesson' });

describe('Q1: non-interference over the whole bank', () => {
  it('whatever is right, every byte before the reveal is the same', () => {
    expect(bank.length).toBeGreaterThanOrEqual(18);
    for (const original of all) {
      for (const locale of LOCALES) {
        const shown = (one: Question, seed: string) => {
          const blocks = [...questionBlocks(one, seed, 'Title', seen(locale)), answerButtons(one, seed, seen(locale))];
          const receipts = tries(one, seed).map((line) => readAnswer(one, seed, line.split(' ').slice(3).join(' '))).map((answer) => answer && shownAnswer(one, seed, answer, { locale }));
          return JSON.stringify([blocks, receipts]);
        };
        for (const seed of ['p0', 'r1', 'p2zzz']) for (const swapped of swaps(original)) expect(shown(swapped, seed), original.id).toBe(shown(original, seed));
      }
    }
  });

  it('while after it, what is shown differs', () => {
    for (const original of all) {
      const others = swaps(original);
      const solutions = others.map((one) => JSON.stringify(solutionBlocks(one, 'p0', undefined, seen('en'))));
      expect(new Set(solutions).size, original.id).toBe(others.length);
    }
  });

  it('a button says its place, nothing else; a statement has two words, and what is typed one button', () => {
    const lines = (question: Question) => answerButtons(question, 'p0', seen('en'));
    expect(lines(choice('q'))).toEqual({ kind: 'buttons', buttons: [1, 2, 3, 4].map((place) => ({ label: letter(place - 1), line: `quiz answer p0 ${place}` })) });
    for (const key of ['true', 'false'] as const) {
      expect(lines(statement('q', key))).toEqual({ kind: 'buttons', buttons: ['True', 'False'].map((label, i) => ({ label, line: `quiz answer p0 ${i + 1}` })) });
    }
    for (const one of all.filter((question) => !isOnePress(question))) expect(lines(one)).toMatchObject({ buttons: [{ line: 'quiz type p0' }] });
  });

  it('X4: every question, its reasons and its reveal fit on every platform', () => {
    for (const one of all) expect(misfits(one), one.id).toEqual([]);
  });

  it('X4: however long, what is said to fit does fit, and what does not is said', () => {
    const size = fc.integer({ min: 1, max: 420 });
    const texts = fc.record({ stem: size, text: size, why: size, unit: fc.constantFrom('-', '长', '`a` ', '\n') });
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), texts, (sample, { stem, text: length, why, unit }) => {
        const words = (count: number) => each(`x${unit.repeat(count)}y`);
        const longer = <Thing extends object>(all: readonly Thing[]): Thing[] => all.map((one, i) => ({ ...one, ...('text' in one && typeof one.text !== 'string' && sample.kind !== 'true-false' ? { text: each(`${i}${unit.repeat(length)}`) } : {}), ...('why' in one && one.why ? { why: words(why) } : {}) }));
        const long = Object.fromEntries(Object.entries({ ...sample, stem: words(stem), explanation: words(stem) }).map(([key, value]) => [key, ['options', 'items', 'groups', 'near'].includes(key) ? longer(value as object[]) : value])) as unknown as Question;
        const wrong = tries(long, 'r00000000000z').map((line) => readAnswer(long, 'r00000000000z', line.split(' ').slice(3).join(' '))).filter((answer) => answer !== undefined);
        const shown = [...questionBlocks(long, 'r00000000000z', 'T'.repeat(150), seen('en')), answerButtons(long, 'r00000000000z', seen('en'))];
        const fits = [shown, ...wrong.map((answer) => verdictBlocks(long, 'r00000000000z', answer, seen('en')))].every((blocks) => problems({ locale: 'en', blocks }).length === 0);
        if (misfits(long).length === 0) expect(fits).toBe(true);
        else refused++;
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(20);
  });
});

/** The chi-square value above which p < 0.01, by degrees of freedom. */
const CRITICAL: Readonly<Record<number, number>> = { 2: 9.21, 3: 11.345, 4: 13.277 };
const SEEDS: readonly (readonly [string, (i: number) => string])[] = [
  ['counted', (i) => `p${i}`],
  ['as the bot makes them', (i) => `r${((i + 1) * 2_654_435_761).toString(36).padStart(12, 'k')}`],
];

describe('Q6: the place of the right option', () => {
  it.each(SEEDS.flatMap(([name, seed]) => [['abcd', ''] as const, ['abcde', ''] as const, ['abcd', 'd'] as const].map(([letters, pinned]) => ({ name, seed, letters, pinned }))))(
    'is uniform over 10,000 seeds, $name: $letters, pinned «$pinned»',
    ({ seed, letters, pinned }) => {
      const one = choice('q', 'one-choice', ['b'], letters, pinned);
      const places = letters.length - pinned.length;
      const counts = Array<number>(places).fill(0);
      for (let i = 0; i < 10_000; i++) {
        const at = inOrder(one, seed(i)).findIndex(({ id }) => one.keys.includes(id));
        counts[at] = (counts[at] ?? 0) + 1;
      }
      expect(counts).toHaveLength(places);
      const expected = 10_000 / places;
      const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(chi).toBeLessThan(CRITICAL[places - 1] as number);
    },
  );

  it('each order of items comes as often as any other, the right one too', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const shown = itemsInOrder(order('q', 'dbca').items, SEEDS[1]![1](i)).map(({ id }) => id).join('');
      counts.set(shown, (counts.get(shown) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 23 degrees of freedom
    expect([...counts.values()].reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)).toBeLessThan(41.638);
  });

  it('pinned options stay last, whatever the seed and wherever they are declared', () => {
    for (let i = 0; i < 500; i++) expect(inOrder(choice('q', 'one-choice', ['b'], 'abcd', 'a'), `s${i}`).at(-1)?.id).toBe('a');
  });

  it('every option is there once, in the same order for the same seed', () => {
    for (let i = 0; i < 200; i++) {
      const order = inOrder(choice('q', 'one-choice', ['b'], 'abcde'), `s${i}`).map(({ id }) => id);
      expect([...order].sort().join('')).toBe('abcde');
      expect(inOrder(choice('q', 'one-choice', ['b'], 'abcde'), `s${i}`).map(({ id }) => id)).toEqual(order);
    }
  });
});

/** Asks so often; gives the ids in order. `random` runs through [0, 1). */
function drawn(pool: readonly Question[], times: number, from?: Asked): string[] {
  const found: string[] = [];
  let asked = from;
  for (let i = 0; i < times; i++) {
    const picked = pick(pool, asked, (i * 0.618_034) % 1);
    if (!picked) break;
    found.push(picked.question.id);
    asked = picked.asked;
  }
  return found;
}
const pool = (size: number) => Array.from({ length: size }, (_, i) => choice(`q${i}`));

describe('Q7: no repeat until the pool is used up', () => {
  it.each([3, 7, 60])('a pool of %i', (size) => {
    const order = drawn(pool(size), size * 5);
    for (let round = 0; round < 5; round++) expect(new Set(order.slice(round * size, (round + 1) * size)).size).toBe(size);
    for (const [i, id] of order.entries()) expect(id).not.toBe(order[i - 1]);
  });

  it.each([
    [0, 3, []],
    [1, 3, ['q0', 'q0', 'q0']],
  ])('a pool of %i degrades, never fails', (size, times, expected) => {
    expect(drawn(pool(size), times)).toEqual(expected);
  });

  it('a pool of 2 takes turns', () => {
    const order = drawn(pool(2), 6);
    for (const [i, id] of order.entries()) if (i > 0) expect(id).not.toBe(order[i - 1]);
  });

  it('a part of the bank that is used up does not forget the rest', () => {
    const all = pool(4);
    const picked = pick(all.slice(0, 2), { ids: ['q3', 'q0', 'q1'] }, 0);
    expect(picked?.asked.ids).toEqual(['q3', 'q0']);
    expect(drawn(all, 2, picked?.asked).sort()).toEqual(['q1', 'q2']);
  });

  it.each([0, 0.5, 1 - 2 ** -32])('a random number of %d picks some question', (random) => {
    expect(pick(pool(3), undefined, random)?.question.id).toMatch(/^q[012]$/);
  });
});
