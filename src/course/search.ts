import type { Course, Lesson } from './course.js';
import { mentionedNumber } from './number.js';
import { createBridge, nameTokens } from './search/bridge.js';
import { createLatin } from './search/latin.js';
import { createPostings, type Postings } from './search/postings.js';
import { readQuery } from './search/query.js';
import { Vocabulary } from './search/vocabulary.js';
import { rarity, WEIGHTS } from './search/weights.js';
import { squeeze } from './tokens.js';
import { LOCALES } from '../locale/index.js';

export interface Hit {
  readonly lesson: Lesson;
  readonly score: number;
}

export interface Index {
  /** Lessons in order of fit, the best first. Never throws; the same query gives the same answer. */
  search(query: string, limit: number): Hit[];
}

/**
 * A full-text index of the course: BM25 over groups of fields, in every language at once, with a bridge between the
 * languages over the glossary. Everything that does not depend on the query is computed here; `postings` where they were
 * made of this course already.
 */
export function createIndex(course: Course, { words: known, starts, docs, impacts }: Postings = createPostings(course)): Index {
  const { lessons } = course;
  const vocabulary = new Vocabulary(known);
  const latin = createLatin(vocabulary.latin());
  const cross = createBridge(course.glossary);
  const knows = (word: string) => vocabulary.get(word) !== undefined;
  const places = new Map(lessons.map((lesson, at) => [lesson.id, at]));
  const numbers = new Map(lessons.flatMap(({ number }, at) => (number === undefined ? [] : [[number, at] as const])));
  const titles = new Map(lessons.flatMap(({ title }, at) => LOCALES.map((locale) => [squeeze(title[locale]), at] as const)));
  const scores = new Float64Array(lessons.length);

  const add = (word: string, weight: number) => {
    const number = vocabulary.get(word);
    if (number === undefined) return;
    for (let i = starts[number] ?? 0, end = starts[number + 1] ?? 0; i < end; i++) {
      const doc = docs[i] as number;
      scores[doc] = (scores[doc] as number) + weight * (impacts[i] as number);
    }
  };
  const addTo = (at: number | undefined, score: number) => {
    if (at !== undefined) scores[at] = (scores[at] ?? 0) + score;
  };

  return {
    search(query, limit) {
      scores.fill(0);
      const { words, atoms } = readQuery(query, knows, latin);
      for (const [word, weight] of words) add(word, weight);
      for (const { term, words: length } of cross(atoms)) {
        const others = nameTokens(term);
        const strength = WEIGHTS.bridge * Math.max(1, length) * rarity(lessons.length, term.lessons.length);
        term.lessons.forEach((id, i) => addTo(places.get(id), strength * (WEIGHTS.places[i] ?? 0)));
        for (const word of others) if (!words.has(word)) add(word, WEIGHTS.translated / Math.sqrt(others.length));
      }
      addTo(titles.get(squeeze(query)), WEIGHTS.named);
      addTo(numbers.get(mentionedNumber(query) ?? Number.NaN), WEIGHTS.named);
      return best(scores, limit).map((at) => ({ lesson: lessons[at] as Lesson, score: scores[at] ?? 0 }));
    },
  };
}

/** Places of the highest scores above zero, the earlier lesson first where two are equal. */
function best(scores: Float64Array, limit: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] as number;
    if (score <= 0 || (found.length >= limit && score <= (scores[found.at(-1) as number] as number))) continue;
    let place = found.length;
    while (place > 0 && (scores[found[place - 1] as number] as number) < score) place--;
    found.splice(place, 0, at);
    if (found.length > limit) found.pop();
  }
  return found;
}
