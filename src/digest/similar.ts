import { fold } from '../course/search/fold.js';

/** The content of a text: its pairs of neighbouring Han characters, its Latin words and its numbers. */
export type Content = ReadonlySet<string>;

/** What is compared of a text, UTF-16 units: keeps walls of text cheap. */
const READ = 800;
const RUN = /[a-z][a-z0-9_]*|\d+(?:\.\d+)*|\p{Script=Han}+/gu;

/** Letters and digits alone, in one width and case; what remains equal when only punctuation, case or spacing differ. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

export function contentOf(text: string): Content {
  const found = new Set<string>();
  for (const [run] of fold(text.slice(0, READ)).toLowerCase().matchAll(RUN)) {
    if (/^[a-z0-9]/.test(run)) found.add(run.replace(/(?<=[a-z]{2})s$/, ''));
    else for (let i = 0; i + 1 < run.length; i++) found.add(run.slice(i, i + 2));
  }
  return found;
}

/** How much a piece of content tells one comment of a lesson from another: squared, as a cosine takes it. */
export type Telling = (piece: string) => number;

/** What all comments of the lesson speak of tells little; what two of them share and no other does, much. */
export function tellingIn(all: readonly Content[]): { telling: Telling; spread: ReadonlyMap<string, number> } {
  const spread = new Map<string, number>();
  for (const content of all) for (const piece of content) spread.set(piece, (spread.get(piece) ?? 0) + 1);
  return { spread, telling: (piece) => Math.log(1 + all.length / (spread.get(piece) ?? 1)) * (/^[a-z]/.test(piece) ? LATIN : 1) };
}

/** A Latin word says more than one pair of Han characters. */
const LATIN = 1.4;

/** Cosine of two contents, 0 to 1. */
export function likeness(a: Content, b: Content, telling: Telling): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  const weight = (content: Content) => [...content].reduce((sum, piece) => sum + telling(piece), 0);
  let shared = 0;
  for (const piece of small) if (large.has(piece)) shared += telling(piece);
  return shared === 0 ? 0 : shared / Math.sqrt(weight(a) * weight(b));
}
