import { inlineCode } from '../inline.js';
import { bold, type Block, link, list, note, type Span, text } from '../reply.js';
import { problems } from '../limits.js';
import { idsOf, isRight, nearOf } from './grade.js';
import { inOrder, itemsInOrder, letter } from './order.js';
import { type ClassifyQuestion, isChoice, type OrderQuestion, type ChoiceQuestion, type Question } from './question.js';
import { nameOf } from './tally-view.js';
import { questionBlocks, type QuizView, shownAnswer, shownRight } from './view.js';

const reason = (head: string, why: string): Block => text(bold(head), ' ', ...inlineCode(why));

/** What is right, in full. */
function right(question: Question, seed: string, view: QuizView): Block[] {
  const { locale, t } = view;
  const shown = shownRight(question, seed, view);
  if (isChoice(question)) {
    const texts = inOrder(question, seed).filter(({ id }) => question.keys.includes(id)).map((option) => option.text[locale]);
    if (question.kind === 'true-false') return [text(bold(t('quiz.solution-word')), ...inlineCode(texts[0] ?? ''))];
    if (texts.length === 1) return [text(bold(t('quiz.solution', { letter: shown, text: '' })), ...inlineCode(texts[0] ?? ''))];
    return [text(bold(t('quiz.solution-many', { letters: shown }))), list(texts.map(inlineCode))];
  }
  if (question.kind === 'typed') return [text(bold(t('quiz.solution-word')), question.answers[0] ?? '')];
  if (question.kind === 'order') return [text(bold(t('quiz.solution-order', { letters: shown }))), list(question.items.map((item) => inlineCode(item.text[locale])), true)];
  const inGroup = (id: string) => itemsInOrder(question.items, seed).filter((item) => item.group === id);
  const lines = question.groups.map((group): Span[] => [bold(`${group.text[locale]}${t('quiz.colon')}`), ...inlineCode(inGroup(group.id).map((item) => item.text[locale]).join(t('quiz.semicolon')))]);
  return [text(bold(t('quiz.solution-groups', { letters: shown }))), list(lines)];
}

function choiceReasons(question: ChoiceQuestion, seed: string, answer: string, { locale, t }: QuizView): Block[] {
  const picked = idsOf(question, answer);
  const order = inOrder(question, seed);
  const mark = ({ id, text: said }: (typeof order)[number]) => (question.kind === 'true-false' ? said[locale] : letter(order.findIndex((one) => one.id === id)));
  const wrong = order.flatMap((option) => (picked.includes(option.id) && option.why ? [reason(t('quiz.why', { letter: mark(option) }), option.why[locale])] : []));
  const left = order.filter(({ id }) => question.keys.includes(id) && !picked.includes(id));
  return question.kind === 'many-choice' && left.length > 0 ? [...wrong, text(t('quiz.left-out', { letters: left.map(mark).join(t('quiz.comma')) }))] : wrong;
}

/** For each item that stands before the one it must follow: why. */
function orderReasons({ items }: OrderQuestion, seed: string, answer: string, { locale, t }: QuizView): Block[] {
  const shown = itemsInOrder(items, seed);
  const mark = (id: string) => letter(shown.findIndex((one) => one.id === id));
  return items.flatMap((item, i) => {
    const before = items[i - 1];
    if (!before || !item.why || answer.indexOf(before.id) < answer.indexOf(item.id)) return [];
    return [reason(t('quiz.after', { letter: mark(item.id), before: mark(before.id) }), item.why[locale])];
  });
}

function groupReasons({ items, groups }: ClassifyQuestion, seed: string, answer: string, { locale, t }: QuizView): Block[] {
  return itemsInOrder(items, seed).flatMap((item, place) => {
    if (!item.why || answer[items.findIndex(({ id }) => id === item.id)] === item.group) return [];
    return [reason(t('quiz.belongs', { number: place + 1, letter: letter(groups.findIndex(({ id }) => id === item.group)) }), item.why[locale])];
  });
}

/** Why what one answered was not right, as far as it was not. */
function reasons(question: Question, seed: string, answer: string, view: QuizView): Block[] {
  if (isRight(question, answer)) return [];
  if (isChoice(question)) return choiceReasons(question, seed, answer, view);
  if (question.kind === 'order') return orderReasons(question, seed, answer, view);
  if (question.kind === 'classify') return groupReasons(question, seed, answer, view);
  const near = nearOf(question, answer);
  return near ? [reason(view.t('quiz.why', { letter: near.text }), near.why[view.locale])] : [];
}

/** The solution: what is right, why one's own answer was not, the explanation and where to read on. */
export function solutionBlocks(question: Question, seed: string, answer: string | undefined, view: QuizView): Block[] {
  const { locale, t, by } = view;
  const source = /^lesson:(.+)$/.exec(question.source)?.[1];
  return [
    ...right(question, seed, view),
    ...(answer === undefined ? [] : reasons(question, seed, answer, view)),
    text(bold(t('quiz.explanation')), ' ', ...inlineCode(question.explanation[locale])),
    ...(source === undefined ? [note(link(t('quiz.source'), question.source))] : []),
    ...(by === undefined ? [] : [note(t('quiz.by', { name: nameOf(by) }))]),
  ];
}

/** Right or not, and the solution: only ever after the reveal. */
export function verdictBlocks(question: Question, seed: string, answer: string, view: QuizView): Block[] {
  const words = isRight(question, answer) ? view.t('quiz.right') : view.t('quiz.wrong', { answer: shownAnswer(question, seed, answer, view), key: shownRight(question, seed, view) });
  return [text(bold(words)), ...solutionBlocks(question, seed, answer, view)];
}

/** The verdict below its question; the question makes room where both do not fit. */
export function answeredBlocks(question: Question, seed: string, answer: string, title: string, view: QuizView, below: readonly Block[]): Block[] {
  const verdict = [...verdictBlocks(question, seed, answer, view), ...below];
  const whole = [...questionBlocks(question, seed, title, view), ...verdict];
  return problems({ locale: view.locale, blocks: whole }).length === 0 ? whole : verdict;
}
