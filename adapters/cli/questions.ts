import { fromRoot } from '../../src/io/paths.js';
import { readLibrary } from '../hall.js';
import { envLocale } from '../terminal/sentences.js';
import { configOrExit } from './env.js';
import { createOutput } from './output.js';
import { runExport } from './questions-export.js';
import { runImport } from './questions-import.js';
import { readOptions } from './questions-options.js';
import { SENTENCES } from './questions-sentences.js';

const out = createOutput(process);
const note = (line: string) => void process.stderr.write(`${line}\n`);

/** `npm run questions`: the course's questions to other programs, and from them. */
async function run(argv: readonly string[]): Promise<number> {
  const { options, complaints } = readOptions(argv);
  const early = options.lang ?? envLocale(process.env);
  if (options.help || complaints.length > 0) {
    const say = SENTENCES[early ?? 'en'];
    for (const complaint of options.help ? [] : complaints) note(complaint(say));
    if (options.help) await out.say(`${say.help}\n`);
    return options.help ? 0 : 2;
  }
  const config = configOrExit();
  const lang = early ?? config.DEFAULT_LOCALE;
  const desk = { say: SENTENCES[lang], lang, out, note };
  const folder = fromRoot(config.COURSE);
  const library = await readLibrary(folder);
  return options.action === 'export' ? runExport(options, library, desk) : runImport(options, folder, library, desk);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
