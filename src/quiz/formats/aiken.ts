import type { Locale } from '../../locale/index.js';
import type { ChoiceQuestion, Question } from '../question.js';
import { blank, type Draft, inOne, letterId, pieceOf } from './draft.js';
import { languageOf } from './language.js';
import { type Problem, said } from './said.js';

/** `A. words` or `A) words`; before Chinese the space may be missing, and the sign may be full-width. */
const OPTION = /^\s*([A-Z])(?:[.)](?=\s|\P{ASCII}|$)|[．）、])(.*)$/su;
const ANSWER = /^\s*(?:ANSWER|答案)\s*[:：]\s*(\S*)\s*$/i;

/** One line that is neither an option nor the answer. */
const isPlain = (words: string): boolean => !/[\r\n]/.test(words) && !OPTION.test(words) && !ANSWER.test(words);

/** Whether Aiken can say it: one right option, every text on one line. */
export const fitsAiken = (question: Question, locale: Locale): question is ChoiceQuestion =>
  (question.kind === 'one-choice' || question.kind === 'next') && isPlain(question.stem[locale]) && question.options.every(({ text }) => !/[\r\n]/.test(text[locale]));

/** What Aiken keeps of a question that fits: one language of the stem and the options, and which one is right, by place. */
export function keptInAiken({ stem, options, keys }: ChoiceQuestion, locale: Locale, line = 1): Draft {
  return {
    ...blank(line, 'one-choice'),
    stem: inOne(locale, stem[locale]),
    pieces: options.map(({ text }, at) => pieceOf(letterId(at), { text: inOne(locale, text[locale]) })),
    keys: [letterId(options.findIndex(({ id }) => id === keys[0]))],
  };
}

export function writeAiken(questions: readonly ChoiceQuestion[], locale: Locale): string {
  return questions
    .map((question) => {
      const { stem, pieces, keys } = keptInAiken(question, locale);
      const lines = pieces.map(({ id, text }) => `${id.toUpperCase()}. ${text[locale]}`);
      return `${[stem[locale], ...lines, `ANSWER: ${keys[0]?.toUpperCase()}`].join('\n')}\n`;
    })
    .join('\n');
}

interface Open {
  line: number;
  stem: string[];
  options: string[];
}

/** What an Aiken text has, a draft for each ANSWER line. Stems of more than one line are read too. */
export function readAiken(lines: readonly string[], given: Locale | undefined, problems: Problem[]): Draft[] {
  const drafts: Draft[] = [];
  let open: Open | undefined;
  let broken = false;
  const wrong = (line: number, key: 'no-key' | 'no-options' | 'no-stem') => problems.push({ line, ...said(`formats.problem.${key}`) });
  const close = () => {
    if (open && !broken) wrong(open.line, 'no-key');
    [open, broken] = [undefined, false];
  };
  lines.forEach((raw, at) => {
    const line = at + 1;
    const answer = ANSWER.exec(raw)?.[1];
    const [, letter = '', words = ''] = OPTION.exec(raw) ?? [];
    if (answer !== undefined) {
      const key = answer.normalize('NFKC').toUpperCase();
      const place = key.charCodeAt(0) - 65;
      if (!open || open.options.length === 0) wrong(line, 'no-options');
      else if (open.stem.length === 0) wrong(open.line, 'no-stem');
      else if (!broken && (key.length !== 1 || open.options[place] === undefined)) problems.push({ line, ...said('formats.problem.bad-key', { letter: answer.slice(0, 20) }) });
      else if (!broken) drafts.push(draftFrom(open, place, given));
      [open, broken] = [undefined, false];
    } else if (letter !== '') {
      open ??= { line, stem: [], options: [] };
      const wanted = String.fromCharCode(65 + open.options.length);
      if (letter !== wanted && !broken) {
        problems.push({ line, ...said('formats.problem.letter-order', { letter, wanted }) });
        broken = true;
      }
      open.options.push(words.trim());
    } else if (raw.trim() !== '') {
      // words below options begin the next question
      if (open && open.options.length > 0) close();
      open ??= { line, stem: [], options: [] };
      open.stem.push(raw.trim());
    }
  });
  close();
  return drafts;
}

function draftFrom({ line, stem, options }: Open, key: number, given: Locale | undefined): Draft {
  const words = stem.join('\n');
  const locale = given ?? languageOf(words);
  return { ...blank(line, 'one-choice'), stem: inOne(locale, words), pieces: options.map((text, at) => pieceOf(letterId(at), { text: inOne(locale, text) })), keys: [letterId(key)] };
}
