import { bigrams, runs, type Word } from '../tokens.js';
import type { Latin } from './latin.js';
import { isFrame, weightOf } from './stop.js';
import { WEIGHTS } from './weights.js';

/** Words of a query that are looked at; the rest of a pasted page is not. */
const MOST = 64;

interface Query {
  /** What is looked for: words of the index with their weights. */
  readonly words: ReadonlyMap<string, number>;
  /** The pieces of the query, misspelt words corrected, for the glossary. */
  readonly atoms: readonly string[];
}

/** What a query asks for, in words that the index knows. */
export function readQuery(text: string, knows: Knows, latin: Latin): Query {
  const words = new Map<string, number>();
  const atoms: string[] = [];
  const add = (word: string, weight: number) => {
    if (knows(word) && (words.get(word) ?? 0) < weight) words.set(word, weight);
  };
  const all = runs(text).slice(0, MOST);
  all.forEach((run, at) => {
    if ('han' in run) {
      readHan(run.han.slice(0, MOST), knows, add);
      atoms.push(...run.han.slice(0, MOST));
    } else {
      const taken = readWord(run, at === all.length - 1, knows, latin, add);
      // «what's a pod» does not speak of sa
      atoms.push(taken.length === 1 && isFrame(taken) ? ' ' : taken);
      const before = all[at - 1];
      // «daemon set», «load balancer»
      if (before && 'word' in before && !isFrame(before.word) && !isFrame(run.word)) add(before.word + run.word, WEIGHTS.joined);
    }
  });
  return { words, atoms };
}

type Knows = (word: string) => boolean;
type Add = (word: string, weight: number) => void;

/** Bigrams; characters of which the index knows no pair stand for themselves: a wrong one spoils two pairs, not three. */
function readHan(han: readonly string[], knows: Knows, add: Add): void {
  const pairs = bigrams(han);
  pairs.forEach((pair) => add(pair, weightOf(pair)));
  if (han.length < 2) return;
  han.forEach((char, at) => {
    const known = [pairs[at - 1], pairs[at]].some((pair) => pair !== undefined && knows(pair));
    if (!known) add(char, WEIGHTS.char * weightOf(char));
  });
}

/** One Latin word; gives back what it was taken for. */
function readWord({ word, parts }: Word, last: boolean, knows: Knows, latin: Latin, add: Add): string {
  const weight = weightOf(word);
  for (const part of parts) add(part, weightOf(part) * WEIGHTS.joined);
  if (knows(word)) {
    add(word, weight);
    for (const form of latin.forms(word)) add(form, weight * WEIGHTS.form);
    // all of them together: a lesson is not about pods for having many words that begin so
    const longer = last && word.length >= 3 ? latin.beginningWith(word) : [];
    for (const one of longer) add(one, (weight * WEIGHTS.alsoCompleted) / longer.length);
    return word;
  }
  const forms = latin.forms(word);
  const longer = word.length >= (last ? 2 : 4) ? latin.beginningWith(word) : [];
  for (const form of forms) add(form, weight * WEIGHTS.corrected);
  for (const one of longer) add(one, weight * WEIGHTS.completed);
  // «nodeSeelctor» is cut at its capital, into parts that nobody knows
  if (forms.length + longer.length > 0 || (parts.length > 0 && parts.every(knows))) return word;
  for (const half of split(word, knows)) add(half, weight * WEIGHTS.split);
  // «ingrses» has lost an s that was not a plural's
  const near = latin.near(word);
  const [meant, ...others] = near.length > 0 ? near : latin.near(`${word}s`);
  if (meant === undefined) return word;
  add(meant, weight * WEIGHTS.corrected);
  for (const other of others) add(other, (weight * WEIGHTS.corrected) / 2);
  return meant;
}

/** `kubeproxy`: two known words written as one, each of three letters at least. */
function split(word: string, knows: Knows): string[] {
  for (let at = 3; at <= word.length - 3; at++) {
    const halves = [word.slice(0, at), word.slice(at)];
    if (halves.every(knows)) return halves;
  }
  return [];
}
