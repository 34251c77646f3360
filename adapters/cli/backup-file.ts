import { parseArgs } from 'node:util';
import { LOCALES, type Locale } from '../../src/locale/index.js';
import { envLocale } from '../terminal/sentences.js';
import { BACKUP_SENTENCES, type BackupSentences } from './backup-sentences.js';
import { configOrExit } from './env.js';
import type { Config } from '../../src/io/config.js';

/** A program that takes one FILE and says how it went; its result is the exit code. A mistyped command ends with 2, an error with 1. */
export async function withFile(help: 'helpBackup' | 'helpRestore', run: (file: string, config: Config, say: BackupSentences) => Promise<number>): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, strict: false, options: { lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    const asked = LOCALES.find((one) => one === values.lang) ?? envLocale(process.env);
    const [file, more] = positionals;
    const unknown = Object.keys(values).some((name) => name !== 'lang' && name !== 'help') || (values.lang !== undefined && !LOCALES.includes(values.lang as Locale));
    if (values.help === true || file === undefined || more !== undefined || unknown) {
      (values.help === true ? process.stdout : process.stderr).write(`${BACKUP_SENTENCES[asked ?? 'en'][help]}\n`);
      return values.help === true ? 0 : 2;
    }
    const config = configOrExit();
    return await run(file, config, BACKUP_SENTENCES[asked ?? config.DEFAULT_LOCALE]);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
