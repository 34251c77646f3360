import type { Localized } from '../course/course.js';
import { cost, LIMITS, problems } from '../limits.js';
import { type Locale, LOCALES, translator } from '../locale/index.js';
import { buttons, note, type Block } from '../reply.js';
import { isChoice, type Question } from './question.js';
import { solutionBlocks, verdictBlocks } from './solution.js';
import { tallyBlocks } from './tally-view.js';
import { tally } from './tally.js';
import { answerButtons, questionBlocks } from './view.js';

/** Room for what stands beside a question that is asked and answered in private: what becomes of its card. */
export const BESIDE = 240;

/** Wrong answers of which each needs as many reasons as can be. */
function worst(question: Question): string[] {
  if (question.kind === 'many-choice') return [question.options.map(({ id }) => id).sort().join('')];
  if (isChoice(question)) return question.options.map(({ id }) => id);
  if (question.kind === 'typed') return question.near.map(({ text }) => text);
  if (question.kind === 'order') return [question.items.map(({ id }) => id).reverse().join('')];
  return [question.items.map(({ group }) => question.groups.find(({ id }) => id !== group)?.id ?? group).join('')];
}

/** What one language of a question is made of: what is shown again in its solution, and what is not. */
function partsOf(question: Question, locale: Locale): { twice: readonly string[]; once: readonly string[] } {
  const common = [question.stem[locale], question.explanation[locale], question.source, question.source];
  const why = (all: readonly { readonly why: Localized | undefined }[]) => all.map((one) => one.why?.[locale] ?? '');
  if (isChoice(question)) return { twice: question.options.map(({ text }) => text[locale]), once: [...common, ...why(question.options)] };
  if (question.kind === 'typed') return { twice: [...question.answers, ...question.near.map(({ text }) => text)], once: [...common, ...why(question.near)] };
  const groups = question.kind === 'classify' ? question.groups : [];
  return { twice: [...question.items, ...groups].map(({ text }) => text[locale]), once: [...common, ...why(question.items)] };
}

/** Head, names, numbers, marks and sentences around a question, at most, with what stands beside it. */
const FRAME = 1300 + BESIDE;

/** With what a line costs its block. */
const weight = (words: string): number => cost(words) + 3 * words.split('\n').length;

/** So short that it fits whatever is shown of it: nearly every question is, and a course has hundreds. */
const short = (question: Question): boolean =>
  question.language === undefined &&
  LOCALES.every((locale) => {
    const { twice, once } = partsOf(question, locale);
    const [again, rest] = [twice.join('\n'), once.join('\n')];
    return `${again}${rest}`.isWellFormed() && 2 * weight(again) + weight(rest) + FRAME <= LIMITS.text;
  });

/** Every way in which what is shown of a question does not fit all platforms, whatever is answered. */
export function misfits(question: Question): string[] {
  if (short(question)) return [];
  const seed = 'r00000000000z';
  const name = '名'.repeat(40);
  const answers = worst(question);
  const result = tally(seed, question, answers.map((answer, i) => ({ member: String(i), value: { name, answer, at: i } })));
  const more = buttons(...['a', 'b', 'c'].map((line) => ({ label: line, line })));
  const beside = note('字'.repeat(BESIDE));
  return LOCALES.flatMap((locale) => {
    const view = { locale, t: translator(locale), lesson: '题'.repeat(LIMITS.heading), by: question.language === undefined ? undefined : name };
    const asked = questionBlocks(question, seed, view.lesson, view);
    const shown: [string, Block[]][] = [
      ['asked', [...asked, answerButtons(question, seed, view), beside, more]],
      ['revealed', [...asked, ...solutionBlocks(question, seed, undefined, view), ...tallyBlocks(question, seed, result, view, 1), more]],
      ...answers.map((answer): [string, Block[]] => ['explained', [...verdictBlocks(question, seed, answer, view), beside, more]]),
    ];
    return shown.flatMap(([what, blocks]) => problems({ locale, blocks }).map((problem) => `too long for a message where it is ${what} in ${locale}: ${problem}`));
  });
}
