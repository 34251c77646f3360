import { isFrame } from '../../course/search/stop.js';
import type { Locale } from '../../locale/index.js';

const HAN = /\p{Script=Han}/gu;
const WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}\p{N}'’]*/gu;
const HAN_RUN = /\p{Script=Han}{2,}/gu;
/** A letter of a script that neither language writes; Greek ones stand for quantities. */
const FOREIGN = /(?![\p{Script=Han}\p{Script=Latin}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}])\p{L}/u;
/** English, and nothing but English: other languages in Latin letters have hardly one of these. */
const ENGLISH = new Set(
  'the of and to that are with its their this these those when which who from than because they you your not only but have has how what why should would could cannot without between instead before after rather while where each it into whose were by other only some all'.split(' '),
);

const count = (text: string) => ({ han: text.match(HAN)?.length ?? 0, words: text.match(WORD) ?? [] });

/** The language that most of a text is in: technical names in Latin letters count one a word. */
export function languageOf(text: string): Locale {
  const { han, words } = count(text);
  return han > words.length ? 'zh-CN' : 'en';
}

/** Whether a sentence, its quotations left out, is in the reader's language. */
export function isIn(locale: Locale, text: string): boolean {
  const { han, words } = count(text);
  if (FOREIGN.test(text)) return false;
  if (locale === 'zh-CN') return han >= 4 && han >= words.length;
  return han === 0 && words.length >= 3 && words.filter((word) => ENGLISH.has(word.toLowerCase())).length * 10 >= words.length;
}

/** Pairs of Han characters and Latin words that say something. */
function tokens(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const pairs = (plain.match(HAN_RUN) ?? []).flatMap((run) => [...run].slice(1).map((char, i) => [...run][i]! + char));
  const words = (plain.match(WORD) ?? []).filter((word) => word.length > 2).map((word) => word.replace(/(?:['’]s|s)$/, ''));
  return new Set([...pairs, ...words].filter((token) => !isFrame(token)));
}

/** Whether a sentence has at least two words of a text in the same language. */
export function speaksOf(sentence: string, text: string): boolean {
  const known = tokens(text);
  return [...tokens(sentence)].filter((token) => known.has(token)).length >= 2;
}
