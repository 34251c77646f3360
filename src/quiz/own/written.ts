import { languageOf } from '../../digest/abstract/language.js';
import { showable } from '../../digest/graphemes.js';
import { UserError } from '../../errors.js';
import { type Locale, LOCALES } from '../../locale/index.js';
import { misfits } from '../fit.js';
import { COUNTS, LONGEST } from '../measures.js';
import type { ChoiceQuestion } from '../question.js';
import { sameWords } from '../typed.js';

/** A question as a member writes it, in one language. */
export interface Written {
  readonly stem: string;
  readonly options: readonly { readonly text: string; readonly right: boolean; readonly why: string | undefined }[];
  readonly explanation: string;
}

/** What fits into one field of a form, all options together. */
export const OPTIONS_MAX = 2000;
const DISTRACTORS = 3;

const RIGHT = /^[*＊]\s*/u;
/** How people number their options; the order is drawn anew each time, so nothing of it is kept. */
const NUMBERED = /^(?:[-•·]\s+|[A-Fa-f][.、．)）]\s*(?=\S))/u;
const EXPLANATION = /^(?:=|＝|explanation\s*[:：]|解析\s*[:：])\s*/iu;

const trimmed = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter(Boolean);
/** On one line `|` stands for a new one. */
const linesOf = (text: string): string[] => trimmed(text.includes('\n') ? text.split('\n') : text.split(/[|｜]/u));

/**
 * What was typed, in its parts: three texts, or all of it in the first. There the stem is its first line, and a line that begins
 * with `=` the explanation. An option is a line; the right ones begin with `*`, and a reason stands behind ` // `.
 */
export function read(typed: { readonly stem?: string | undefined; readonly options?: string | undefined; readonly explanation?: string | undefined }): Written {
  const [stem = '', ...rest] = typed.options === undefined ? linesOf(typed.stem ?? '') : [typed.stem ?? ''];
  const explained = rest.find((line) => EXPLANATION.test(line));
  const options = typed.options === undefined ? rest.filter((line) => line !== explained) : linesOf(typed.options);
  return { stem: stem.trim(), options: options.map(option), explanation: (typed.explanation ?? explained ?? '').replace(EXPLANATION, '').trim() };
}

function option(line: string): Written['options'][number] {
  const plain = line.replace(NUMBERED, '');
  const [text = '', ...why] = plain.replace(RIGHT, '').replace(NUMBERED, '').split(/(?<=\s)\/\/(?=\s)/u).map((part) => part.trim());
  const right = RIGHT.test(plain);
  return { text, right, why: why.join(' // ').trim() || undefined };
}

/** @throws UserError that says what to mend first */
export function check({ stem, options, explanation }: Written): void {
  const need = (ok: boolean, error: () => UserError) => {
    if (!ok) throw error();
  };
  const short = (field: 'stem' | 'option' | 'why' | 'explanation', words: string) =>
    need(words.length <= LONGEST[field], () => new UserError(`question.long-${field}`, { length: words.length, max: LONGEST[field] }));
  need(showable(stem), () => new UserError('question.no-stem'));
  short('stem', stem);
  const fences = stem.match(/^```/gmu)?.length ?? 0;
  need(fences === 0 || fences === 2, () => new UserError('question.bad-code'));
  const right = options.filter((one) => one.right).length;
  need(options.every(({ text }) => showable(text)), () => new UserError('question.no-words'));
  need(right > 0, () => new UserError('question.no-right'));
  need(options.length - right >= DISTRACTORS, () => new UserError('question.few-wrong', { count: options.length - right }));
  const most = COUNTS[right === 1 ? 'one-choice' : 'many-choice'].max;
  need(options.length <= most, () => new UserError('question.too-many', { count: options.length, max: most }));
  for (const { text, why } of options) {
    short('option', text);
    short('why', why ?? '');
  }
  const twice = options.find(({ text }, i) => options.slice(0, i).some((one) => sameWords(one.text, text)));
  need(twice === undefined, () => new UserError('question.twice', { text: twice?.text ?? '' }));
  need(showable(explanation), () => new UserError('question.no-explanation'));
  short('explanation', explanation);
}

/**
 * The question of what was written. It is shown in its one language to everybody: members need not translate.
 * @throws UserError where it fits no message, whatever is answered
 */
export function made({ stem, options, explanation }: Written, { id, lesson }: { readonly id: string; readonly lesson: string }): ChoiceQuestion {
  const every = (words: string): Readonly<Record<Locale, string>> => Object.fromEntries(LOCALES.map((locale) => [locale, words])) as Record<Locale, string>;
  const ids = options.map((_, i) => String.fromCharCode(97 + i));
  const question: ChoiceQuestion = {
    id,
    lesson,
    topic: 'group',
    difficulty: 2,
    language: languageOf(`${stem}\n${explanation}`),
    source: `lesson:${lesson}`,
    stem: every(stem),
    // why the right one is right is part of the explanation
    explanation: every([explanation, ...options.flatMap(({ right, why }) => (right && why !== undefined ? [why] : []))].join('\n')),
    kind: options.filter(({ right }) => right).length === 1 ? 'one-choice' : 'many-choice',
    keys: ids.filter((_, i) => options[i]?.right),
    options: options.map(({ text, right, why }, i) => ({ id: ids[i] ?? '', text: every(text), why: right || why === undefined ? undefined : every(why), pin: false })),
  };
  if (misfits(question).length > 0) throw new UserError('question.too-large');
  return question;
}
