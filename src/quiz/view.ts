import { LIMITS } from '../limits.js';
import { inlineCode } from '../inline.js';
import { type Locale, type T, translator } from '../locale/index.js';
import { bold, type Block, type Button, buttons, code, heading, note, type Span, text } from '../reply.js';
import { label } from '../text.js';
import { idsOf, rightAnswer } from './grade.js';
import { inOrder, itemsInOrder, letter, shownIn } from './order.js';
import { isChoice, isOnePress, type Question, type QuestionKind } from './question.js';

export interface QuizView {
  readonly locale: Locale;
  readonly t: T;
  /** Title of the question's lesson, in the language of the answer. */
  readonly lesson: string;
  /** Who suggested the question, where a member of the group did: data, never markup. */
  readonly by?: string | undefined;
}

/** A stem may hold fenced code; everything else of it is plain text. */
function stemBlocks(stem: string): Block[] {
  return stem.split(/^```(\w*)\n([\s\S]*?)^```\s*$/m).flatMap((part, i, all): Block[] => {
    if (i % 3 === 0) return part.trim() ? [text(...inlineCode(part.trim()))] : [];
    return i % 3 === 2 ? [code(part.trimEnd(), all[i - 1] || undefined)] : [];
  });
}

/** Lines, each behind its letter or number. */
const marked = (lines: readonly string[], mark: (place: number) => string): Block =>
  text(...lines.flatMap((line, place): Span[] => [...(place > 0 ? ['\n'] : []), bold(mark(place)), '  ', ...inlineCode(line)]));

const number = (place: number): string => String(place + 1);

/** What there is to pick from, to order or to sort; nothing for a statement and for words to type. */
function matter(question: Question, seed: string, locale: Locale): Block[] {
  if (question.kind === 'true-false' || question.kind === 'typed') return [];
  if (isChoice(question)) return [marked(inOrder(question, seed).map((option) => option.text[locale]), letter)];
  const items = itemsInOrder(question.items, seed).map((item) => item.text[locale]);
  if (question.kind === 'order') return [marked(items, letter)];
  return [marked(question.groups.map((group) => group.text[locale]), letter), marked(items, number)];
}

const example = (kind: QuestionKind, length: number): string =>
  kind === 'classify' ? 'ABBAAB'.slice(0, length) : kind === 'order' ? `C${'ABDEF'.slice(0, length - 1)}` : 'AC';

/** How a question is answered in letters or words, with an example of the right length. */
export function howTo(question: Question, seed: string, t: T): string {
  const { kind } = question;
  const { length } = shownIn(question, seed);
  return t(kind === 'next' ? 'quiz.how.one-choice' : `quiz.how.${kind}`, { example: example(kind, length), count: length });
}

/** Of a group's own question nobody measured how hard it is; it is shown as it was written. */
function facts({ difficulty, kind, language }: Question, { locale, t }: Pick<QuizView, 'locale' | 't'>): string[] {
  const ours = language === undefined ? [t(`quiz.difficulty.${difficulty}`)] : [t('quiz.own')];
  return [...ours, t(`quiz.kind.${kind}`), ...(language === undefined || language === locale ? [] : [t(`quiz.only.${language}`)])];
}

/** Head, stem and what there is to choose from: the same bytes whatever is right. */
export function questionBlocks(question: Question, seed: string, title: string, { locale, t }: QuizView): Block[] {
  return [
    heading(label(title, LIMITS.heading)),
    note(facts(question, { locale, t }).join(' · ')),
    ...stemBlocks(question.stem[locale]),
    ...matter(question, seed, locale),
    ...(isOnePress(question) ? [] : [note(howTo(question, seed, t))]),
  ];
}

/** A button an option, or one that asks for a typed answer. The line says which place was picked, nothing else. */
export function answerButtons(question: Question, seed: string, { locale, t }: Pick<QuizView, 'locale' | 't'>): Block {
  if (!isOnePress(question)) return buttons({ label: t('quiz.answer'), line: `quiz type ${seed}`, style: 'primary' });
  const words = question.kind === 'true-false';
  return buttons(
    ...inOrder(question, seed).map((option, place): Button => ({ label: words ? option.text[locale] : letter(place), line: `quiz answer ${seed} ${place + 1}` })),
  );
}

/** An answer in the letters that were shown for the seed; typed words as data. */
export function shownAnswer(question: Question, seed: string, answer: string, { locale }: Pick<QuizView, 'locale'>): string {
  if (question.kind === 'typed') return label(answer, LIMITS.buttonLabel);
  if (question.kind === 'true-false') return question.options.find(({ id }) => id === answer)?.text[locale] ?? '?';
  if (question.kind === 'classify') {
    const group = (id: string) => letter(question.groups.findIndex((one) => one.id === answer[question.items.findIndex((item) => item.id === id)]));
    return itemsInOrder(question.items, seed).map(({ id }) => group(id)).join('');
  }
  const shown = shownIn(question, seed);
  const letters = idsOf(question, answer).map((id) => letter(shown.findIndex((one) => one.id === id)));
  return question.kind === 'many-choice' ? letters.sort().join(translator(locale)('quiz.comma')) : letters.join('');
}

export const shownRight = (question: Question, seed: string, view: Pick<QuizView, 'locale'>): string => shownAnswer(question, seed, rightAnswer(question), view);
