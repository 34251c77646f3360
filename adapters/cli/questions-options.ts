import { parseArgs } from 'node:util';
import { LOCALES, type Locale } from '../../src/locale/index.js';
import { READABLE } from '../../src/quiz/formats/read.js';
import { WRITABLE, type Writable } from '../../src/quiz/formats/write.js';
import { oneLine } from '../../src/text.js';
import type { Sentences } from './questions-sentences.js';

export interface QuestionsOptions {
  readonly action: 'export' | 'import' | undefined;
  /** To import. */
  readonly file: string | undefined;
  readonly format: Writable | undefined;
  readonly lesson: string | undefined;
  readonly topic: string | undefined;
  readonly locale: Locale | undefined;
  readonly out: string | undefined;
  readonly lang: Locale | undefined;
  readonly dry: boolean;
  readonly help: boolean;
}

/** The sentence for a person who mistyped something, still without its language. */
type Complaint = (say: Sentences) => string;

const VALUES = { format: 'both', lesson: 'both', topic: 'export', locale: 'both', out: 'both', lang: 'both' } as const;
const FLAGS = { 'dry-run': 'import', help: 'both' } as const;
type Name = keyof typeof VALUES | keyof typeof FLAGS;
const WHERE: Readonly<Record<string, 'both' | 'export' | 'import' | undefined>> = { ...VALUES, ...FLAGS };
const DECLARED = {
  format: { type: 'string' }, lesson: { type: 'string' }, topic: { type: 'string' }, locale: { type: 'string' }, out: { type: 'string' }, lang: { type: 'string' },
  'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
} as const satisfies Record<Name, object>;

/** Reads the command line. `complaints`: all that is wrong with it, in order; the rest is read all the same, for its language. */
export function readOptions(argv: readonly string[]): { options: QuestionsOptions; complaints: Complaint[] } {
  const { tokens, positionals } = parseArgs({ args: [...argv], options: DECLARED, strict: false, allowPositionals: true, tokens: true });
  const complaints: Complaint[] = [];
  const [word, file, ...more] = positionals;
  const action = word === 'export' || word === 'import' ? word : undefined;
  const given: Partial<Record<string, string>> = {};
  const flags = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, value } = token;
    const option = oneLine(token.rawName);
    const where = Object.hasOwn(WHERE, name) ? WHERE[name] : undefined;
    if (where === undefined || (where !== 'both' && action !== undefined && where !== action)) complaints.push((say) => say.unknownOption(option));
    else if (name in FLAGS) {
      if (value === undefined) flags.add(name);
      else complaints.push((say) => say.noValue(option));
    } else if (value === undefined || value === '' || (!token.inlineValue && value.startsWith('-'))) complaints.push((say) => say.needsValue(option));
    else given[name] = value;
  }
  const among = <V extends string>(name: string, all: readonly V[]): V | undefined => {
    const value = given[name];
    if (value === undefined || all.includes(value as V)) return value as V | undefined;
    complaints.push((say) => say.notOne(`--${name}`, oneLine(value), all.join(', ')));
    return undefined;
  };
  const format = among<Writable>('format', action === 'import' ? READABLE : WRITABLE);
  const locale = among('locale', LOCALES);
  const lang = among('lang', LOCALES);
  if (word === undefined) complaints.push((say) => say.noAction);
  else if (action === undefined) complaints.push((say) => say.badAction(oneLine(word)));
  else if (action === 'import' && file === undefined) complaints.push((say) => say.noFile);
  else if (action === 'export' && given['format'] === undefined) complaints.push((say) => say.noFormat);
  const extra = action === 'export' ? file : more[0];
  if (action !== undefined && extra !== undefined) complaints.push((say) => say.extra(oneLine(extra)));
  const { lesson, topic, out } = given;
  return { options: { action, file, format, lesson, topic, locale, out, lang, dry: flags.has('dry-run'), help: flags.has('help') }, complaints };
}
