import { isLocale, type Key, type Params, type T } from '../../locale/index.js';
import { label } from '../../text.js';

/** A sentence that has yet to find its language. `locale` among its values is a language that it names. */
export interface Said {
  readonly key: Key;
  readonly params: Params;
}

/** What is wrong with a text, and on which of its lines, from 1. */
export interface Problem extends Said {
  readonly line: number;
}

export const said = (key: Key, params: Params = {}): Said => ({ key, params });

/** What is quoted of a text, UTF-16 units: a dozen ids. */
const QUOTED = 600;

/** The sentence in a language, on one line; what it quotes of a text is data and steers nothing. */
export function sentence(t: T, { key, params }: Said): string {
  const quoted = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? label(value, QUOTED) : value]));
  const locale = String(params['locale'] ?? '');
  return t(key, isLocale(locale) ? { ...quoted, language: t(`formats.language.${locale}`) } : quoted);
}

/** The sentence behind its line: “line 12: …”, “第 12 行：…”. */
export const placed = (t: T, problem: Problem): string => t('formats.line', { line: problem.line, what: sentence(t, problem) });
