import { fold } from './search/fold.js';

/** `statefulSet`, `APIServer`: where a new word begins inside a Latin one. */
const CAMEL = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
/** Longer words are no words; a query of one megabyte stays cheap. */
const WORD = 64;

const BETWEEN = 1;
const LATIN = 2;
const HAN = 3;
/** What each UTF-16 unit is, learnt when first met. */
const kinds = new Uint8Array(0x10000);

function kindOf(text: string, at: number): number {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const kind = /\p{Script=Han}/u.test(char) ? HAN : /[\p{L}\p{N}]/u.test(char) ? LATIN : BETWEEN;
  // one half of a character beyond the first plane serves many: not to be remembered
  if (char.length === 1) kinds[text.charCodeAt(at)] = kind;
  return kind;
}

/** Says where runs of Han and Latin words (letters of any other script, and digits) stand in a folded text, in UTF-16 units. */
export function cut(folded: string, run: (from: number, to: number, han: boolean) => void): void {
  let from = 0;
  let open = BETWEEN;
  for (let at = 0; at < folded.length; ) {
    const unit = folded.charCodeAt(at);
    const kind = kinds[unit] || kindOf(folded, at);
    if (kind !== open) {
      if (open !== BETWEEN) run(from, at, open === HAN);
      from = at;
      open = kind;
    }
    at += (unit & 0xfc00) === 0xd800 && (folded.charCodeAt(at + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
  }
  if (open !== BETWEEN) run(from, folded.length, open === HAN);
}

/** A Latin word as it is looked for: in lower case, without the s of a plural; `parts` are those of a camelCase one. */
export interface Word {
  readonly word: string;
  readonly parts: readonly string[];
}

export function wordOf(run: string): Word {
  const lower = run.slice(0, WORD).toLowerCase();
  if (lower === run || run.length > WORD) return { word: singular(lower), parts: [] };
  const parts = run.split(CAMEL);
  return { word: singular(lower), parts: parts.length > 1 ? parts.map((part) => singular(part.toLowerCase())) : [] };
}

/** A run of Han, by UTF-16 units, or a Latin word. */
type Run = { readonly han: readonly string[] } | Word;

export function runs(text: string): Run[] {
  const folded = fold(text);
  const found: Run[] = [];
  cut(folded, (from, to, han) => found.push(han ? { han: folded.slice(from, to).split('') } : wordOf(folded.slice(from, to))));
  return found;
}

/** Pairs of neighbours; one character alone as itself. */
export const bigrams = (han: readonly string[]): string[] =>
  han.length === 1 ? [...han] : han.slice(1).map((char, at) => `${han[at]}${char}`);

/** Tokens of a text for search: Han by bigrams, Latin words whole and by their parts. The same cut for texts and for queries. */
export const tokens = (text: string): string[] => runs(text).flatMap((run) => ('han' in run ? bigrams(run.han) : [run.word, ...run.parts]));

/** `pods` is `pod`; `redis`, `status`, `ingress` and `dns` stay. What is cut wrongly is cut alike in text and query. */
const singular = (word: string): string => (word.endsWith('s') && /^[a-z]{2,}[a-hj-rtv-z]s$/.test(word) ? word.slice(0, -1) : word);

/** A title as one comparable string: folded, lower case, only letters and digits. */
export const squeeze = (text: string): string => fold(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
