import { parseArgs } from 'node:util';
import { filesAt } from '../../src/io/exports/files.js';
import { Unreadable } from '../../src/io/exports/read.js';
import { fromRoot } from '../../src/io/paths.js';
import { isLocale, LOCALES } from '../../src/locale/index.js';
import { localDate } from '../../src/schedule/zone.js';
import { readLibrary } from '../hall.js';
import { commentsIn, judged, page } from './digest-file.js';
import { configOrExit } from './env.js';
import { createOutput } from './output.js';

const USAGE = `npm run -s digest -- PATH… [--lang ${LOCALES.join('|')}] [--json]

Shows the digest of exported lessons, without storing anything.
PATH     an exported lesson with its comments, or a folder of them
--lang   the language around the quotes
--json   one line a comment instead, in order of the file:
         class    insight, question, answer, correction, experience, request, praise or other
         rank     1 is the first highlight of its file
         open     whether the digest lists it as an open question
         cluster  the same number for comments that say the same`;

const { values, positionals: paths } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
if (values.help || paths.length === 0 || (values.lang !== undefined && !isLocale(values.lang))) {
  process.stdout.write(`${USAGE}\n`);
  process.exitCode = values.help ? 0 : 2;
} else {
  const config = configOrExit();
  const locale = values.lang !== undefined && isLocale(values.lang) ? values.lang : config.DEFAULT_LOCALE;
  const { glossary } = (await readLibrary(fromRoot(config.COURSE))).course;
  const now = localDate(Date.now(), config.DEFAULT_ZONE);
  const { say, gone } = createOutput(process);
  for (const path of paths) {
    const files = await filesAt(path).catch(refused);
    for (const file of files) {
      if (gone()) break;
      await show(file.path).catch((error: unknown) => {
        if (!(error instanceof Unreadable)) throw error;
        refused(error);
      });
    }
  }

  async function show(file: string): Promise<void> {
    const comments = await commentsIn(file);
    if (values.json) for (const line of judged(file, comments, glossary, now)) await say(`${line}\n`);
    else await say(`${page(file, comments, glossary, now, locale)}\n\n`);
  }
}

/** A path that cannot be read is named, and the others go on. */
function refused(error: Error): [] {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
  return [];
}
