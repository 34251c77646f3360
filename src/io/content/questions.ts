import type { Localized } from '../../course/course.js';
import { everywhere } from '../../locale/index.js';
import { misfits } from '../../quiz/fit.js';
import type { Option, Question } from '../../quiz/question.js';
import type { Report } from './problem.js';
import { checkKind, laxQuestions } from './question-rules.js';
import { questionsSchema, type Written } from './question-schema.js';
import { unfold } from './unfold.js';
import { readYaml } from './yaml.js';

/** What the mistakes of one lesson depend on in the others. */
export interface Neighbours {
  /** Ids of all lessons; undefined while the course's own file cannot be read. */
  readonly lessons: ReadonlySet<string> | undefined;
  /** Ids of the questions read so far, with their files. */
  readonly questions: Map<string, string>;
}

export function readQuestions(source: string, lesson: string, file: string, { lessons, questions }: Neighbours, report: Report): Question[] {
  const read = readYaml(source, questionsSchema, report);
  if (!read) return [];
  const mistaken = new Set<number>();
  laxQuestions.parse(read.raw).forEach((raw, i) => {
    const wrong = (message: string, ...path: PropertyKey[]) => {
      mistaken.add(i);
      report(read.lineOf([i, ...path]), `${raw.id}: ${message}`);
    };
    const before = questions.get(raw.id);
    if (before !== undefined) wrong(`another question has this id, in ${before}`, 'id');
    if (raw.id) questions.set(raw.id, before ?? file);
    const target = /^lesson:(.+)$/.exec(raw.source)?.[1];
    if (target && lessons && !lessons.has(target)) wrong(`lesson ${target} does not exist`, 'source');
    checkKind(raw, wrong);
  });
  return (read.value ?? []).map((written, i) => {
    const question = made(written, lesson);
    for (const misfit of mistaken.has(i) ? [] : misfits(question)) report(read.lineOf([i]), `${question.id}: ${misfit}`);
    return question;
  });
}

/** A question as the core knows it. A statement is a choice of two. */
function made(written: Written, lesson: string): Question {
  const { id, topic, difficulty, source } = written;
  const common = { id, lesson, topic, difficulty, source, stem: each(written.stem), explanation: each(written.explanation) };
  switch (written.kind) {
    case 'one-choice':
    case 'next':
      return { ...common, kind: written.kind, keys: [written.key], options: written.options.map(option) };
    case 'many-choice':
      return { ...common, kind: written.kind, keys: [...written.keys].sort(), options: written.options.map(option) };
    case 'true-false': {
      const key = String(written.key);
      const options = (['true', 'false'] as const).map((word): Option => ({ id: word, text: everywhere(`quiz.${word}`), why: word === key ? undefined : each(written.why), pin: false }));
      return { ...common, kind: written.kind, keys: [key], options };
    }
    case 'typed':
      return { ...common, kind: written.kind, answers: written.answers, near: written.near.map(({ text, why }) => ({ text, why: each(why) })) };
    case 'order':
      return { ...common, kind: written.kind, items: written.items.map(item) };
    case 'classify': {
      const groups = written.groups.map(({ id: group, ...text }) => ({ id: group, text: each(text) }));
      return { ...common, kind: written.kind, groups, items: written.items.map((one) => ({ ...item(one), group: one.group })) };
    }
  }
}

type Text = Localized & { readonly id: string; readonly why?: Localized | undefined };

const each = (text: Localized): Localized => ({ 'zh-CN': unfold(text['zh-CN']), en: unfold(text.en) });
const item = ({ id, why, ...text }: Text) => ({ id, text: each(text), why: why && each(why) });
const option = ({ pin, ...one }: Text & { readonly pin: boolean }): Option => ({ ...item(one), pin });
