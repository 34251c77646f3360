import type { Finding } from '../../src/io/doctor/finding.js';
import { VARIABLES } from '../../src/io/variables.js';
import type { Locale } from '../../src/locale/index.js';
import { redact } from '../../src/redact.js';
import { oneLine } from '../../src/text.js';
import { envLocale } from '../terminal/sentences.js';
import { examine } from './doctor-look.js';
import { HELP, readOptions } from './doctor-options.js';
import { loadEnv } from './env.js';

const MARKS: Readonly<Record<Finding['level'], Readonly<Record<Locale, string>>>> = {
  ok: { en: 'ok      ', 'zh-CN': '正常' },
  warning: { en: 'warning ', 'zh-CN': '注意' },
  problem: { en: 'PROBLEM ', 'zh-CN': '问题' },
};
const SUMS: Readonly<Record<Locale, (problems: number, warnings: number) => string>> = {
  en: (problems, warnings) => `${problems} problem(s), ${warnings} warning(s)`,
  'zh-CN': (problems, warnings) => `${problems} 个问题，${warnings} 个注意事项`,
};
/** Values that are secret whatever they look like. */
const SECRET = /TOKEN|SECRET|KEY/;

/** `npm run doctor`: a line for everything that was looked at, and what to do below what is wrong. */
async function run(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const early = options.lang ?? envLocale(process.env);
  if (options.help || options.wrong) {
    (options.help ? process.stdout : process.stderr).write(`${HELP[early ?? 'en']}\n`);
    return options.help ? 0 : 2;
  }
  loadEnv();
  const lang = early ?? (process.env['DEFAULT_LOCALE']?.trim() === 'en' ? 'en' : 'zh-CN');
  const secrets = Object.keys(VARIABLES).flatMap((name) => (SECRET.test(name) ? process.env[name]?.trim() || [] : []));
  const hidden = (line: string) => oneLine(secrets.reduce((now, secret) => now.replaceAll(secret, '***'), redact(line)));
  let [problems, warnings] = [0, 0];
  for await (const findings of examine(process.env, options)) {
    for (const { level, about, what, todo } of findings) {
      if (level === 'problem') problems++;
      if (level === 'warning') warnings++;
      say(`${MARKS[level][lang]} ${hidden(`${about}: ${what[lang]}`)}`);
      if (todo) say(`         → ${hidden(todo[lang])}`);
    }
  }
  say(SUMS[lang](problems, warnings));
  return problems > 0 ? 1 : 0;
}

process.exitCode = await run();
