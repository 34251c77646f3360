import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/course/course.js';
import { findLesson } from '../../src/course/lookup.js';
import { createIndex } from '../../src/course/search.js';
import { squeeze } from '../../src/course/tokens.js';
import { LOCALES } from '../../src/locale/index.js';
import { hostile } from './arbitraries.js';
import { realCourse } from './course.js';
import { han, wide } from './numerals.js';

const course = await realCourse();
const index = createIndex(course);
const find = (ref: string): string => {
  const found = findLesson(course, index, ref);
  return 'lesson' in found ? found.lesson.id : `none of ${found.nearest.map((lesson) => lesson.id).join(' ')}`;
};
const numbered = course.lessons.flatMap((lesson) => (lesson.number === undefined ? [] : [{ lesson, n: lesson.number }]));
const titles = (lesson: Lesson) => LOCALES.map((locale) => lesson.title[locale]);

describe('L1: the forms of a number', () => {
  const FORMS: readonly [string, (n: number) => string][] = [
    ['23', (n) => String(n)],
    ['#23', (n) => `#${n}`],
    ['２３', (n) => wide(String(n))],
    ['＃２３', (n) => `＃${wide(String(n))}`],
    ['第23讲', (n) => `第${n}讲`],
    ['第 23 讲', (n) => `第 ${n} 讲`],
    ['第二十三讲', (n) => `第${han(n)}讲`],
    ['二十三', (n) => han(n)],
    ['第二十三講', (n) => `第${han(n)}講`],
    ['lesson 23', (n) => `lesson ${n}`],
    ['Lesson23', (n) => `Lesson${n}`],
    ['LESSON #23', (n) => `LESSON #${n}`],
    ['L23', (n) => `L${n}`],
    ['l 23', (n) => `l ${n}`],
    ['09', (n) => String(n).padStart(2, '0')],
    ['  23  ', (n) => `  ${n}\n`],
  ];
  it.each(FORMS)('%s and the like reach every numbered lesson', (_, form) => {
    expect(numbered.map(({ n }) => find(form(n)))).toEqual(numbered.map(({ lesson }) => lesson.id));
  });

  it('are 52 lessons, and five without a number', () => {
    expect(numbered.map(({ n }) => n)).toEqual(Array.from({ length: 52 }, (_, i) => i + 1));
    expect(course.lessons.filter((lesson) => lesson.number === undefined).map((lesson) => lesson.id).sort()).toEqual(['bonus-2019', 'bonus-cloud-native', 'closing', 'final-test', 'preface']);
  });
});

describe('L1: names', () => {
  it('the id, in any case, reaches every lesson', () => {
    for (const { id } of course.lessons) expect([find(id), find(id.toUpperCase()), find(` ${id} `)]).toEqual([id, id, id]);
  });

  it('the title in either language, also without its punctuation and in full width', () => {
    for (const lesson of course.lessons) {
      for (const title of titles(lesson)) expect([title, title.toUpperCase(), squeeze(title), title.replace(/[!-~]/g, wide)].map(find), title).toEqual(Array(4).fill(lesson.id));
    }
  });

  it('a kind that only one lesson has', () => {
    expect([find('开篇词'), find('preface')]).toEqual(['preface', 'preface']);
  });

  it('any part of a title that is unique', () => {
    const all = course.lessons.flatMap((lesson) => titles(lesson).map((title) => ({ id: lesson.id, title: squeeze(title) })));
    const ids = new Set(course.lessons.map((lesson) => squeeze(lesson.id)));
    const kinds = new Set(course.lessons.flatMap((lesson) => LOCALES.map((locale) => squeeze(lesson.kind?.[locale] ?? ''))));
    let tried = 0;
    const wrong: string[] = [];
    for (const { id, title } of all) {
      for (const length of [1, 2, 3, 5, 8, 13]) {
        for (let at = 0; at + length <= title.length; at++) {
          const part = title.slice(at, at + length);
          const owners = new Set(all.filter((one) => one.title.includes(part)).map((one) => one.id));
          // a number, an id or a kind is meant as such
          if (owners.size > 1 || ids.has(part) || kinds.has(part) || /^(l|ch|no)?\d+$|^第?[一二三四五六七八九十零两]+[讲课节篇章]?$/.test(part)) continue;
          tried++;
          if (find(part) !== id) wrong.push(`${part}: ${find(part)}, not ${id}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(5000);
  });
});

describe('L3: a miss', () => {
  it.each([
    ['99', 'none of 52 51 50'],
    ['0', 'none of 1 2 3'],
    ['第九十九讲', 'none of 52 51 50'],
    ['24.5', 'none of '],
    ['', 'none of '],
    ['深入理解StatefulSet', 'none of 18 19 20'],
    ['白话容器基础', 'none of '],
    ['🍜', 'none of '],
    ['constructor', 'none of '],
    ['__proto__', 'none of '],
  ])('%j offers the nearest', (ref, start) => {
    expect(find(ref).startsWith(start), find(ref)).toBe(true);
  });

  it('any string at all gives a lesson or one to three of them', () => {
    fc.assert(
      fc.property(fc.oneof(hostile(40), fc.constantFrom('x'.repeat(10_000), '第'.repeat(4000), '十'.repeat(4000), '9'.repeat(400), 'toString')), (ref) => {
        const found = findLesson(course, index, ref);
        const offered = 'lesson' in found ? [found.lesson] : found.nearest;
        expect(offered.length).toBeGreaterThanOrEqual(1);
        expect(new Set(offered).size).toBe(offered.length);
        expect(offered.length).toBeLessThanOrEqual(3);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('of an empty course is a miss without an offer', () => {
    const empty = { id: 'empty', title: course.title, subject: '', lessons: [], glossary: [], topics: [] };
    expect(findLesson(empty, createIndex(empty), '23')).toEqual({ nearest: [] });
  });
});
