import type { Cue } from './cues/cue.js';
import { cuesIn, EVERY_CUE } from './cues/index.js';
import type { Probabilities } from './classes.js';
import { CLASSES } from './classes.js';
import { sizeOf, type Sentence } from './sentences.js';
import { runsOf, tokensOf } from './tokens.js';

/** Names of features with their values. The names stand in the weights, so what is changed here wants a new training. */
export type Features = Map<string, number>;

/** What is read of a text for its runs, and of a sentence for its cues, UTF-16 units. */
const READ = 1500;
const READ_SENTENCE = 600;
/** Length of each family's vector: a text's many runs weigh together what its few edges, marks and cues weigh. */
const RUNS = 4;
const EDGE = 1.5;
const CONTEXT = 1.5;
const CUED = 1.5;
const CLAUSES = 2;
/** Tokens at the beginning and the end that count once more. */
const EDGE_TOKENS = 8;

/** The features of any text, a clause or a whole comment; `sentences` are its own. */
export function featuresOf(text: string, sentences: readonly Sentence[]): Features {
  const features: Features = new Map([['bias', 1]]);
  const spread = (names: ReadonlySet<string>, length: number) => {
    const each = length / Math.sqrt(names.size);
    for (const name of names) features.set(name, each);
  };
  const tokens = tokensOf(text.slice(0, READ));
  spread(runsOf(['^', ...tokens, '$'], ''), RUNS);
  const last = sentences.at(-1);
  const ending = last?.text === text && text.length <= READ_SENTENCE ? tokens : tokensOf(last?.text.slice(-READ_SENTENCE) ?? '');
  if (last) spread(runsOf(ending.slice(-EDGE_TOKENS), 'end:'), EDGE);
  spread(runsOf(['^', ...tokens.slice(0, EDGE_TOKENS)], 'begin:'), EDGE);
  const cues = cuesIn(sentences);
  for (const i of cues) features.set(`cue:${i}`, 1);
  // rare cues are learnt together with the others of their class
  for (const [name, strength] of strongest(cues)) features.set(`cues:${name}`, CUED * strength);
  for (const [name, value] of shapeOf(text, sentences)) features.set(name, value);
  return features;
}

/** The strength of the strongest cue of each class. */
function strongest(found: ReadonlySet<number>): Map<Cue['of'], number> {
  const most = new Map<Cue['of'], number>();
  for (const i of found) {
    const { of, strength } = EVERY_CUE[i]!;
    most.set(of, Math.max(strength, most.get(of) ?? 0));
  }
  return most;
}

/** What a text looks like, whatever it says. */
function* shapeOf(text: string, sentences: readonly Sentence[]): Iterable<[string, number]> {
  const size = sizeOf(text);
  yield [`size:${Math.min(8, Math.floor(Math.log2(size + 1)))}`, 1];
  yield ['size', Math.log1p(size) / 4];
  yield [`sentences:${Math.min(5, sentences.length)}`, 1];
  yield [`asks:${Math.min(3, text.match(/[?？]/g)?.length ?? 0)}`, 1];
  yield ['latin', (text.match(/[a-z]/gi)?.length ?? 0) / (text.length || 1)];
  if (/[?？]\s{0,9}$/.test(text)) yield ['asks-last', 1];
  if (sentences.some((one) => one.code)) yield ['code', 1];
  if (text.includes('\n')) yield ['lines', 1];
  if (/[!！]/.test(text)) yield ['exclaims', 1];
  if (/^\s{0,9}[@＠]/.test(text)) yield ['calls', 1];
  if (/^\s{0,9}\d{1,3}\s{0,9}[.、,，)）]/m.test(text)) yield ['listed', 1];
}

/** What a comment's clauses are taken for: the most, the mean by size, the first and the last of each class. */
export function* clauseFeatures(read: readonly { readonly size: number; readonly is: Probabilities }[]): Iterable<[string, number]> {
  const size = read.reduce((sum, one) => sum + one.size, 0) || 1;
  for (const name of CLASSES) {
    yield [`most:${name}`, CLAUSES * Math.max(...read.map(({ is }) => is[name]))];
    yield [`mean:${name}`, (CLAUSES * read.reduce((sum, one) => sum + one.is[name] * one.size, 0)) / size];
    yield [`first:${name}`, CLAUSES * read[0]!.is[name]];
    yield [`last:${name}`, CLAUSES * read.at(-1)!.is[name]];
  }
}

const CALL = /^\s{0,9}(?:@|回复?|答|to|re)?\s{0,9}[:：]?\s{0,9}/i;
/** Where another's name is looked for, and how long it may be, UTF-16 units. */
const NAMED = 40;
const NAME = 24;

/** The names of a lesson's readers as they are looked for. Names of one character are words too often. */
export const namesOf = (authors: Iterable<string>): ReadonlySet<string> =>
  new Set([...authors].map((author) => author.trim().toLowerCase()).filter((name) => name.length >= 2 && name.length <= NAME));

/** Whether a comment begins with the name of another reader than `own`, or names one early. */
export function* namedIn(text: string, names: ReadonlySet<string>, own: string): Iterable<[string, number]> {
  const head = text.slice(0, NAMED).toLowerCase();
  const self = own.trim().toLowerCase();
  const starts = startsOf(names);
  const nameAt = (part: string) => {
    if (!starts.has(part.slice(0, 2))) return false;
    for (let end = 2; end <= Math.min(NAME, part.length); end++) if (names.has(part.slice(0, end)) && part.slice(0, end) !== self) return true;
    return false;
  };
  if (nameAt(head.replace(CALL, ''))) yield ['names-first', CONTEXT];
  for (let i = 0; i < head.length; i++) {
    if (!nameAt(head.slice(i))) continue;
    yield ['names', CONTEXT];
    return;
  }
}

const beginnings = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** The first two characters of every name: at most places of a text no name begins. */
function startsOf(names: ReadonlySet<string>): ReadonlySet<string> {
  const before = beginnings.get(names);
  if (before) return before;
  const found = new Set([...names].map((name) => name.slice(0, 2)));
  beginnings.set(names, found);
  return found;
}
