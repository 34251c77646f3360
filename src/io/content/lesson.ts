import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LessonText, Localized } from '../../course/course.js';
import { commentId, type FeaturedComment } from '../../digest/comment.js';
import { LOCALES, type Locale } from '../../locale/index.js';
import type { Question } from '../../quiz/question.js';
import { readMarkdown } from './markdown.js';
import type { Problem, Report } from './problem.js';
import { commentSchema, frontMatterSchema, questionsSchema } from './schema.js';
import { unfold } from './unfold.js';
import { readYaml } from './yaml.js';

export interface LessonFolder {
  readonly written: Record<Locale, LessonText> | undefined;
  readonly questions: readonly Question[];
  readonly samples: readonly FeaturedComment[];
}

/** Reads one lesson's folder; `name` is its path as reports show it, `known` the ids of all lessons. */
export async function readLesson(folder: string, name: string, lesson: string, known: ReadonlySet<string>, problems: Problem[]): Promise<LessonFolder> {
  const read = async (file: string): Promise<[string | undefined, Report]> => {
    const report: Report = (line, message) => problems.push({ file: `${name}/${file}`, line, message });
    try {
      return [(await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n'), report];
    } catch {
      report(1, 'the file is missing; a written lesson has zh-CN.md, en.md, questions.yaml and comments.jsonl');
      return [undefined, report];
    }
  };
  const texts = new Map<Locale, LessonText>();
  for (const locale of LOCALES) {
    const [source, report] = await read(`${locale}.md`);
    const text = source === undefined ? undefined : readText(source, report);
    if (text) texts.set(locale, text);
  }
  const [questions, reportQuestions] = await read('questions.yaml');
  const [comments, reportComments] = await read('comments.jsonl');
  return {
    written: texts.size === LOCALES.length ? (Object.fromEntries(texts) as Record<Locale, LessonText>) : undefined,
    questions: questions === undefined ? [] : readQuestions(questions, lesson, known, reportQuestions),
    samples: comments === undefined ? [] : readSamples(comments, reportComments),
  };
}

function readText(source: string, report: Report): LessonText | undefined {
  const match = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(source);
  if (!match) {
    report(1, 'a lesson begins with front matter between two lines of ---');
    return undefined;
  }
  const [, front = '', body = ''] = match;
  const checked = readYaml(front, frontMatterSchema, report, 2);
  const blocks = readMarkdown(body, report, front.split('\n').length + 2);
  if (blocks.length === 0) report(front.split('\n').length + 2, 'the text of the lesson is missing');
  if (!checked) return undefined;
  const { summary, points, discuss, terms, today, docs } = checked.value;
  return {
    summary: unfold(summary),
    points: points.map(unfold),
    discuss: discuss.map(unfold),
    terms,
    today: today.map(({ version, text }) => ({ version, text: unfold(text) })),
    docs,
    body: blocks,
  };
}

function readQuestions(source: string, lesson: string, known: ReadonlySet<string>, report: Report): Question[] {
  const checked = readYaml(source, questionsSchema, report);
  return (checked?.value ?? []).map((raw, i) => {
    const wrong = (message: string, ...path: PropertyKey[]) => report(checked?.lineOf([i, ...path]) ?? 1, `${raw.id}: ${message}`);
    const ids = raw.options.map((option) => option.id);
    if (new Set(ids).size < ids.length) wrong('two options have the same id', 'options');
    if (!ids.includes(raw.key)) wrong(`the key ${raw.key} is none of the options`, 'key');
    const target = /^lesson:(.+)$/.exec(raw.source)?.[1];
    if (target && !known.has(target)) wrong(`lesson ${target} does not exist`, 'source');
    for (const locale of LOCALES) {
      if (new Set(raw.options.map((option) => option[locale])).size < ids.length) wrong(`two options say the same in ${locale}`, 'options');
    }
    raw.options.forEach((option, at) => {
      if (option.id === raw.key && option.why) wrong('the right option has no "why"', 'options', at);
      if (option.id !== raw.key && !option.why) wrong(`option ${option.id} lacks "why": why it tempts and why it is wrong`, 'options', at);
    });
    if (raw.options.filter((option) => option.pin).length > 1) wrong('only one option can be pinned last', 'options');
    const options = raw.options.map(({ id, why, pin, ...text }) => ({ id, text: each(text), why: why && each(why), pin }));
    return { ...raw, stem: each(raw.stem), explanation: each(raw.explanation), lesson, options };
  });
}

const each = (text: Localized): Localized => ({ 'zh-CN': unfold(text['zh-CN']), en: unfold(text.en) });

function readSamples(source: string, report: Report): FeaturedComment[] {
  return source.split('\n').flatMap((line, i): FeaturedComment[] => {
    if (!line.trim()) return [];
    let raw: unknown;
    try {
      raw = JSON.parse(line);
    } catch {
      report(i + 1, 'not a JSON object');
      return [];
    }
    const read = commentSchema.safeParse(raw);
    if (!read.success) {
      for (const issue of read.error.issues) report(i + 1, `${issue.path.join('.')}: ${issue.message}`);
      return [];
    }
    const { author, likes, replies, date, text } = read.data;
    return [{ id: commentId({ author, date, text }), author, likes, replyCount: replies, date, text, source: 'sample' }];
  });
}
