import { loadCourse } from '../content/load.js';
import { show } from '../content/problem.js';
import { type Finding, ok, problem, text } from './finding.js';

/** The course, with every mistake in it. */
export async function course(folder: string): Promise<Finding[]> {
  const { course, problems } = await loadCourse(folder);
  if (course) {
    const questions = course.lessons.reduce((sum, lesson) => sum + lesson.questions.length, 0);
    return [ok('COURSE', text(`${course.lessons.length} lessons, ${questions} questions, ${course.glossary.length} terms`, `${course.lessons.length} 讲，${questions} 道题，${course.glossary.length} 个术语`))];
  }
  return problems.map((one) => problem('COURSE', text(show(one), show(one)), text(`mend it in ${folder}; npm run check reads it again`, `请在 ${folder} 中修改，再用 npm run check 检查`)));
}
