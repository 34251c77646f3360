import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createClock } from '../../src/io/clock.js';
import { callRunning } from '../../src/io/control-client.js';
import { controlFile } from '../../src/io/control.js';
import { createLog } from '../../src/io/log.js';
import { random } from '../../src/io/random.js';
import { openHall, storeAddress } from '../hall.js';
import { configOrExit } from './env.js';
import { IMPORT, importExport, type ImportReport, type Wanted } from './import-export.js';

const USAGE = `npm run import -- FILE --lesson REF

Stores the readers' comments of a column export with a lesson.
FILE  the exported lesson, with its block of comments (UTF-8)
REF   the lesson: its number, id or title

Importing again only brings likes and replies up to date.`;

/** Larger than any lesson with its comments; ours. */
const MAX_BYTES = 48 * 1024 * 1024;

async function read(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > MAX_BYTES) throw new Error(`${file} has ${Math.round(size / 1024 / 1024)} MB; an export of one lesson has at most ${MAX_BYTES / 1024 / 1024}.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    throw new Error(`${file} is not UTF-8 text. Save it as UTF-8 and import it again; nothing was changed.`, { cause });
  }
}

async function run(wanted: Wanted): Promise<ImportReport> {
  const config = configOrExit();
  const file = controlFile(storeAddress(config.STORE_URL));
  const called = file === undefined ? { running: false as const } : await callRunning(file, IMPORT, wanted);
  if (called.running) return called.result as ImportReport;
  const hall = await openHall({ config, clock: createClock(), random, log: createLog('warn') });
  try {
    return await importExport(hall.parts, wanted);
  } finally {
    await hall.close();
  }
}

function print(file: string, { lesson, declared, found, stored, refused }: ImportReport): void {
  const out = [`${file} → ${lesson}`];
  out.push(`found ${found}${declared === undefined ? ' (the file has no block of comments)' : declared === found ? ', as the file says' : `; the file says ${declared}`}`);
  out.push(`new ${stored.added}, updated ${stored.updated}, unchanged ${stored.unchanged}; the lesson has ${stored.total} now`);
  for (const { line, reason, near } of refused) out.push(`refused ${file}:${line}  ${reason}: ${near}`);
  process.stdout.write(`${out.join('\n')}\n`);
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { lesson: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  const [file] = positionals;
  if (values.help || file === undefined || values.lesson === undefined || positionals.length > 1) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const report = await run({ source: await read(file), lesson: values.lesson });
    print(file, report);
    if (report.refused.length > 0 || report.found !== (report.declared ?? report.found)) process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
