import type { Localized } from '../../course/course.js';
import { everywhere, type Locale, LOCALES } from '../../locale/index.js';
import { isChoice, type Question, type QuestionKind } from '../question.js';

/** A text in the languages in which it is there. */
export type Part = { readonly [L in Locale]?: string };

/** An option, an item or a group. */
export interface Piece {
  readonly id: string;
  readonly text: Part;
  readonly why: Part;
  readonly pin: boolean;
  /** Of an item of `classify`: the id of its group; else empty. */
  readonly group: string;
}

/**
 * A question as far as a text of another format carries it: empty strings and languages left out are what it lacks.
 * Every question is a draft that lacks nothing, and a draft that lacks nothing is a question.
 */
export interface Draft {
  /** The line, from 1, on which it begins where it was read. */
  readonly line: number;
  readonly id: string;
  readonly lesson: string;
  readonly topic: string;
  readonly difficulty: number | undefined;
  readonly source: string;
  readonly kind: QuestionKind;
  readonly stem: Part;
  readonly explanation: Part;
  /** Options or items as they are written; those of a statement are `true` and `false` and have no text. */
  readonly pieces: readonly Piece[];
  readonly keys: readonly string[];
  readonly groups: readonly Piece[];
  readonly answers: readonly string[];
  readonly near: readonly { readonly text: string; readonly why: Part }[];
}

export const blank = (line: number, kind: QuestionKind): Draft => ({
  line,
  kind,
  id: '',
  lesson: '',
  topic: '',
  difficulty: undefined,
  source: '',
  stem: {},
  explanation: {},
  pieces: [],
  keys: [],
  groups: [],
  answers: [],
  near: [],
});

export const pieceOf = (id: string, given: Partial<Piece> = {}): Piece => ({ id, text: {}, why: {}, pin: false, group: '', ...given });

/** A text in one language; nothing for no words. */
export const inOne = (locale: Locale, words: string): Part => (words === '' ? {} : { [locale]: words });

export const hasWords = (part: Part): boolean => LOCALES.some((locale) => part[locale]);

/** The id of the n-th part, from 0, where a text names none. */
export const letterId = (place: number): string => String.fromCharCode(97 + Math.min(place, 25));

export function draftOf(question: Question, line = 1): Draft {
  const { id, lesson, topic, difficulty, source, kind, stem, explanation } = question;
  const draft = { ...blank(line, kind), id, lesson, topic, difficulty, source, stem, explanation };
  if (isChoice(question)) {
    const text = (own: Localized): Part => (kind === 'true-false' ? {} : own);
    return { ...draft, keys: question.keys, pieces: question.options.map((one) => pieceOf(one.id, { text: text(one.text), why: one.why ?? {}, pin: one.pin })) };
  }
  if (question.kind === 'typed') return { ...draft, answers: question.answers, near: question.near };
  const pieces = question.items.map((one) => pieceOf(one.id, { text: one.text, why: one.why ?? {}, group: 'group' in one ? one.group : '' }));
  return { ...draft, pieces, groups: question.kind === 'classify' ? question.groups.map((group) => pieceOf(group.id, { text: group.text })) : [] };
}

const whole = (part: Part): Localized => ({ 'zh-CN': part['zh-CN'] ?? '', en: part.en ?? '' });
const reason = (part: Part): Localized | undefined => (hasWords(part) ? whole(part) : undefined);

/** The question that a draft without flaws is. */
export function completed(draft: Draft): Question {
  const { id, lesson, topic, source, kind, pieces } = draft;
  const common = { id, lesson, topic, difficulty: draft.difficulty as 1 | 2 | 3, source, stem: whole(draft.stem), explanation: whole(draft.explanation) };
  const item = (piece: Piece) => ({ id: piece.id, text: whole(piece.text), why: reason(piece.why) });
  switch (kind) {
    case 'typed':
      return { ...common, kind, answers: draft.answers, near: draft.near.map(({ text, why }) => ({ text, why: whole(why) })) };
    case 'order':
      return { ...common, kind, items: pieces.map(item) };
    case 'classify':
      return { ...common, kind, groups: draft.groups.map((group) => ({ id: group.id, text: whole(group.text) })), items: pieces.map((piece) => ({ ...item(piece), group: piece.group })) };
    case 'true-false': {
      const word = (piece: Piece) => everywhere(piece.id === 'true' ? 'quiz.true' : 'quiz.false');
      return { ...common, kind, keys: draft.keys, options: pieces.map((piece) => ({ ...item(piece), text: word(piece), pin: piece.pin })) };
    }
    default:
      return { ...common, kind, keys: [...draft.keys].sort(), options: pieces.map((piece) => ({ ...item(piece), pin: piece.pin })) };
  }
}
