import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES, translator } from '../../src/locale/index.js';
import { isRight, readAnswer, rightAnswer } from '../../src/quiz/grade.js';
import { itemsInOrder, letter, shownIn } from '../../src/quiz/order.js';
import type { Question } from '../../src/quiz/question.js';
import { solutionBlocks } from '../../src/quiz/solution.js';
import { tally } from '../../src/quiz/tally.js';
import { shownAnswer } from '../../src/quiz/view.js';
import { blockText } from '../../src/reply.js';
import { choice, classify, order, SAMPLES, statement, typed } from '../support/questions.js';

const SEED = 'p0';
const many = choice('q', 'many-choice', ['a', 'c']);
/** What one types to name these ids, in the letters shown. */
const letters = (question: Question, ids: string): string => [...ids].map((id) => letter(shownIn(question, SEED).findIndex((one) => one.id === id))).join('');
const view = { locale: 'en' as const, t: translator('en'), lesson: 'L' };
const said = (question: Question, answer?: string) => solutionBlocks(question, SEED, answer, view).map(blockText).join('\n');

describe('Q5: an answer is read as people type it', () => {
  const A = shownIn(many, SEED)[0]?.id as string;
  const C = shownIn(many, SEED)[2]?.id as string;
  it.each(['AC', 'ac', 'a, c', 'A、C', '1 3', 'ＡＣ', '１，３', 'c a', 'C & A', '(A)(C)', ' a c '])('many of a choice: «%s»', (text) => {
    expect(readAnswer(many, SEED, text)).toBe([A, C].sort().join(''));
  });

  it.each(['', ' ', 'AE', 'AA', 'A and C', '5', '0', 'Ä', '🙂', 'A\u0000B?', '-'])('but not «%s», which is none', (text) => {
    expect(readAnswer(many, SEED, text)).toBeUndefined();
  });

  it('one of a choice is one letter', () => {
    expect(readAnswer(choice('q'), SEED, 'b')).toBe(shownIn(choice('q'), SEED)[1]?.id);
    expect(readAnswer(choice('q'), SEED, 'AB')).toBeUndefined();
  });

  it.each([['true', 'true'], ['正确', 'true'], ['FALSE', 'false'], ['错误', 'false'], ['A', 'true'], ['2', 'false'], ['maybe', undefined]])('a statement: «%s»', (text, expected) => {
    expect(readAnswer(statement('q', 'true'), SEED, text)).toBe(expected);
  });

  it('an order needs every letter once', () => {
    const question = order('q');
    expect(readAnswer(question, SEED, letters(question, 'dbca').split('').join(' → '))).toBe('dbca');
    for (const text of ['ABC', 'ABCDE', 'ABCC']) expect(readAnswer(question, SEED, text)).toBeUndefined();
  });

  it('a classification needs one group an item as shown, or with their numbers', () => {
    const question = classify('q', 'abbac');
    const shown = itemsInOrder(question.items, SEED);
    const plain = shown.map(({ group }) => group).join('');
    expect(readAnswer(question, SEED, plain)).toBe('abbac');
    const numbered = shown.map(({ group }, i) => `${i + 1}${group}`);
    expect(readAnswer(question, SEED, [...numbered].reverse().join(' '))).toBe('abbac');
    expect(readAnswer(question, SEED, plain.replaceAll('a', '1').replaceAll('b', '2').replaceAll('c', '3'))).toBe('abbac');
    for (const text of ['ABBA', 'ABBACC', 'ABBAD', '1A 1B 2A 3A 4B']) expect(readAnswer(question, SEED, text)).toBeUndefined();
  });

  it('typed words are kept as typed, in one line, and not endlessly', () => {
    expect(readAnswer(typed('q'), SEED, '  Kubectl   apply\u202E ')).toBe('Kubectl apply');
    expect(readAnswer(typed('q'), SEED, 'x'.repeat(81))).toBeUndefined();
    expect(isRight(typed('q'), 'ＫＵＢＥＣＴＬ apply')).toBe(true);
    expect(isRight(typed('q'), 'kubectl create')).toBe(false);
  });

  it('whether text is an answer never depends on what is right, and nothing throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Fa-f1-6 ,]{0,8}$/)), (question, text) => {
        const read = readAnswer(question, SEED, text);
        if (read !== undefined) expect(typeof isRight(question, read)).toBe('boolean');
        if (read !== undefined) for (const locale of LOCALES) expect(shownAnswer(question, SEED, read, { locale })).not.toBe('');
      }),
    );
  });
});

describe('grading', () => {
  it.each(SAMPLES.map((question) => [question.kind, question] as const))('%s: the right answer is right, typed as it is shown', (_, question) => {
    const right = rightAnswer(question);
    expect(isRight(question, right)).toBe(true);
    for (const locale of LOCALES) {
      for (const seed of ['p0', 'p1', 'rzz']) expect(readAnswer(question, seed, shownAnswer(question, seed, right, { locale }))).toBe(right);
    }
  });

  it('many of a choice is right with all of them, and only them', () => {
    expect(['ac', 'a', 'abc', 'abcd', 'bd'].map((answer) => isRight(many, answer))).toEqual([true, false, false, false, false]);
  });
});

describe('the reasons below a solution are those for one’s own answer', () => {
  it('of a choice of many: why each wrong pick is wrong, and what was left out', () => {
    const words = said(many, 'ab');
    expect(words).toContain('no b');
    expect(words).not.toContain('no d');
    expect(words).toContain(`Right as well: ${letters(many, 'c')}.`);
  });

  it('of an order: why an item follows the one that it was put before', () => {
    const question = order('q', 'dbca');
    expect(said(question, 'dbac')).toContain('a needs the one before');
    expect(said(question, 'dbac')).not.toContain('b needs the one before');
    expect(said(question, 'dbca')).not.toContain('needs');
  });

  it('of a classification: why each misplaced item belongs elsewhere', () => {
    const words = said(classify('q', 'abbac'), 'abbaa');
    expect(words).toContain('because of c');
    expect(words).not.toContain('because of a');
  });

  it('of typed words: the near miss that was typed, however it is written', () => {
    expect(said(typed('q'), 'KUBECTL Patch')).toContain('no kubectl patch');
    expect(said(typed('q'), 'something')).not.toContain('no kubectl');
  });

  it('of a statement', () => {
    expect(said(statement('q', 'false'), 'true')).toContain('not so');
    expect(said(statement('q', 'false'), 'false')).not.toContain('not so');
  });
});

describe('the statistics of a round, by kind', () => {
  const rows = (question: Question, ...answers: string[]) =>
    Object.fromEntries(tally(SEED, question, answers.map((answer, i) => ({ member: `m${i}`, value: { name: 'M', answer, at: i } }))).rows.map(({ id, count, right }) => [id, right ? count : -count]));

  it('choices count picks', () => {
    expect(rows(many, 'ac', 'ab', 'd')).toEqual({ a: 2, b: -1, c: 1, d: -1 });
    expect(rows(statement('q', 'true'), 'true', 'false', 'true')).toEqual({ true: 2, false: -1 });
  });

  it('orders and classifications count right places', () => {
    expect(rows(order('q', 'dbca'), 'dbca', 'dbac', 'abcd')).toEqual({ d: 2, b: 3, c: 2, a: 1 });
    expect(rows(classify('q', 'abb'), 'abb', 'aba', 'bbb')).toEqual({ a: 2, b: 3, c: 2 });
  });

  it('typed words count as right, as a known near miss, or as something else: no member’s words are shown to all', () => {
    expect(rows(typed('q'), '应用', 'kubectl apply', 'Kubectl Patch', 'rude words', 'x')).toEqual({ right: 2, 1: -1, other: -2 });
  });
});
