import { describe, expect, test } from 'vitest';
import { byPass, history, NEW_READER, opened, passed, passesOf } from '../../src/course/reading.js';

const LESSONS = ['1', '2', '3'];
const read = (...marks: [string, string][]) => marks.reduce((reader, [lesson, day]) => passed(reader, lesson, day), NEW_READER);

describe('L4: passes over lessons', () => {
  test('are counted by day, and two marks on one day are one pass', () => {
    const reader = read(['1', '2026-03-01'], ['1', '2026-03-01'], ['1', '2026-04-01']);
    expect(passesOf(reader, '1')).toEqual(['2026-03-01', '2026-04-01']);
    expect(passed(reader, '1', '2026-04-01')).toBe(reader);
  });

  test('stand in order of their days, whatever the order of marking', () => {
    expect(passesOf(read(['1', '2026-04-01'], ['1', '2026-03-01']), '1')).toEqual(['2026-03-01', '2026-04-01']);
  });

  test('are summed up pass by pass', () => {
    expect(byPass(NEW_READER, LESSONS)).toEqual([]);
    expect(byPass(read(['1', '2026-01-01'], ['2', '2026-01-02'], ['1', '2026-02-01'], ['gone', '2026-02-02']), LESSONS)).toEqual([2, 1]);
  });

  test('have a history, the newest first, with the number of each pass', () => {
    const reader = read(['2', '2026-01-02'], ['1', '2026-01-02'], ['2', '2026-02-01']);
    expect(history(reader, LESSONS)).toEqual([
      { lesson: '2', day: '2026-02-01', pass: 2 },
      { lesson: '1', day: '2026-01-02', pass: 1 },
      { lesson: '2', day: '2026-01-02', pass: 1 },
    ]);
  });

  test('no name of a lesson is taken for a property', () => {
    expect(passesOf(NEW_READER, 'constructor')).toEqual([]);
    expect(passesOf(read(['constructor', '2026-01-01']), 'constructor')).toEqual(['2026-01-01']);
  });

  test('opening a lesson keeps the passes', () => {
    const reader = opened(read(['1', '2026-01-01']), '2', 3);
    expect(reader).toMatchObject({ last: '2', page: 3 });
    expect(passesOf(reader, '1')).toHaveLength(1);
  });
});
