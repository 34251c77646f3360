import { isLocale, type Key, type Params, type T } from '../../locale/index.js';

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

/** The sentence in a language. */
export function sentence(t: T, { key, params }: Said): string {
  const locale = String(params['locale'] ?? '');
  return t(key, isLocale(locale) ? { ...params, language: t(`formats.language.${locale}`) } : params);
}

/** The sentence behind its line: “line 12: …”, “第 12 行：…”. */
export const placed = (t: T, problem: Problem): string => t('formats.line', { line: problem.line, what: sentence(t, problem) });
