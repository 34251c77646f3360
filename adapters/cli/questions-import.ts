import { writeFile } from 'node:fs/promises';
import type { Library } from '../../src/commands/command.js';
import { planImport, writeWhole } from '../../src/io/content/question-import.js';
import { questionYaml } from '../../src/io/content/question-write.js';
import { show } from '../../src/io/content/problem.js';
import { NotRead, readTextFile } from '../../src/io/text-file.js';
import { translator } from '../../src/locale/index.js';
import { formatOf, MAX_TEXT, type Read, type Readable, readQuestionsFrom } from '../../src/quiz/formats/read.js';
import { placed } from '../../src/quiz/formats/said.js';
import { flawsOf, unfinished } from '../../src/quiz/formats/unfinished.js';
import type { Desk } from './questions-export.js';
import { lessonNamed } from './questions-lesson.js';
import type { QuestionsOptions } from './questions-options.js';

type Drafts = Read['drafts'];

/** Drafts as YAML, each below what it still lacks. */
const draftsYaml = (drafts: Drafts, { say, lang }: Desk): string =>
  drafts.map((one) => `# ${say.draftHead(one.draft.line, flawsOf(translator(lang), one))}\n${questionYaml(one.draft)}`).join('\n');

/** Writes drafts to a new file; false where there is one already, which may hold work. */
async function keepDrafts(path: string, text: string): Promise<boolean> {
  return writeFile(path, text, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    },
  );
}

/** Puts the whole questions of a file into the course's folder, and says what the others lack; the exit code. */
export async function runImport(options: QuestionsOptions, folder: string, library: Library, desk: Desk): Promise<number> {
  const { say, lang, out, note } = desk;
  const t = translator(lang);
  const path = options.file as string;
  const lesson = options.lesson === undefined ? undefined : lessonNamed(library, options.lesson, say, lang);
  if (typeof lesson === 'string') {
    note(lesson);
    return 1;
  }
  let text: string;
  try {
    text = await readTextFile(path, MAX_TEXT * 4);
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    note(say.unreadable(path, error.why));
    return 1;
  }
  const lessons = new Set(library.course.lessons.map(({ id }) => id));
  const format = (options.format as Readable | undefined) ?? formatOf(text);
  const { questions, drafts, problems } = readQuestionsFrom(text, format, { locale: options.locale, lesson: lesson?.id, lessons });
  const plan = await planImport(folder, questions);
  for (const problem of [...problems, ...plan.refused].sort((a, b) => a.line - b.line)) note(placed(t, problem));
  for (const line of unfinished(t, drafts)) note(line);
  await out.say(`${say.read(questions.length, drafts.length, problems.length + plan.refused.length)}\n`);
  if (plan.mistakes.length > 0) {
    note(say.mistakes);
    for (const mistake of plan.mistakes) note(show(mistake));
    return 1;
  }
  if (!options.dry) await writeWhole(plan.files);
  await out.say(`${say.kept(plan.added.length, plan.replaced.length, plan.unchanged.length)}${options.dry ? ` ${say.dry}` : ''}\n`);
  if (options.out !== undefined && drafts.length > 0 && !options.dry) {
    const kept = await keepDrafts(options.out, draftsYaml(drafts, desk));
    if (kept) await out.say(`${say.draftsKept(drafts.length, options.out)}\n`);
    else note(say.exists(options.out));
  }
  return drafts.length + problems.length + plan.refused.length > 0 ? 1 : 0;
}
