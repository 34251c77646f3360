import { LIMITS } from '../limits.js';
import { inlineCode } from '../inline.js';
import type { Locale, T } from '../locale/index.js';
import { bold, type Block, type Button, buttons, code, heading, link, list, note, text } from '../reply.js';
import { label, oneLine } from '../text.js';
import { inOrder, letter } from './order.js';
import type { Question } from './question.js';
import type { Tally } from './round.js';

export interface QuizView {
  readonly locale: Locale;
  readonly t: T;
  /** Title of the question's lesson, in the language of the answer. */
  readonly lesson: string;
}

/** A stem may hold fenced code; everything else of it is plain text. */
function stemBlocks(stem: string): Block[] {
  return stem.split(/^```(\w*)\n([\s\S]*?)^```\s*$/m).flatMap((part, i, all): Block[] => {
    if (i % 3 === 0) return part.trim() ? [text(...inlineCode(part.trim()))] : [];
    return i % 3 === 2 ? [code(part.trimEnd(), all[i - 1] || undefined)] : [];
  });
}

/** Head, stem and lettered options: the same bytes whichever option is right. */
export function questionBlocks(question: Question, seed: string, title: string, { locale, t }: QuizView): Block[] {
  return [
    heading(label(title, LIMITS.heading)),
    note(t(`quiz.difficulty.${question.difficulty}`)),
    ...stemBlocks(question.stem[locale]),
    text(...inOrder(question, seed).flatMap((option, place) => [...(place > 0 ? ['\n'] : []), bold(letter(place)), '  ', ...inlineCode(option.text[locale])])),
  ];
}

/** One button an option. The id says which place was picked, nothing else. */
export const answerButtons = (question: Question, seed: string): Block =>
  buttons(...inOrder(question, seed).map((_, place): Button => ({ label: letter(place), line: `quiz answer ${seed} ${place + 1}` })));

/** The solution: the right option, why the picked one was not, the explanation and where to read on. */
export function solutionBlocks(question: Question, seed: string, picked: string | undefined, { locale, t }: QuizView): Block[] {
  const order = inOrder(question, seed);
  const right = order.findIndex((option) => option.id === question.key);
  const pick = order.findIndex((option) => option.id === picked);
  const tempting = pick >= 0 && pick !== right ? order[pick] : undefined;
  const source = /^lesson:(.+)$/.exec(question.source)?.[1];
  return [
    text(bold(t('quiz.solution', { letter: letter(right), text: '' })), ...inlineCode(order[right]?.text[locale] ?? '')),
    ...(tempting?.why ? [text(bold(t('quiz.why', { letter: letter(pick) })), ' ', ...inlineCode(tempting.why[locale]))] : []),
    text(bold(t('quiz.explanation')), ' ', ...inlineCode(question.explanation[locale])),
    ...(source === undefined ? [note(link(t('quiz.source'), question.source))] : []),
  ];
}

const NAMES_SHOWN = 20;

/** What the group answered: votes by option, then who was right. */
export function tallyBlocks(result: Tally, { t }: QuizView): Block[] {
  if (result.total === 0) return [text(t('quiz.silent'))];
  const bars = result.counts.map(({ count, right }, place) => {
    const share = Math.round((10 * count) / result.total);
    return [`${letter(place)} ${'▇'.repeat(share)} ${count}${right ? ' ✓' : ''}`];
  });
  const shown = result.winners.slice(0, NAMES_SHOWN).map(({ name }) => label(oneLine(name), 40) || '?');
  const more = result.winners.length - shown.length;
  const names = more > 0 ? [...shown, t('quiz.winners-more', { count: more })] : shown;
  return [
    note(t('quiz.votes', { count: result.total })),
    list(bars),
    text(names.length > 0 ? t('quiz.winners', { names: names.join(', ') }) : t('quiz.nobody')),
  ];
}
