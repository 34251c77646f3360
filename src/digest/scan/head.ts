import { decodeEntities } from './entities.js';
import { skipSpace } from './finder.js';
import type { Fault } from './mode.js';
import { parseCount } from './values.js';

// Repetitions are bounded: a regular expression that runs over megabytes would overflow its own stack.
const LI = /<li(?:\s[^<>]{0,2000})?>/y;
// a name may hold `<`, as in "<3", but nothing that looks like a tag
const SPAN = /<span(?:\s[^<>]{0,2000})?>((?:[^<]|<(?![a-z/!])){0,2000})<\/span>/iy;
// GBK has no 👍 and no 💬: a file that was saved so has question marks there, or nothing
const THUMB = String.raw`(?:👍|&#(?:128077|[xX]1[fF]44[dD]);)\uFE0F?`;
const BUBBLE = String.raw`(?:💬|&#(?:128172|[xX]1[fF]4[aA][cC]);)\uFE0F?`;
const COUNT = String.raw`\s{0,9}[（(]([^（）()<\n]{0,20})[）)]`;
const LIKES = new RegExp(String.raw`(?:${THUMB}|\?{1,2})?${COUNT}`, 'uy');
const REPLIES = new RegExp(String.raw`(?:${BUBBLE}|\?{1,2})?${COUNT}`, 'uy');
const SIGN = new RegExp(THUMB, 'uy');
const NO_SIGNS = /(?:\?{1,2})?\s{0,9}（-?\d{1,9}）\s{0,9}(?:\?{1,2})?\s{0,9}（-?\d{1,9}）\s{0,9}</y;
const TEXT = /<(div|p)(?:\s[^<>]{0,2000})?>/y;

const IMG = /<img[\s/][^<>]{0,8000}>/y;
/** Longest `<img>`, UTF-16 units: a picture may stand in it as data. */
const MAX_IMG = 30_000;

/** Names longer than this (UTF-16 units) are damage, not names; the longest ones that platforms allow are far below. */
export const MAX_AUTHOR = 200;

export interface Head {
  author: string;
  likes: number;
  replyCount: number | undefined;
  /** Whichever ends the text. */
  closer: '</div>' | '</p>';
  /** Where the text begins. */
  text: number;
}

/**
 * Reads `<li><img …><span>name</span> 👍（d） 💬（d）<div>` at `at` (the image may be missing, `<p>` may stand for `<div>`).
 * Undefined where no `<li>` stands there. A negative number of likes counts as 0, of replies as unknown.
 */
export function readHead(source: string, at: number): Head | Fault | undefined {
  let i = at;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = i;
    const found = pattern.exec(source);
    if (found !== null) i = skipSpace(source, pattern.lastIndex);
    return found;
  };
  if (take(LI) === null) return undefined;
  i = skipSpace(source, afterImage(source, i));
  const span = take(SPAN);
  if (span === null) return 'no-author';
  const author = decodeEntities(span[1]!);
  if (author.length > MAX_AUTHOR) return 'too-long';
  const likes = parseCount(take(LIKES)?.[1] ?? '');
  if (likes === undefined) return 'no-likes';
  const replies = parseCount(take(REPLIES)?.[1] ?? '');
  // white space after the tag belongs to the text, so this one is not taken by `take`
  TEXT.lastIndex = i;
  const tag = TEXT.exec(source);
  if (tag === null) return 'no-text';
  return {
    author,
    likes: Math.max(0, likes),
    replyCount: replies === undefined || replies < 0 ? undefined : replies,
    closer: tag[1] === 'p' ? '</p>' : '</div>',
    text: TEXT.lastIndex,
  };
}

/** True where an entry surely begins, so that a damaged entry before it ends there: `<li>`, a name, 👍 (or what GBK left of it). */
export function isStart(source: string, at: number): boolean {
  let i = at;
  for (const pattern of [LI, SPAN]) {
    pattern.lastIndex = i;
    if (!pattern.test(source)) return false;
    i = skipSpace(source, pattern.lastIndex);
    if (pattern === LI) i = skipSpace(source, afterImage(source, i));
  }
  SIGN.lastIndex = i;
  NO_SIGNS.lastIndex = i;
  return SIGN.test(source) || NO_SIGNS.test(source);
}

/** The place after an `<img>` at `at`, or `at` where none is. A `>` between quotes is part of an attribute; a tag's beginning is of none. */
function afterImage(source: string, at: number): number {
  if (!source.startsWith('<img', at)) return at;
  let quote = 0;
  for (let i = at + 4, end = Math.min(source.length, at + MAX_IMG); i < end; i++) {
    const unit = source.charCodeAt(i);
    if (unit === 60 && /[a-z/!]/i.test(source.charAt(i + 1))) break;
    if (quote !== 0) {
      if (unit === quote) quote = 0;
    } else if (unit === 34 || unit === 39) quote = unit;
    else if (unit === 62) return i + 1;
  }
  // perhaps a quote that nobody closed
  IMG.lastIndex = at;
  return IMG.test(source) ? IMG.lastIndex : at;
}
