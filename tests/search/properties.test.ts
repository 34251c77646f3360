import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestLessons } from '../../src/commands/params.js';
import { findLesson } from '../../src/course/lookup.js';
import { createIndex } from '../../src/course/search.js';
import { LOCALES } from '../../src/locale/index.js';
import { hostile } from '../core/arbitraries.js';
import { realCourse } from '../core/course.js';
import { wide } from '../core/numerals.js';
import { RECORDED } from './queries.js';

const course = await realCourse();
const index = createIndex(course);
const ids = (query: string, limit = 8) => index.search(query, limit).map(({ lesson }) => lesson.id);
const anything = fc.oneof(
  hostile(40),
  fc.constantFrom('constructor', '__proto__', 'toString', 'x'.repeat(20_000),
    '容'.repeat(20_000), 'aB'.repeat(9000), '𠮷野家', '\uD842', '第'.repeat(5000), 'a '.repeat(5000)),
  fc.constantFrom(...RECORDED.map(({ q }) => q)),
);

describe('search, whatever is typed', () => {
  it('L3: never throws, gives at most what was asked for, the best first and each once', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 60 }), (query, limit) => {
        const hits = index.search(query, limit);
        expect(hits.length).toBeLessThanOrEqual(limit);
        expect(new Set(hits.map(({ lesson }) => lesson)).size).toBe(hits.length);
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
        expect(hits.every(({ score }) => score > 0 && Number.isFinite(score))).toBe(true);
      }),
      { seed: 31, numRuns: 400 },
    );
  });

  it('gives the same for the same query, on this index and on a new one, whatever was asked before', () => {
    const other = createIndex(course);
    fc.assert(
      fc.property(anything, anything, (query, before) => {
        const first = index.search(query, 8);
        index.search(before, 8);
        expect(index.search(query, 8)).toEqual(first);
        expect(other.search(query, 8)).toEqual(first);
      }),
      { seed: 32, numRuns: 200 },
    );
  });

  it('fewer hits are the beginning of more', () => {
    for (const { q } of RECORDED) expect(ids(q, 3), q).toEqual(ids(q, 20).slice(0, 3));
  });

  it('full width and capitals change nothing', () => {
    for (const { q } of RECORDED) expect(ids(wide(q)), q).toEqual(ids(q));
// a capital inside a word parts it, so that only all or none are alike
    for (const { q } of RECORDED) expect(ids(q.toUpperCase()), q).toEqual(ids(q.toLowerCase()));
  });
});

describe('L1: names, by search alone', () => {
  it('a title in either language finds its lesson first, also without punctuation', () => {
    for (const lesson of course.lessons) {
      for (const locale of LOCALES) {
        const title = lesson.title[locale];
        const forms = [title, wide(title), title.replace(/[^\p{L}\p{N}]+/gu, ' ')];
        expect(forms.flatMap((form) => ids(form, 1)), title).toEqual(forms.map(() => lesson.id));
      }
    }
  });

  it.each(['第23讲', '第二十三讲的要点', '第 ２３ 讲说了什么', 'what does lesson 23 say', '第二十三講'])('%s: the number named comes first', (query) => {
    expect(ids(query, 1)).toEqual(['23']);
  });
});

describe('L3: a miss', () => {
  it('offers the three nearest by search', () => {
    for (const query of ['有状态的存储该怎么办', 'decalrative stuff with apply', '聲明式接口好在哪']) {
      const found = findLesson(course, index, query);
      expect('nearest' in found && found.nearest.map(({ id }) => id), query).toEqual(ids(query, 3));
    }
  });
});

describe('L5: autocomplete', () => {
  it('answers in the same turn, from the same index, in the language asked for', () => {
    for (const { q } of RECORDED) {
      for (const locale of LOCALES) {
        const given: unknown = suggestLessons(q, { course, index }, locale);
        expect(Array.isArray(given), q).toBe(true);
        const suggested = given as { label: string; value: string }[];
        for (const id of ids(q, 3)) expect(suggested.map(({ value }) => value)).toContain(id);
        const first = course.lessons.find(({ id }) => id === suggested[0]?.value);
        expect(suggested[0]?.label).toContain(first?.title[locale].slice(0, 40));
      }
    }
  });

  it('follows each letter of a word', () => {
    const first = (typed: string) => suggestLessons(typed, { course, index }, 'en')[0]?.value;
    expect(['kubead', 'kubeadm', 'daem', 'daemons', 'ingr', 'prometh'].map(first)).toEqual(['10', '10', '21', '21', '39', '48']);
  });
});
