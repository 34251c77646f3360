import type { LessonText } from '../../course/course.js';
import { commentId, type FeaturedComment } from '../../digest/comment.js';
import { LOCALES, type Locale } from '../../locale/index.js';
import type { Question } from '../../quiz/question.js';
import type { Files } from './files.js';
import { readMarkdown } from './markdown.js';
import type { Problem, Report } from './problem.js';
import { type Neighbours, readQuestions } from './questions.js';
import { commentSchema, frontMatterSchema, relationsSchema } from './schema.js';
import { unfold } from './unfold.js';
import { readYaml } from './yaml.js';

export interface LessonFolder {
  readonly written: Record<Locale, LessonText> | undefined;
  readonly questions: readonly Question[];
  readonly samples: readonly FeaturedComment[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export const EMPTY_LESSON: LessonFolder = { written: undefined, questions: [], samples: [], before: [], after: [] };

/** One lesson from the files of its course; `name` is the path of its folder there. */
export function readLesson(files: Files, name: string, lesson: string, neighbours: Neighbours, problems: Problem[]): LessonFolder {
  const read = (file: string, needed: boolean): [string | undefined, Report] => {
    const report: Report = (line, message) => problems.push({ file: `${name}/${file}`, line, message });
    const source = files.get(`${name}/${file}`);
    if (source === undefined && needed) report(1, 'the file is missing; a written lesson has zh-CN.md and en.md');
    return [source, report];
  };
  const texts = new Map<Locale, LessonText>();
  for (const locale of LOCALES) {
    const [source, report] = read(`${locale}.md`, true);
    const text = source === undefined ? undefined : readText(source, report);
    if (text) texts.set(locale, text);
  }
  const [questions, reportQuestions] = read('questions.yaml', false);
  const [relations, reportRelations] = read('lesson.yaml', false);
  const [comments, reportComments] = read('comments.jsonl', false);
  return {
    written: texts.size === LOCALES.length ? (Object.fromEntries(texts) as Record<Locale, LessonText>) : undefined,
    questions: questions === undefined ? [] : readQuestions(questions, lesson, `${name}/questions.yaml`, neighbours, reportQuestions),
    samples: comments === undefined ? [] : readSamples(comments, reportComments),
    ...readRelations(relations, lesson, neighbours, reportRelations),
  };
}

/** `lesson.yaml`: lessons that exist, and never the lesson itself. */
function readRelations(source: string | undefined, lesson: string, { lessons }: Neighbours, report: Report): Pick<LessonFolder, 'before' | 'after'> {
  const checked = source === undefined ? undefined : readYaml(source, relationsSchema, report);
  const { before, after } = checked?.value ?? EMPTY_LESSON;
  for (const [name, ids] of [['before', before], ['after', after]] as const) {
    ids.forEach((id, i) => {
      if (id === lesson) report(checked?.lineOf([name, i]) ?? 1, `lesson ${id} names itself`);
      else if (lessons && !lessons.has(id)) report(checked?.lineOf([name, i]) ?? 1, `lesson ${id} does not exist`);
    });
  }
  return { before, after };
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
  if (!checked?.value) return undefined;
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
