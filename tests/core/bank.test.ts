import { describe, expect, it } from 'vitest';
import { realCourse } from './course.js';

const course = await realCourse();
const all = course.lessons.flatMap(({ questions }) => questions);
const about = (...topics: string[]) => all.filter(({ topic }) => topics.includes(topic));

describe('Q9: the bank', () => {
  it('has sixty questions and more on the declarative API and controllers, and on the serverless traits', () => {
    expect(about('declarative-api', 'controllers').length).toBeGreaterThanOrEqual(60);
    expect(about('pay-per-use', 'workflow-driven', 'highly-scalable', 'serverless').length).toBeGreaterThanOrEqual(60);
    for (const trait of ['pay-per-use', 'workflow-driven', 'highly-scalable']) expect(about(trait).length, trait).toBeGreaterThanOrEqual(10);
  });

  it('has four and more on every lesson', () => {
    expect(course.lessons.filter(({ questions }) => questions.length < 4).map(({ id }) => id)).toEqual([]);
  });

  it('has all seven kinds and three difficulties', () => {
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(7);
    expect(new Set(all.map(({ difficulty }) => difficulty)).size).toBe(3);
  });
});
