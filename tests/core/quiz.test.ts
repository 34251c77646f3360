import { describe, expect, it } from 'vitest';
import { LOCALES, translator } from '../../src/locale/index.js';
import { inOrder, letter } from '../../src/quiz/order.js';
import { type Asked, pick } from '../../src/quiz/pick.js';
import type { Option, Question } from '../../src/quiz/question.js';
import { answerButtons, questionBlocks, solutionBlocks } from '../../src/quiz/view.js';
import { problems } from '../../src/limits.js';
import { realCourse } from './course.js';

const bank = (await realCourse()).lessons.flatMap((lesson) => lesson.questions);
const each = (text: string) => ({ 'zh-CN': text, en: text });
const option = (id: string, pin = false): Option => ({ id, text: each(`option ${id}`), why: each('tempting'), pin });
const question = (id: string, letters = 'abcd', pinned = ''): Question => ({
  id,
  lesson: '1',
  topic: 'pod',
  difficulty: 1,
  stem: each('?'),
  options: [...letters].map((one) => option(one, pinned.includes(one))),
  key: 'b',
  explanation: each('because'),
  source: 'lesson:1',
});

describe('Q1: non-interference over the whole bank', () => {
  it('whichever option is right, every byte before the reveal is the same', () => {
    expect(bank.length).toBeGreaterThanOrEqual(18);
    for (const original of bank) {
      for (const locale of LOCALES) {
        const view = { locale, t: translator(locale), lesson: 'Lesson' };
        const shown = (one: Question, seed: string) => JSON.stringify([questionBlocks(one, seed, 'Title', view), answerButtons(one, seed)]);
        for (const seed of ['p0', 'r1', 'p2zzz']) {
          for (const { id: key } of original.options) {
            const swapped: Question = {
              ...original,
              key,
              explanation: each('something else'),
              source: 'https://example.org/',
              options: original.options.map((one) => ({ ...one, why: one.id === key ? undefined : each('another reason') })),
            };
            expect(shown(swapped, seed), original.id).toBe(shown(original, seed));
          }
        }
      }
    }
  });

  it('while after it, what is shown differs', () => {
    const view = { locale: 'en' as const, t: translator('en'), lesson: 'Lesson' };
    for (const original of bank) {
      const solutions = original.options.map(({ id: key }) => JSON.stringify(solutionBlocks({ ...original, key }, 'p0', undefined, view)));
      expect(new Set(solutions).size, original.id).toBe(original.options.length);
    }
  });

  it('a button says its place, nothing else', () => {
    expect(answerButtons(question('q'), 'p0')).toEqual({
      kind: 'buttons',
      buttons: [1, 2, 3, 4].map((place) => ({ label: letter(place - 1), line: `quiz answer p0 ${place}` })),
    });
  });

  it('X4: every question and its solution fit on every platform', () => {
    for (const one of bank) {
      for (const locale of LOCALES) {
        const view = { locale, t: translator(locale), lesson: 'Lesson' };
        for (const { id } of one.options) {
          const blocks = [...questionBlocks(one, 'p0', 'Title', view), ...solutionBlocks(one, 'p0', id, view), answerButtons(one, 'p0')];
          expect(problems({ locale, blocks }), one.id).toEqual([]);
        }
      }
    }
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
      const one = question('q', letters, pinned);
      const places = letters.length - pinned.length;
      const counts = Array<number>(places).fill(0);
      for (let i = 0; i < 10_000; i++) {
        const at = inOrder(one, seed(i)).findIndex(({ id }) => id === one.key);
        counts[at] = (counts[at] ?? 0) + 1;
      }
      expect(counts).toHaveLength(places);
      const expected = 10_000 / places;
      const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(chi).toBeLessThan(CRITICAL[places - 1] as number);
    },
  );

  it('pinned options stay last, whatever the seed and wherever they are declared', () => {
    for (let i = 0; i < 500; i++) expect(inOrder(question('q', 'abcd', 'a'), `s${i}`).at(-1)?.id).toBe('a');
  });

  it('every option is there once, in the same order for the same seed', () => {
    for (let i = 0; i < 200; i++) {
      const order = inOrder(question('q', 'abcde'), `s${i}`).map(({ id }) => id);
      expect([...order].sort().join('')).toBe('abcde');
      expect(inOrder(question('q', 'abcde'), `s${i}`).map(({ id }) => id)).toEqual(order);
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
const pool = (size: number) => Array.from({ length: size }, (_, i) => question(`q${i}`));

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
