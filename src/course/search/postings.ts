import type { Course } from '../course.js';
import { cut } from '../tokens.js';
import { fields, termsByLesson } from './fields.js';
import { fold } from './fold.js';
import { Column } from './rows.js';
import { Vocabulary, type Words } from './vocabulary.js';
import { GROUPS, rarity, WEIGHTS } from './weights.js';

/** Values alone, so that they can be kept. For each word the lessons that have it: `docs[starts[word] … starts[word + 1]]`, with how much it says for each in `impacts`. */
export interface Postings {
  readonly words: Words;
  readonly starts: Int32Array;
  /** Places in `course.lessons`, rising within a word. */
  readonly docs: Int32Array;
  readonly impacts: Float32Array;
}

type Rows = Record<'word' | 'doc' | 'group' | 'count', Column>;

export function createPostings(course: Course): Postings {
  const vocabulary = new Vocabulary();
  const rows: Rows = { word: new Column(), doc: new Column(), group: new Column(), count: new Column() };
  const terms = termsByLesson(course);
  const lengths = GROUPS.map(() => new Int32Array(course.lessons.length));
  const counts: number[] = [];
  course.lessons.forEach((lesson, doc) => {
    const said = fields(lesson, terms.get(lesson.id) ?? []);
    GROUPS.forEach(({ name, chars }, group) => {
      const met: number[] = [];
      const add = (word: number) => {
        const before = counts[word] ?? 0;
        if (before === 0) met.push(word);
        counts[word] = before + 1;
      };
      (lengths[group] as Int32Array)[doc] = count(said[name], vocabulary, chars, add);
      for (const word of met) {
        rows.word.push(word);
        rows.doc.push(doc);
        rows.group.push(group);
        rows.count.push(counts[word] as number);
        counts[word] = 0;
      }
    });
  });
  return { words: vocabulary.words, ...byWord(rows, lengths, vocabulary.size) };
}

/** Gives each word of a text to `add`; how many there are, single characters not counted. */
function count(text: string, vocabulary: Vocabulary, chars: boolean, add: (word: number) => void): number {
  const folded = fold(text);
  let length = 0;
  cut(folded, (from, to, han) => {
    if (!han) {
      const words = vocabulary.addLatin(folded.slice(from, to));
      for (const word of words) add(word);
      length += words.length;
      return;
    }
    for (let at = from; at + 1 < to; at++) add(vocabulary.addHan(folded.charCodeAt(at), folded.charCodeAt(at + 1)));
    length += Math.max(1, to - from - 1);
    if (chars || to - from === 1) for (let at = from; at < to; at++) add(vocabulary.addHan(folded.charCodeAt(at), 0));
  });
  return length;
}

/** Sorts the rows by word and merges what one lesson says of it in several groups. */
function byWord(rows: Rows, lengths: readonly Int32Array[], words: number): Omit<Postings, 'words'> {
  const all = lengths[0]?.length ?? 0;
  const means = lengths.map((one) => one.reduce((a, b) => a + b, 0) / Math.max(1, all));
  const [word, doc, group, count] = [rows.word.values, rows.doc.values, rows.group.values, rows.count.values];
  const first = new Int32Array(words + 1);
  const having = GROUPS.map(() => new Int32Array(words));
  for (let row = 0; row < word.length; row++) {
    const w = word[row] as number;
    const inGroup = having[group[row] as number] as Int32Array;
    inGroup[w] = (inGroup[w] as number) + 1;
    first[w + 1] = (first[w + 1] as number) + 1;
  }
  for (let w = 0; w < words; w++) first[w + 1] = (first[w + 1] as number) + (first[w] as number);
  const next = first.slice();
  const order = new Int32Array(word.length);
  for (let row = 0; row < word.length; row++) {
    const w = word[row] as number;
    const at = next[w] as number;
    order[at] = row;
    next[w] = at + 1;
  }

  const starts = new Int32Array(words + 1);
  const docs = new Int32Array(word.length);
  const impacts = new Float32Array(word.length);
  const said = new Float32Array(word.length);
  const { k1, ownRarity } = WEIGHTS;
  const own = new Float64Array(GROUPS.length);
  let end = 0;
  for (let w = 0; w < words; w++) {
    const start = end;
    starts[w] = start;
    for (let g = 0; g < own.length; g++) own[g] = ownRarity * rarity(all, (having[g] as Int32Array)[w] as number);
    for (let at = first[w] as number; at < (first[w + 1] as number); at++) {
      const row = order[at] as number;
      const d = doc[row] as number;
      // rows of one lesson stand together
      if (end === start || docs[end - 1] !== d) docs[end++] = d;
      const g = group[row] as number;
      const { weight, b } = GROUPS[g] as (typeof GROUPS)[number];
      const tf = count[row] as number;
      const longer = ((lengths[g] as Int32Array)[d] as number) / (means[g] as number);
      const match = (weight * tf * (k1 + 1)) / (tf + k1 * (1 - b + b * longer));
      impacts[end - 1] = (impacts[end - 1] as number) + (own[g] as number) * match;
      said[end - 1] = (said[end - 1] as number) + match;
    }
    const idf = (1 - ownRarity) * rarity(all, end - start);
    for (let at = start; at < end; at++) impacts[at] = (impacts[at] as number) + idf * (said[at] as number);
  }
  starts[words] = end;
  return { starts, docs: docs.slice(0, end), impacts: impacts.slice(0, end) };
}
