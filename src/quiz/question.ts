import type { Localized } from '../course/course.js';
import type { Locale } from '../locale/index.js';

interface Common {
  readonly id: string;
  readonly lesson: string;
  readonly topic: string;
  readonly difficulty: 1 | 2 | 3;
  readonly stem: Localized;
  readonly explanation: Localized;
  /** Where it can be read: a web address, or `lesson:ID`. */
  readonly source: string;
  /** Of a group's own question: the language that it is written in, and shown in to everybody. */
  readonly language?: Locale | undefined;
}

export interface Option {
  /** Stable within its question, `a`…`f`; `true` and `false` for a statement. */
  readonly id: string;
  readonly text: Localized;
  /** Distractors only: why it tempts, and why it is wrong. */
  readonly why: Localized | undefined;
  /** Stays last, whatever the order ("all of the above"). */
  readonly pin: boolean;
}

/** Options to pick from. `next` asks what happens next on real YAML or kubectl; a `true-false` one keeps its order. */
export interface ChoiceQuestion extends Common {
  readonly kind: 'one-choice' | 'next' | 'many-choice' | 'true-false';
  readonly options: readonly Option[];
  /** Ids of the right options: one, but for `many-choice` two or more. The same in every language. */
  readonly keys: readonly string[];
}

/** A word, name, version or command to type. */
export interface TypedQuestion extends Common {
  readonly kind: 'typed';
  /** Right answers in either language; the first is shown. */
  readonly answers: readonly string[];
  /** Wrong answers that people type, each with the reason. */
  readonly near: readonly { readonly text: string; readonly why: Localized }[];
}

export interface Item {
  readonly id: string;
  readonly text: Localized;
  /** Why it belongs where it does; undefined for the first of an order. */
  readonly why: Localized | undefined;
}

/** Items to put in order; they stand in the right one here. */
export interface OrderQuestion extends Common {
  readonly kind: 'order';
  readonly items: readonly Item[];
}

/** Items to put into groups. */
export interface ClassifyQuestion extends Common {
  readonly kind: 'classify';
  readonly groups: readonly { readonly id: string; readonly text: Localized }[];
  readonly items: readonly (Item & { readonly group: string })[];
}

export type Question = ChoiceQuestion | TypedQuestion | OrderQuestion | ClassifyQuestion;

export type QuestionKind = Question['kind'];

const KINDS: readonly string[] = ['one-choice', 'next', 'many-choice', 'true-false', 'typed', 'order', 'classify'] satisfies readonly QuestionKind[];

export const isKind = (word: string): word is QuestionKind => KINDS.includes(word);

export const isChoice = (question: Question): question is ChoiceQuestion => 'options' in question;

/** Answered by one press: one option of a few. Every other kind is answered by a few typed letters or words. */
export const isOnePress = (question: Question): question is ChoiceQuestion => isChoice(question) && question.kind !== 'many-choice';
