import type { Lesson } from '../../course/course.js';
import { namesOf, type Term } from '../../course/glossary.js';
import { lessonNames } from '../../course/lookup.js';
import type { Topic } from '../../course/topic.js';
import type { Report } from './problem.js';
import { topicsSchema } from './schema.js';
import { readYaml } from './yaml.js';

interface Around {
  readonly lessons: readonly Lesson[];
  readonly glossary: readonly Term[];
}

/** The topics of a course, or what is wrong with them: each question has one of them, and no name means two things. */
export function readTopics(source: string, { lessons, glossary }: Around, report: Report): Topic[] {
  const checked = readYaml(source, topicsSchema, report);
  if (!checked?.value) return [];
  const raws = checked.value;
  const known = new Set(raws.map(({ id }) => id));
  const owner = new Map<string, string>(lessons.flatMap((lesson) => lessonNames(lesson).map((name) => [name, `lesson ${lesson.id}`] as const)));
  const topics = raws.map((raw, i) => {
    const wrong = (message: string, ...path: PropertyKey[]) => report(checked.lineOf([i, ...path]), `${raw.id}: ${message}`);
    const term = glossary.find(({ id }) => id === raw.id);
    if (!term && raw.zh === undefined) wrong('no term of the glossary has this id, so it needs names of its own: zh and en');
    const topic: Topic = {
      id: raw.id,
      name: { 'zh-CN': raw.zh ?? term?.name['zh-CN'] ?? raw.id, en: raw.en ?? term?.name.en ?? raw.id },
      aliases: [...Object.values(term?.name ?? {}), ...(term?.aliases ?? []), ...raw.aliases],
      parts: raw.parts,
    };
    for (const name of namesOf(topic)) {
      const other = owner.get(name);
      if (other !== undefined) wrong(`the name «${name}» belongs to ${other} as well`);
      owner.set(name, raw.id);
    }
    for (const part of raw.parts.filter((one) => !known.has(one) || one === raw.id)) wrong(`${part} is no other topic`, 'parts');
    return topic;
  });
  for (const { id, topic } of lessons.flatMap(({ questions }) => questions)) {
    if (!known.has(topic)) report(1, `the question ${id} is on ${topic}, which is no topic here`);
  }
  return topics;
}
