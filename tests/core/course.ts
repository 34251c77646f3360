import { fileURLToPath } from 'node:url';
import type { Course } from '../../src/course/course.js';
import { loadCourse } from '../../src/io/content/load.js';
import { show } from '../../src/io/content/problem.js';

/** The course of the project itself, as it stands in `content`. */
export async function realCourse(): Promise<Course> {
  const { course, problems } = await loadCourse(fileURLToPath(new URL('../../content/kubernetes', import.meta.url)));
  if (!course) throw new Error(`the course has mistakes:\n${problems.map(show).join('\n')}`);
  return course;
}
