import { z } from 'zod';
import type { Localized } from '../../course/course.js';
import { LOCALES } from '../../locale/index.js';
import type { Question } from '../../quiz/question.js';
import type { Report } from './problem.js';
import { questionsSchema } from './schema.js';
import { unfold } from './unfold.js';
import { readYaml } from './yaml.js';

/** What the mistakes of one lesson depend on in the others. */
export interface Neighbours {
  /** Ids of all lessons; undefined while the course's own file cannot be read. */
  readonly lessons: ReadonlySet<string> | undefined;
  /** Ids of the questions read so far, with their files. */
  readonly questions: Map<string, string>;
}

/** Whatever can be read of a question whose shape is wrong, so that all its mistakes are named together. */
const string = z.string().catch('');
const laxOption = z
  .object({ id: string, 'zh-CN': string, en: string, why: z.unknown().optional(), pin: z.boolean().catch(false) })
  .catch({ id: '', 'zh-CN': '', en: '', why: '', pin: false });
const lax = z
  .array(
    z
      .object({
        id: string,
        key: string,
        source: string,
        options: z.array(laxOption).catch([]),
      })
      .catch({ id: '', key: '', source: '', options: [] }),
  )
  .catch([]);

export function readQuestions(source: string, lesson: string, file: string, { lessons, questions }: Neighbours, report: Report): Question[] {
  const read = readYaml(source, questionsSchema, report);
  if (!read) return [];
  lax.parse(read.raw).forEach((raw, i) => {
    const wrong = (message: string, ...path: PropertyKey[]) => report(read.lineOf([i, ...path]), `${raw.id}: ${message}`);
    const before = questions.get(raw.id);
    if (before !== undefined) wrong(`another question has this id, in ${before}`, 'id');
    if (raw.id) questions.set(raw.id, before ?? file);
    const ids = raw.options.map((option) => option.id).filter(Boolean);
    if (new Set(ids).size < ids.length) wrong('two options have the same id', 'options');
    if (raw.key && !ids.includes(raw.key)) wrong(`the key ${raw.key} is none of the options`, 'key');
    const target = /^lesson:(.+)$/.exec(raw.source)?.[1];
    if (target && lessons && !lessons.has(target)) wrong(`lesson ${target} does not exist`, 'source');
    for (const locale of LOCALES) {
      const texts = raw.options.map((option) => option[locale].trim()).filter(Boolean);
      if (new Set(texts).size < texts.length) wrong(`two options say the same in ${locale}`, 'options');
    }
    // while the key is unknown, so is which option needs no reason
    const keyed = ids.includes(raw.key) ? raw.options : [];
    keyed.forEach((option, at) => {
      if (option.id === raw.key && option.why !== undefined) wrong('the right option has no "why"', 'options', at);
      if (option.id === raw.key || option.why !== undefined) return;
      wrong(`option ${option.id} lacks "why": why it tempts and why it is wrong`, 'options', at);
    });
    if (raw.options.filter((option) => option.pin).length > 1) wrong('only one option can be pinned last', 'options');
  });
  return (read.value ?? []).map((one) => ({
    ...one,
    stem: each(one.stem),
    explanation: each(one.explanation),
    lesson,
    options: one.options.map(({ id, why, pin, ...text }) => ({ id, text: each(text), why: why && each(why), pin })),
  }));
}

const each = (text: Localized): Localized => ({ 'zh-CN': unfold(text['zh-CN']), en: unfold(text.en) });
