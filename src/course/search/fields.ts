import { LOCALES } from '../../locale/index.js';
import { blockText } from '../../reply.js';
import type { Course, Lesson } from '../course.js';
import type { Term } from '../glossary.js';
import type { Group } from './weights.js';

/** The glossary's terms by the lessons that they matter in. */
export function termsByLesson(course: Course): Map<string, Term[]> {
  const found = new Map<string, Term[]>();
  for (const term of course.glossary) {
    for (const id of term.lessons) {
      const list = found.get(id);
      if (list) list.push(term);
      else found.set(id, [term]);
    }
  }
  return found;
}

/** What each group of a lesson says, every language together, so that a question in any of them finds it. */
export function fields(lesson: Lesson, terms: readonly Term[]): Record<Group, string> {
  const title = LOCALES.flatMap((locale) => [lesson.title[locale], lesson.kind?.[locale] ?? '']);
  const names = LOCALES.map((locale) => lesson.section[locale]);
  names.push(...terms.flatMap((term) => [...Object.values(term.name), ...term.aliases]));
  const lead: string[] = [];
  // a term's meaning belongs to where it matters most
  const text = terms.flatMap((term) => (term.lessons[0] === lesson.id ? Object.values(term.about) : []));
  for (const locale of LOCALES) {
    const written = lesson.written?.[locale];
    if (!written) continue;
    names.push(...written.terms);
    lead.push(...written.points, written.summary);
    text.push(...written.discuss, ...written.today.map((note) => note.text), ...written.body.map(blockText));
  }
  // one text a group: folding many short ones takes twice as long
  return { title: title.join('\n'), names: names.join('\n'), lead: lead.join('\n'), text: text.join('\n') };
}
