import { LOCALES } from '../locale/index.js';
import { blockText } from '../reply.js';
import type { Course, Lesson } from './course.js';
import { tokens } from './tokens.js';

export interface Hit {
  readonly lesson: Lesson;
  readonly score: number;
}

export interface Index {
  /** Lessons in order of fit, the best first. */
  search(query: string, limit: number): Hit[];
}

/** Field weights: a word in a title says more of a lesson than one in its text. */
const WEIGHTS = { title: 6, terms: 4, points: 2.5, text: 1 } as const;
/** BM25 with the usual constants (Robertson & Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.75;

/** Fields of one lesson, both languages together, so that a question in either finds it. */
function fields(lesson: Lesson): [number, string][] {
  const found: [number, string][] = [];
  for (const locale of LOCALES) {
    found.push([WEIGHTS.title, lesson.title[locale]], [WEIGHTS.terms, lesson.kind?.[locale] ?? '']);
    const written = lesson.written?.[locale];
    if (!written) continue;
    found.push([WEIGHTS.terms, written.terms.join(' \n ')], [WEIGHTS.points, written.points.join('\n')]);
    found.push([WEIGHTS.points, written.summary], [WEIGHTS.text, written.body.map(blockText).join('\n')]);
  }
  return found;
}

/** A full-text index of the course: BM25 over weighted term counts, the last word of a query also by its beginning. */
export function createIndex(course: Course): Index {
  const postings = new Map<string, Map<number, number>>();
  const lengths = course.lessons.map((lesson, at) => {
    let length = 0;
    for (const [weight, text] of fields(lesson)) {
      for (const term of tokens(text)) {
        const list = postings.get(term) ?? new Map<number, number>();
        list.set(at, (list.get(at) ?? 0) + weight);
        postings.set(term, list);
        length += weight;
      }
    }
    return length;
  });
  const mean = lengths.reduce((a, b) => a + b, 0) / Math.max(1, lengths.length);
  const vocabulary = [...postings.keys()].sort();

  const add = (scores: Map<number, number>, term: string, factor: number) => {
    const list = postings.get(term);
    if (!list) return;
    const idf = Math.log(1 + (lengths.length - list.size + 0.5) / (list.size + 0.5));
    for (const [at, count] of list) {
      const norm = K1 * (1 - B + (B * (lengths[at] ?? 0)) / mean);
      scores.set(at, (scores.get(at) ?? 0) + (factor * idf * count * (K1 + 1)) / (count + norm));
    }
  };

  return {
    search(query, limit) {
      const terms = tokens(query).slice(0, 64);
      const scores = new Map<number, number>();
      for (const term of new Set(terms)) add(scores, term, 1);
      const last = terms.at(-1);
      if (last && last.length >= 2 && !postings.has(last)) for (const term of beginningWith(vocabulary, last)) add(scores, term, 0.6);
      return [...scores]
        .map(([at, score]) => ({ lesson: course.lessons[at] as Lesson, score, at }))
        .sort((a, b) => b.score - a.score || a.at - b.at)
        .slice(0, limit);
    },
  };
}

function beginningWith(sorted: readonly string[], start: string): string[] {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < start) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let i = low; i < sorted.length && sorted[i]?.startsWith(start) && found.length < 50; i++) found.push(sorted[i] as string);
  return found;
}
