import type { Course } from '../../course/course.js';
import { type Locale, LOCALES, translator } from '../../locale/index.js';
import type { Question } from '../question.js';
import { fitsAiken, writeAiken } from './aiken.js';
import { writeAnki } from './anki.js';
import { writeCsv } from './csv.js';
import { writeGift } from './gift-write.js';
import { noteOf } from './note.js';
import { READABLE } from './read.js';
import { type Said, said } from './said.js';

export const WRITABLE = [...READABLE, 'anki'] as const;
export type Writable = (typeof WRITABLE)[number];

export interface Written {
  readonly text: string;
  /** Questions that are in it. */
  readonly count: number;
  /** What of the questions is not in it, or not as it should be. */
  readonly left: readonly Said[];
}

/** Ids that are named of a list of questions; all are counted. */
const NAMED = 12;

function questions(key: 'kinds' | 'shape' | 'arrow', all: readonly Question[]): Said[] {
  if (all.length === 0) return [];
  const ids = all.slice(0, NAMED).map(({ id }) => id).join(', ');
  return [said(`formats.left.${key}`, { count: all.length, ids: all.length > NAMED ? `${ids}…` : ids })];
}

/**
 * Questions as text. GIFT and CSV carry everything, in both languages or in one. Aiken carries one right option of a few,
 * in one language; Anki all kinds, in one language, and is never read again. `spoken` is the language where one is needed
 * and none is asked for.
 */
export function writeQuestions(all: readonly Question[], format: Writable, course: Course, asked: Locale | undefined, spoken: Locale): Written {
  const locale = asked ?? spoken;
  const others = LOCALES.filter((one) => one !== locale).map((one) => said('formats.left.language', { locale: one }));
  if (format === 'anki') {
    const view = { locale, t: translator(locale) };
    return { text: writeAnki(all.map((question) => noteOf(question, course, view, [question.topic])), course.title[locale]), count: all.length, left: [said('formats.left.reasons'), ...others] };
  }
  if (format === 'aiken') {
    const single = all.filter(({ kind }) => kind === 'one-choice' || kind === 'next');
    const fitting = single.filter((question) => fitsAiken(question, locale));
    const left = [...questions('kinds', all.filter((one) => !single.includes(one))), ...questions('shape', single.filter((one) => !fitsAiken(one, locale)))];
    return { text: writeAiken(fitting, locale), count: fitting.length, left: [...left, said('formats.left.fields'), ...others] };
  }
  const locales = asked ? [asked] : LOCALES;
  const left = asked ? others : [];
  if (format === 'csv') return { text: writeCsv(all, locales), count: all.length, left };
  const arrows = all.filter((question) => question.kind === 'typed' && [...question.answers, ...question.near.map(({ text }) => text)].some((words) => words.includes('->')));
  return { text: writeGift(all, locales), count: all.length, left: [...left, ...questions('arrow', arrows)] };
}
