import { type Block, list, note, text } from '../reply.js';
import { showable } from '../digest/graphemes.js';
import { label, oneLine } from '../text.js';
import { shownIn, letter } from './order.js';
import { isChoice, type Question } from './question.js';
import type { Row, Tally } from './tally.js';
import type { QuizView } from './view.js';

/** A member's name as it may stand among others. */
export const nameOf = (name: string): string => (showable(name) ? label(oneLine(name), 40) : '?');

/** What a row stands for: the letter or number shown, the word of a statement, the words typed. */
function markOf(question: Question, seed: string, { id }: Row, { locale, t }: QuizView): string {
  if (question.kind === 'true-false') return question.options.find((option) => option.id === id)?.text[locale] ?? id;
  if (question.kind === 'typed') return id === 'right' ? (question.answers[0] ?? '') : id === 'other' ? t('quiz.other') : (question.near[Number(id)]?.text ?? '');
  const place = shownIn(question, seed).findIndex((one) => one.id === id);
  return question.kind === 'classify' ? String(place + 1) : letter(place);
}

/** What the group answered: how many gave each part, then who was right; at most `names` are named. */
export function tallyBlocks(question: Question, seed: string, result: Tally, view: QuizView, names = 20): Block[] {
  const { t } = view;
  if (result.total === 0) return [text(t('quiz.silent'))];
  const bars = result.rows.map((row) => {
    const share = Math.round((10 * row.count) / result.total);
    const tick = row.right && (isChoice(question) || question.kind === 'typed') ? ' ✓' : '';
    return [`${markOf(question, seed, row, view)} ${'▇'.repeat(share)} ${row.count}${tick}`];
  });
  const shown = result.winners.slice(0, names).map(({ name }) => nameOf(name));
  const more = result.winners.length - shown.length;
  const all = more > 0 ? [...shown, t('quiz.winners-more', { count: more })] : shown;
  const places = question.kind === 'order' || question.kind === 'classify' ? [note(t('quiz.right-places'))] : [];
  return [
    note(t('quiz.votes', { count: result.total })),
    ...places,
    list(bars),
    text(all.length > 0 ? t('quiz.winners', { names: all.join(t('quiz.comma')) }) : t('quiz.nobody')),
  ];
}
