import { parseArgs } from 'node:util';
import type { Library } from '../../src/commands/command.js';
import type { Lesson } from '../../src/course/course.js';
import { findLesson } from '../../src/course/lookup.js';
import { filesAt, type Listed } from '../../src/io/exports/files.js';
import { Unreadable } from '../../src/io/exports/read.js';
import { fromRoot } from '../../src/io/paths.js';
import { readLibrary } from '../hall.js';
import { configOrExit } from './env.js';
import { importFile } from './import-file.js';
import { count, fileJson, fileLines, isWhole, noTotals, totalLine } from './import-print.js';
import { openShelf } from './import-shelf.js';
import { createOutput } from './output.js';

const USAGE = `npm run import -- PATH… [--lesson REF] [--dry-run] [--json]

Stores the readers' comments of column exports with their lessons.
PATH       an exported lesson with its comments, or a folder of them (.txt, .md, .html, .htm)
--lesson   the lesson of all these files: its number, id or title; without it each file's own title says it
--dry-run  reads and reports everything, stores nothing
--json     one JSON line a file, and one with the totals

Importing again only brings likes and replies up to date.`;

/** Files between two lines of progress where standard error is no terminal. */
const PROGRESS_EVERY = 500;

function lessonNamed({ course, index }: Library, ref: string): Lesson {
  const found = findLesson(course, index, ref);
  if ('lesson' in found) return found.lesson;
  const near = found.nearest.map((lesson) => `  ${lesson.id}  ${lesson.title['zh-CN']} / ${lesson.title.en}`).join('\n');
  throw new Error(`There is no lesson “${ref}”. The nearest are:\n${near}`);
}

const complain = (error: unknown) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);

/** Says on standard error how far it is: on one line of a terminal, or now and then. */
function progress(files: number, done: number, found: number): void {
  const { isTTY } = process.stderr;
  if (files < 2 || !(isTTY || done % PROGRESS_EVERY === 0)) return;
  process.stderr.write(`${isTTY ? '\r\u001B[K' : ''}${done} of ${files} files, ${found} comments${isTTY && done < files ? '' : '\n'}`);
}

async function run(paths: readonly string[], options: { lesson?: string | undefined; 'dry-run'?: boolean | undefined; json?: boolean | undefined }): Promise<number> {
  const config = configOrExit();
  const library = await readLibrary(fromRoot(config.COURSE));
  const lesson = options.lesson === undefined ? undefined : lessonNamed(library, options.lesson);
  const dry = options['dry-run'] === true;
  const shelf = dry ? undefined : openShelf(config, library);
  const totals = noTotals();
  const { say, gone } = createOutput(process);
  let whole = true;
  let stop = false;
  // once: what is stored stays, and a second one ends the program at once
  process.once('SIGINT', () => (stop = true));
  const failed = (error: unknown) => {
    whole = false;
    totals.failed++;
    complain(error);
  };
  try {
    const files: Listed[] = [];
    for (const path of paths) for (const file of await filesAt(path).catch((error: unknown) => (failed(error), []))) files.push(file);
    for (const [i, file] of files.entries()) {
      // what is to be stored is stored, whoever listens
      if (stop || (dry && gone())) break;
      const report = await importFile(file, { library, lesson, shelf, stopped: () => stop }).catch(async (error: unknown) => {
        if (!(error instanceof Unreadable)) throw error;
        failed(error);
        if (options.json) await say(`${JSON.stringify({ file: file.path, error: error.message })}\n`);
      });
      if (report) {
        count(totals, report);
        whole &&= isWhole(report);
        await say(options.json ? `${fileJson(report)}\n` : `${fileLines(report).join('\n')}\n`);
      }
      progress(files.length, i + 1, totals.found);
    }
    if (options.json) await say(`${JSON.stringify({ total: totals, stopped: stop })}\n`);
    else if (files.length > 1 || dry) await say(`${totalLine(totals, dry)}\n`);
  } finally {
    await shelf?.close();
  }
  if (stop) process.stderr.write('Stopped. What was stored stays; importing again does the rest.\n');
  return stop ? 130 : whole ? 0 : 1;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { lesson: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help || positionals.length === 0) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
  } else process.exitCode = await run(positionals, values);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
