import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { LOCALES } from '../../locale/index.js';
import type { Question } from '../../quiz/question.js';
import { draftOf } from '../../quiz/formats/draft.js';
import type { Read } from '../../quiz/formats/read.js';
import { type Problem as TextProblem, said } from '../../quiz/formats/said.js';
import { readBytes, textsOf } from './files.js';
import { courseIn } from './load.js';
import type { Problem } from './problem.js';
import { withQuestions } from './question-edit.js';
import { questionYaml } from './question-write.js';
import { unfold } from './unfold.js';

type Entry = Read['questions'][number];

export interface Planned {
  /** Ids by what becomes of them. */
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  readonly unchanged: readonly string[];
  /** Questions for which there is no place, by the line on which they begin. */
  readonly refused: readonly TextProblem[];
  /** New texts of files, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** What the check of the course says to all this: with any of it nothing may be written. */
  readonly mistakes: readonly Problem[];
}

const NOTHING = { added: [], replaced: [], unchanged: [], refused: [], files: new Map<string, string>() };

/** With its texts as the course's own are read. */
function unfolded<V>(value: V): V {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unfolded) as V;
  const localized = LOCALES.every((locale) => locale in value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, localized ? unfold(String(part)) : unfolded<unknown>(part)])) as V;
}

const raw = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });

/** What questions would make of the files of a course; nothing is written yet. */
export async function planImport(folder: string, entries: readonly Entry[]): Promise<Planned> {
  const files = textsOf(readBytes(normalize(folder)));
  const { course, problems, folders } = courseIn(files, folder);
  if (!course) return { ...NOTHING, mistakes: problems };
  const known = new Map(course.lessons.flatMap(({ questions }) => questions.map((one): [string, Question] => [one.id, one])));
  const plan = { added: [] as string[], replaced: [] as string[], unchanged: [] as string[], refused: [] as TextProblem[] };
  const changed = new Map<string, Map<string, string>>();
  for (const { line, question: given } of entries) {
    const question = unfolded(given);
    const { id, lesson } = question;
    const before = known.get(id);
    const home = folders.get(lesson);
    if (before && before.lesson !== lesson) plan.refused.push({ line, ...said('formats.problem.elsewhere', { id, lesson: before.lesson }) });
    else if (home === undefined) plan.refused.push({ line, ...said('formats.problem.homeless', { id, lesson }) });
    else if (isDeepStrictEqual(before, question)) plan.unchanged.push(id);
    else {
      plan[before ? 'replaced' : 'added'].push(id);
      changed.set(home, (changed.get(home) ?? new Map<string, string>()).set(id, questionYaml(draftOf(question))));
    }
  }

  const written = new Map<string, string>();
  const after = new Map(files);
  for (const [home, texts] of changed) {
    const file = `lessons/${home}/questions.yaml`;
    const edited = withQuestions(await raw(join(folder, file)), texts);
    if (edited === undefined) return { ...NOTHING, mistakes: [{ file, line: 1, message: 'only a list with each question on lines of its own can be edited' }] };
    written.set(join(folder, file), edited);
    after.set(file, edited.replaceAll('\r\n', '\n'));
  }
  return { ...plan, files: written, mistakes: courseIn(after, folder).problems };
}

/** Writes files so that each is there in its old or its new form, whenever the process ends. */
export async function writeWhole(files: ReadonlyMap<string, string>): Promise<void> {
  const beside = (path: string) => join(dirname(path), `.${basename(path)}.${process.pid}.new`);
  try {
    for (const [path, text] of files) await writeFile(beside(path), text, { flush: true });
    for (const path of files.keys()) await rename(beside(path), path);
  } catch (error) {
    await Promise.all([...files.keys()].map((path) => rm(beside(path), { force: true })));
    throw error;
  }
}
