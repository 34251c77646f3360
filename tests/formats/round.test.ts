import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/io/content/load.js';
import { readQuestionsFrom } from '../../src/quiz/formats/read.js';
import { writeQuestions } from '../../src/quiz/formats/write.js';
import { sentence } from '../../src/quiz/formats/said.js';
import { translator } from '../../src/locale/index.js';

const { course } = await loadCourse('content/kubernetes');
if (!course) throw new Error('no course');
const all = course.lessons.flatMap(({ questions }) => questions);
describe('try', () => {
  it.each(['gift', 'csv'] as const)('%s', (format) => {
    const { text, left } = writeQuestions(all, format, course, undefined, 'en');
    expect(left.map((one) => sentence(translator('en'), one))).toEqual([]);
    const read = readQuestionsFrom(text, format);
    expect(read.problems).toEqual([]);
    expect(read.drafts).toEqual([]);
    expect(read.questions.map(({ question }) => question)).toEqual(all);
  });
});
