import { basename, normalize } from 'node:path';
import type { Course } from '../../course/course.js';
import { createPostings, type Postings } from '../../course/search/postings.js';
import { keptOf } from '../kept.js';
import { readBytes, textsOf } from './files.js';
import type { Problem } from './problem.js';

export interface Opened {
  /** Undefined where there are mistakes. */
  readonly course: Course | undefined;
  readonly problems: readonly Problem[];
  /** What search makes of a course without mistakes. When it is made, it and the course are kept: never before the first answer. */
  postings(course: Course): Postings;
}

/**
 * A course from its folder, or every mistake in it at once. Where nothing has changed it is taken as it was kept: to read
 * and check sixty lessons takes half a second, and the code for it 14 MB. `built`: see `keptOf`.
 */
export async function openCourse(folder: string, built?: URL): Promise<Opened> {
  const bytes = readBytes(normalize(folder));
  const kept = keptOf(bytes, built);
  const names = { course: `${basename(folder)}.course`, postings: `${basename(folder)}.postings` };
  const postings = (course: Course) => {
    const known = kept.read<Postings>(names.postings);
    if (known) return known;
    const made = createPostings(course);
    kept.write(names.course, course);
    kept.write(names.postings, made);
    return made;
  };
  const course = kept.read<Course>(names.course);
  if (course) return { course, problems: [], postings };
  const { courseIn } = await import('./load.js');
  return { ...courseIn(textsOf(bytes), folder), postings };
}
