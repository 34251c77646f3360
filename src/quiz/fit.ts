import { LIMITS, problems } from '../limits.js';
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

/** What stands around a question's own words at most, as it is counted: title, notes, labels, names. */
const AROUND = 1600;

/** All words of a question in one language; every reason counted, though few are shown together. */
function lengthOf(value: unknown, locale: Locale): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  const words: unknown = Reflect.get(value, locale);
  return typeof words === 'string' ? words.length : Object.values(value).reduce<number>((sum, one) => sum + lengthOf(one, locale), 0);
}

/** Surely fits, each character counted twice: most questions need not be tried out at every start. */
const isSmall = (question: Question, locale: Locale): boolean => 2 * lengthOf(question, locale) + AROUND <= LIMITS.text;

/** Every way in which what is shown of a question does not fit all platforms, whatever is answered. */
export function misfits(question: Question): string[] {
  const seed = 'r00000000000z';
  const name = '名'.repeat(40);
  const answers = worst(question);
  const result = tally(seed, question, answers.map((answer, i) => ({ member: String(i), value: { name, answer, at: i } })));
  const more = buttons(...['a', 'b', 'c'].map((line) => ({ label: line, line })));
  const beside = note('字'.repeat(BESIDE));
  return LOCALES.filter((locale) => !isSmall(question, locale)).flatMap((locale) => {
    const view = { locale, t: translator(locale), lesson: '题'.repeat(LIMITS.heading) };
    const asked = questionBlocks(question, seed, view.lesson, view);
    const shown: [string, Block[]][] = [
      ['asked', [...asked, answerButtons(question, seed, view), beside, more]],
      ['revealed', [...asked, ...solutionBlocks(question, seed, undefined, view), ...tallyBlocks(question, seed, result, view, 1), more]],
      ...answers.map((answer): [string, Block[]] => ['explained', [...verdictBlocks(question, seed, answer, view), beside, more]]),
    ];
    return shown.flatMap(([what, blocks]) => problems({ locale, blocks }).map((problem) => `too long for a message where it is ${what} in ${locale}: ${problem}`));
  });
}
