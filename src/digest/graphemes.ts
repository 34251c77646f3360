import { clusters, isUnruly } from '../text.js';

/** One user-perceived character of a text, by position. */
export interface Grapheme {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `ok` may stand in a quote, `space` may but not at its ends, `bad` may not: it steers the layout or cannot be shown. */
  readonly kind: 'ok' | 'space' | 'bad';
}

/** Marks stacked on one letter; living scripts and emoji need fewer (a tower of marks covers the lines around it). */
const MARKS = 8;
/** A subdivision flag has 14 UTF-16 units, a family with skin tones 25. */
const UNITS = 40;

/** Characters that are graphemes by themselves whatever stands beside them in such a text, and show as they are. */
const PLAIN = /^[\n -~\u2014\u2018-\u201D\u2026\u3001-\u3029\u4E00-\u9FFF\uFF01-\uFF5E]*$/;

/** The graphemes of the first `read` UTF-16 units; a cluster over that border is left out, so all borders are true ones. */
export function graphemesOf(text: string, read: number): Grapheme[] {
  // without half a character, before which there would be a border where there is none
  const seen = text.length > read ? text.slice(0, read).replace(/[\uD800-\uDBFF]$/, '') : text;
  const found: Grapheme[] = PLAIN.test(seen)
    ? seen.split('').map((char, at) => ({ start: at, end: at + 1, text: char, kind: char === ' ' || char === '\n' ? 'space' : 'ok' }))
    : [...clusters(seen)].map(({ index, segment }) => ({ start: index, end: index + segment.length, text: segment, kind: kindOf(segment) }));
  if (text.length > read) found.pop();
  return found;
}

/** Whether a text has anything to show: a letter, a digit, punctuation or a symbol outside of what steers the layout. */
export const showable = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

function kindOf(segment: string): Grapheme['kind'] {
  if (/^\s+$/u.test(segment)) return bad(segment) ? 'bad' : 'space';
  return bad(segment) || segment.length > UNITS || (segment.match(/\p{M}/gu)?.length ?? 0) > MARKS ? 'bad' : 'ok';
}

function bad(segment: string): boolean {
  if (segment.length === 1 && PLAIN.test(segment)) return false;
  return !segment.isWellFormed() || [...segment].some(isUnruly);
}
