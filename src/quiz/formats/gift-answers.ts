import type { Locale } from '../../locale/index.js';
import { inOne, letterId, type Piece, pieceOf } from './draft.js';
import { between, signsIn, unescapeGift } from './gift-signs.js';
import { fromHtml } from './html.js';

/** One answer of a block, still escaped. */
interface Answer {
  readonly right: boolean;
  /** Percent; undefined where none is given. */
  readonly weight: number | undefined;
  readonly text: string;
  readonly feedback: string;
}

const WEIGHT = /^%(-?\d{1,3}(?:\.\d{0,8})?)%/;
const FORMAT = /^\[(html|markdown|plain|moodle)\]/;

/** Escaped text as words: by its own format, or by that of the stem. */
export function wordsOf(raw: string, html: boolean): string {
  const trimmed = raw.trim();
  const format = FORMAT.exec(trimmed);
  const words = unescapeGift(trimmed.slice(format?.[0].length ?? 0));
  return (format ? format[1] === 'html' : html) ? fromHtml(words) : words.trim();
}

export const isHtml = (raw: string): boolean => FORMAT.exec(raw.trim())?.[1] === 'html';

/** The general feedback stands behind the last `####`. */
export function cutGeneral(raw: string): { readonly answers: string; readonly general: string } {
  const signs = signsIn(raw, '#');
  for (let at = signs.length - 4; at >= 0; at--) {
    const place = signs[at] as number;
    if (signs[at + 3] === place + 3) return { answers: raw.slice(0, place), general: raw.slice(place + 4) };
  }
  return { answers: raw, general: '' };
}

function answerOf(right: boolean, raw: string): Answer {
  const trimmed = raw.trim();
  const weight = WEIGHT.exec(trimmed);
  const rest = trimmed.slice(weight?.[0].length ?? 0);
  const [hash] = signsIn(rest, '#');
  return { right, weight: weight ? Number(weight[1]) : undefined, text: rest.slice(0, hash), feedback: hash === undefined ? '' : rest.slice(hash + 1) };
}

/** Answers behind `=` and, in a choice, `~`; one that begins without a sign is a right one. */
function answersOf(raw: string, signs: string): Answer[] {
  const places = signsIn(raw, signs);
  return between(raw, places).flatMap((part, i) => {
    if (i === 0) return part.trim() === '' ? [] : [answerOf(true, part)];
    return [answerOf(raw[places[i - 1] as number] === '=', part)];
  });
}

interface Reading {
  readonly locale: Locale;
  readonly html: boolean;
  /** Ids of the parts, where the entry names them. */
  readonly ids: readonly string[];
}

const idAt = (ids: readonly string[], count: number, at: number): string => (ids.length === count ? (ids[at] as string) : letterId(at));

/** `=right ~wrong#why`, or `~%50%one ~%50%other` where many are right. */
export function readChoice(raw: string, { locale, html, ids }: Reading): { pieces: Piece[]; keys: string[]; many: boolean } {
  const all = answersOf(raw, '~=');
  const pieces = all.map(({ text, feedback }, at) => pieceOf(idAt(ids, all.length, at), { text: inOne(locale, wordsOf(text, html)), why: inOne(locale, wordsOf(feedback, html)) }));
  const single = all.some(({ right }) => right);
  const keys = pieces.flatMap(({ id }, at) => ((single ? all[at]?.right : (all[at]?.weight ?? 0) > 0) ? [id] : []));
  return { pieces, keys, many: keys.length > 1 };
}

const TRUTH = /^(?:(T|TRUE)|F|FALSE)$/i;

export const isTruth = (raw: string): boolean => TRUTH.test(raw.slice(0, signsIn(raw, '#')[0]).trim());

/** `TRUE#why the other one is wrong`. */
export function readTruth(raw: string, { locale, html }: Reading): { pieces: Piece[]; keys: string[] } | undefined {
  const [word = '', wrong = ''] = between(raw, signsIn(raw, '#').slice(0, 2));
  const found = TRUTH.exec(word.trim());
  if (!found) return undefined;
  const key = found[1] === undefined ? 'false' : 'true';
  return { keys: [key], pieces: ['true', 'false'].map((id) => pieceOf(id, id === key ? {} : { why: inOne(locale, wordsOf(wrong, html)) })) };
}

/** `=%100%right =%0%near#why`. Words to be typed are plain, and `\*` is a star that is none of Moodle's wildcards. */
export function readTyped(raw: string, { locale, html }: Reading): { answers: string[]; near: { text: string; why: ReturnType<typeof inOne> }[] } {
  const all = answersOf(raw, '=').map((answer) => ({ ...answer, words: wordsOf(answer.text, false).replaceAll('\\*', '*') }));
  return {
    answers: all.filter(({ weight }) => (weight ?? 100) > 0).map(({ words }) => words),
    near: all.filter(({ weight }) => (weight ?? 100) <= 0).map(({ words, feedback }) => ({ text: words, why: inOne(locale, wordsOf(feedback, html)) })),
  };
}

/** `=item -> group`; undefined where a pair has no arrow. */
export function readPairs(raw: string, { locale, html }: Omit<Reading, 'ids'>): { item: Piece['text']; to: string }[] | undefined {
  const pairs = between(raw, signsIn(raw, '=')).slice(1).map((one) => {
    const arrow = one.indexOf('->');
    return arrow < 0 ? undefined : { item: inOne(locale, wordsOf(one.slice(0, arrow), html)), to: unescapeGift(one.slice(arrow + 2).trim()).trim() };
  });
  return pairs.every((pair) => pair !== undefined) && pairs.length > 0 ? pairs : undefined;
}
