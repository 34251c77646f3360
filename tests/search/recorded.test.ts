import { describe, expect, it } from 'vitest';
import { createIndex } from '../../src/course/search.js';
import { realCourse } from '../core/course.js';
import { HELD_OUT, RECORDED, type Recorded, TUNED } from './queries.js';

const course = await realCourse();
const index = createIndex(course);

function marks(queries: readonly Recorded[]) {
  const answers = queries.map((one) => ({ ...one, got: index.search(one.q, 3).map(({ lesson }) => lesson.id) }));
  const missed = answers.filter(({ got, want }) => !got.some((id) => want.includes(id)));
  const first = answers.filter(({ got, want }) => want.includes(got[0] ?? ''));
  const told = missed.map(({ q, want, got }) => `${q}: ${want.join('/')}, not ${got.join(' ')}`);
  return { three: 1 - missed.length / answers.length, first: first.length / answers.length, missed: told };
}

describe('L2: the recorded queries', () => {
  it('are at least 130, about half in each language, 35 and more with a slip, and ask for every lesson', () => {
    const share = RECORDED.filter(({ language }) => language === 'zh').length / RECORDED.length;
    expect(RECORDED.length).toBeGreaterThanOrEqual(130);
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
    expect(RECORDED.filter(({ slip }) => slip).length).toBeGreaterThanOrEqual(35);
    expect(new Set(RECORDED.map(({ q }) => q)).size).toBe(RECORDED.length);
    const asked = new Set(RECORDED.flatMap(({ want }) => want));
    expect(course.lessons.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
    expect([...asked].filter((id) => !course.lessons.some((lesson) => lesson.id === id))).toEqual([]);
  });

  it.each([
    ['all', RECORDED],
    ['those that the weights were set on', TUNED],
    ['those held out', HELD_OUT],
    ['in Chinese', RECORDED.filter(({ language }) => language === 'zh')],
    ['in English', RECORDED.filter(({ language }) => language === 'en')],
    ['with a slip, mixed, traditional or full width', RECORDED.filter(({ slip }) => slip)],
  ])('%s: the right lesson is among the first three for 95 %%, first for 80 %%', (_, queries) => {
    const { three, first, missed } = marks(queries);
    expect(three, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(first).toBeGreaterThanOrEqual(0.8);
  });
});
