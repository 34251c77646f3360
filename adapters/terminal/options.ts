import { parseArgs } from 'node:util';
import { oneLine } from '../../src/text.js';
import type { CliLocale, Sentences } from './sentences.js';

export interface AskOptions {
  /** Undefined: lines come from standard input. */
  readonly line: string | undefined;
  readonly as: string;
  readonly lang: CliLocale | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

/** The sentence for a person who mistyped an option, still without its language. */
type Complaint = (say: Sentences) => string;

const DECLARED = {
  as: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Ours; it becomes part of store keys (≤ 512 UTF-16 code units). */
const MAX_NAME = 64;

/** Reads the command line. `complaint` is the first thing wrong with it; the rest is read all the same, for its language. */
export function readOptions(argv: readonly string[]): { options: AskOptions; complaint: Complaint | undefined } {
  const { tokens, positionals } = parseArgs({ args: [...argv], options: DECLARED, strict: false, allowPositionals: true, tokens: true });
  const complaints: Complaint[] = [];
  const given: { as: string; lang?: CliLocale; json: boolean; help: boolean } = { as: 'me', json: false, help: false };
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, value } = token;
    const option = oneLine(token.rawName);
    if (name === 'json' || name === 'help') {
      if (value === undefined) given[name] = true;
      else complaints.push((say) => say.noValue(option));
    } else if (name !== 'as' && name !== 'lang') {
      complaints.push((say) => say.unknownOption(option));
    } else if (value === undefined || (!token.inlineValue && value.startsWith('-'))) {
      complaints.push((say) => say.needsValue(option));
    } else if (name === 'as') {
      given.as = oneLine(value);
      if (given.as === '' || given.as.length > MAX_NAME) complaints.push((say) => say.badName);
    } else {
      const lang = langOf(value);
      if (lang) given.lang = lang;
      else complaints.push((say) => say.badLang(oneLine(value)));
    }
  }
  const line = positionals.length > 0 ? positionals.join(' ') : undefined;
  return { options: { ...given, lang: given.lang, line }, complaint: complaints[0] };
}

function langOf(value: string): CliLocale | undefined {
  if (/^zh([-_]cn)?$/i.test(value)) return 'zh-CN';
  return /^en$/i.test(value) ? 'en' : undefined;
}
