import type { Locale } from '../../locale/index.js';
import type { Question } from '../question.js';
import { readAiken } from './aiken.js';
import { readCsv } from './csv.js';
import { completed, type Draft } from './draft.js';
import { flaws } from './flaws.js';
import { readGift } from './gift-read.js';
import { merge } from './merge.js';
import { type Problem, type Said, said } from './said.js';

/** Formats that questions come in from; out they go as `anki` too. */
export const READABLE = ['gift', 'aiken', 'csv'] as const;
export type Readable = (typeof READABLE)[number];

export interface ReadOptions {
  /** The language of texts that do not say theirs; without it each is guessed. */
  readonly locale?: Locale | undefined;
  /** The lesson of questions that name none. */
  readonly lesson?: string | undefined;
  /** Ids of the lessons that there are, where that is known. */
  readonly lessons?: ReadonlySet<string> | undefined;
}

export interface Read {
  /** Whole questions, each with the line on which it begins. */
  readonly questions: readonly { readonly line: number; readonly question: Question }[];
  /** What is not whole yet, with all that keeps it from that. */
  readonly drafts: readonly { readonly draft: Draft; readonly flaws: readonly Said[] }[];
  /** What could not be read, in order of lines. */
  readonly problems: readonly Problem[];
}

/** UTF-16 units of a text that is read at once: four times the largest bank's. */
export const MAX_TEXT = 8_000_000;
/** Problems that are named one by one. */
const NAMED = 200;

/** Blanks of its own line alone: those of all lines after it would be looked through again from each. */
const ANSWER_LINE = /^[^\S\r\n]*(?:ANSWER|答案)[^\S\r\n]*[:：][^\S\r\n]*[A-Z][^\S\r\n]*$/im;

/** Only what a table separates by signs that no other format begins with, or what has an answer line, is not GIFT. */
export function formatOf(text: string): Readable {
  const head = text.slice(0, 20_000);
  if (ANSWER_LINE.test(head) && !/\{/.test(head)) return 'aiken';
  const first = head.split(/\r\n?|\n/).find((line) => line.trim() !== '' && !line.startsWith('sep=')) ?? '';
  return /[,;\t]/.test(first) && !/^\s*(?:\/\/|::|\$CATEGORY)/.test(first) && !first.includes('{') ? 'csv' : 'gift';
}

/**
 * The questions in a text of another program, or of ours: those that lack nothing as questions, the others as drafts with
 * what they lack. Whatever cannot be read is named with its line, and the rest goes on. Linear; never throws.
 */
export function readQuestionsFrom(text: string, format: Readable, options: ReadOptions = {}): Read {
  if (text.length > MAX_TEXT) return { questions: [], drafts: [], problems: [{ line: 1, ...said('formats.problem.too-large', { length: text.length, max: MAX_TEXT }) }] };
  const problems: Problem[] = [];
  const body = text.replace(/^\uFEFF/, '');
  if (/^#(?:separator|html|deck|notetype|tags column|guid column):/.test(body)) return { questions: [], drafts: [], problems: [{ line: 1, ...said('formats.problem.anki') }] };
  const entries = format === 'csv' ? readCsv(body, options.locale, problems) : (format === 'gift' ? readGift : readAiken)(body.split(/\r\n?|\n/), options.locale, problems);
  if (entries.length === 0 && problems.length === 0) problems.push({ line: 1, ...said('formats.problem.empty') });
  const questions: Read['questions'][number][] = [];
  const drafts: Read['drafts'][number][] = [];
  for (const entry of merge(entries, problems)) {
    const draft = { ...entry, lesson: entry.lesson || (options.lesson ?? '') };
    const found = flaws(draft, options.lessons);
    if (found.length > 0) drafts.push({ draft, flaws: found });
    else questions.push({ line: draft.line, question: completed(draft) });
  }
  problems.sort((a, b) => a.line - b.line);
  const more = problems.length - NAMED;
  const last = problems[NAMED - 1];
  return { questions, drafts, problems: more > 0 && last ? [...problems.slice(0, NAMED), { line: last.line, ...said('formats.problem.more', { count: more }) }] : problems };
}
