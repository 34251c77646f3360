import { LOCALES } from '../locale/index.js';
import { oneLine } from '../text.js';
import { itemsInOrder, shownIn } from './order.js';
import { type ClassifyQuestion, isChoice, type Question } from './question.js';
import { matches } from './typed.js';

/**
 * An answer is a short text that says the same whatever order was shown: ids of options, sorted (`ac`); ids of items
 * in the order given (`cabd`); the group of each item in the order in which they are written (`abba`); or typed words.
 */

/** Longest answer that is typed in words, UTF-16 units. */
export const MAX_ANSWER = 80;

/** What people put between letters. */
const BETWEEN = /[\s,;.:、，；。：/|>→+&)(-]+/gu;

/** Letters as shown, or their numbers, as places from 0; undefined where something else stands there too. */
function places(typed: string, of: number): number[] | undefined {
  const letters = [...typed.normalize('NFKC').toUpperCase().replace(BETWEEN, '')];
  const found = letters.map((one) => (/^[1-9]$/.test(one) ? Number(one) - 1 : (one.codePointAt(0) ?? 0) - 65));
  return found.length > 0 && found.every((place) => place >= 0 && place < of) ? found : undefined;
}

/**
 * A typed answer in its canonical form, read by the letters shown for the seed; undefined for what is none.
 * Whether it can be read never depends on what is right.
 */
export function readAnswer(question: Question, seed: string, typed: string): string | undefined {
  if (question.kind === 'typed') {
    const said = oneLine(typed);
    return said !== '' && said.length <= MAX_ANSWER ? said : undefined;
  }
  if (question.kind === 'classify') return readGroups(question, seed, typed);
  const shown = shownIn(question, seed);
  const picked = wordOf(question, typed) ?? places(typed, shown.length)?.map((place) => shown[place]?.id ?? '');
  if (!picked || new Set(picked).size < picked.length) return undefined;
  if (question.kind === 'order') return picked.length === shown.length ? picked.join('') : undefined;
  if (question.kind === 'many-choice') return [...picked].sort().join('');
  return picked.length === 1 ? picked[0] : undefined;
}

/** `true`, or the word of either language for it. */
function wordOf(question: Question, typed: string): string[] | undefined {
  if (question.kind !== 'true-false') return undefined;
  const said = oneLine(typed).normalize('NFKC').toLowerCase();
  const option = question.options.find(({ id, text }) => id === said || LOCALES.some((locale) => text[locale].toLowerCase() === said));
  return option && [option.id];
}

/** `ABBA`: a group for each item as shown; or with their numbers, in any order: `1A 3B 2B 4A`. */
function readGroups({ items, groups }: ClassifyQuestion, seed: string, typed: string): string | undefined {
  const shown = itemsInOrder(items, seed);
  const pairs = [...typed.normalize('NFKC').toUpperCase().replace(BETWEEN, '').matchAll(/([1-9])([A-Z])/gy)];
  const numbered = pairs.length === shown.length && new Set(pairs.map(([, number]) => number)).size === shown.length;
  const plain = numbered ? [...pairs].sort(([, a = ''], [, b = '']) => Number(a) - Number(b)).map(([, , group = '']) => group).join('') : typed;
  const chosen = places(plain, groups.length);
  if (chosen?.length !== shown.length) return undefined;
  return items.map(({ id }) => groups[chosen[shown.findIndex((item) => item.id === id)] ?? 0]?.id ?? '').join('');
}

/** The right answer in its canonical form; for typed words the one that is shown. */
export function rightAnswer(question: Question): string {
  if (isChoice(question)) return [...question.keys].sort().join('');
  if (question.kind === 'typed') return question.answers[0] ?? '';
  return question.kind === 'order' ? question.items.map(({ id }) => id).join('') : question.items.map(({ group }) => group).join('');
}

export const isRight = (question: Question, answer: string): boolean =>
  question.kind === 'typed' ? matches(question, answer) : answer === rightAnswer(question);

/** The ids that an answer names; `true` and `false` are whole. */
export const idsOf = (question: Question, answer: string): string[] => (question.kind === 'true-false' ? [answer] : [...answer]);

/** The wrong answer that people type of which an answer is one. */
export const nearOf = (question: Question, answer: string) =>
  question.kind === 'typed' ? question.near.find(({ text }) => matches({ answers: [text], near: [] }, answer)) : undefined;
