import { LOCALES } from '../../locale/index.js';
import type { Draft, Part, Piece } from './draft.js';
import { type Problem, said } from './said.js';

/** Thrown inside only: two entries that name one question do not fit together. */
const UNLIKE = Symbol('unlike');

function same<V>(a: V, b: V): V {
  if (a !== b) throw UNLIKE;
  return a;
}

/** What one of them says where the other says nothing. */
const either = <V extends string | number | undefined>(a: V, b: V): V => (b === '' || b === undefined ? a : a === '' || a === undefined ? b : same(a, b));

function text(a: Part, b: Part): Part {
  for (const locale of LOCALES) either(a[locale], b[locale]);
  return { ...a, ...b };
}

function list<V>(a: readonly V[], b: readonly V[], merge: (one: V, other: V) => V): V[] {
  same(a.length, b.length);
  return a.map((one, at) => merge(one, b[at] as V));
}

const piece = (a: Piece, b: Piece): Piece => ({
  id: same(a.id, b.id),
  text: text(a.text, b.text),
  why: text(a.why, b.why),
  pin: same(a.pin, b.pin),
  group: same(a.group, b.group),
});

/** One question of two entries, each in other languages. @throws UNLIKE */
const merged = (a: Draft, b: Draft): Draft => ({
  line: a.line,
  id: a.id,
  kind: same(a.kind, b.kind),
  lesson: either(a.lesson, b.lesson),
  topic: either(a.topic, b.topic),
  difficulty: either(a.difficulty, b.difficulty),
  source: either(a.source, b.source),
  stem: text(a.stem, b.stem),
  explanation: text(a.explanation, b.explanation),
  pieces: list(a.pieces, b.pieces, piece),
  groups: list(a.groups, b.groups, piece),
  keys: list([...a.keys].sort(), [...b.keys].sort(), same),
  answers: list(a.answers, b.answers, same),
  near: list(a.near, b.near, (one, other) => ({ text: same(one.text, other.text), why: text(one.why, other.why) })),
});

/**
 * Entries that name one question become one, in order of the first of each. An entry that does not fit the one before it
 * is named and left out. Linear.
 */
export function merge(entries: readonly Draft[], problems: Problem[]): Draft[] {
  const drafts: Draft[] = [];
  const places = new Map<string, number>();
  for (const entry of entries) {
    const place = entry.id === '' ? undefined : places.get(entry.id);
    if (place === undefined) {
      places.set(entry.id, drafts.length);
      drafts.push(entry);
      continue;
    }
    const before = drafts[place] as Draft;
    try {
      drafts[place] = merged(before, entry);
    } catch (error) {
      if (error !== UNLIKE) throw error;
      problems.push({ line: entry.line, ...said('formats.problem.unlike', { id: entry.id, before: before.line }) });
    }
  }
  return drafts;
}
