import { namesOf, type Term } from '../../course/glossary.js';
import type { Report } from './problem.js';
import { glossarySchema } from './schema.js';
import { unfold } from './unfold.js';
import { readYaml } from './yaml.js';

/** The glossary of a course, or what is wrong with it. `lessons`: the ids that it may name; undefined where they are not known. */
export function readGlossary(source: string, lessons: ReadonlySet<string> | undefined, report: Report): Term[] {
  const checked = readYaml(source, glossarySchema, report);
  const owner = new Map<string, string>();
  return (checked?.value ?? []).map((raw, i) => {
    const wrong = (message: string, ...path: PropertyKey[]) => report(checked?.lineOf([i, ...path]) ?? 1, `${raw.id}: ${message}`);
    const about = { 'zh-CN': unfold(raw.about['zh-CN']), en: unfold(raw.about.en) };
    const term: Term = { id: raw.id, name: { 'zh-CN': raw.zh, en: raw.en }, about, aliases: raw.aliases, lessons: raw.lessons };
    for (const name of namesOf(term)) {
      const other = owner.get(name);
      if (other !== undefined) wrong(`the name «${name}» belongs to ${other} as well`);
      owner.set(name, raw.id);
    }
    raw.lessons.forEach((lesson, at) => {
      if (lessons && !lessons.has(lesson)) wrong(`lesson ${lesson} does not exist`, 'lessons', at);
    });
    return term;
  });
}
