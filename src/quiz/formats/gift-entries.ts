import { type Problem, said } from './said.js';

/** A stretch of lines that stand together, without its comments: their lines are empty. */
export interface Entry {
  readonly line: number;
  readonly text: string;
  /** What its comments say in brackets, `[name:value]`, in order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** More entries than any course has in both languages. */
const MAX_ENTRIES = 20_000;

// bounded, so that a bracket without its other one costs no more than its own stretch
const FIELD = /\[([a-z]{1,20}):((?:[^\]\\]|\\.){0,1000})\]/g;

const fieldsOf = (comment: string): [string, string][] => [...comment.matchAll(FIELD)].map(([, name = '', value = '']) => [name, value.replace(/\\(.)/g, '$1').trim()]);

/** The entries of a GIFT text: empty lines stand between them, comments and categories are none. */
export function entriesOf(lines: readonly string[], problems: Problem[]): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < lines.length; at++) {
    if ((lines[at] as string).trim() === '') continue;
    const from = at;
    const fields: [string, string][] = [];
    const kept: string[] = [];
    for (; at < lines.length && (lines[at] as string).trim() !== ''; at++) {
      const line = lines[at] as string;
      const comment = line.trimStart().startsWith('//');
      if (comment) fields.push(...fieldsOf(line));
      kept.push(comment || line.startsWith('$CATEGORY:') ? '' : line);
    }
    const text = kept.join('\n');
    if (text.trim() === '') continue;
    if (entries.length === MAX_ENTRIES) {
      problems.push({ line: from + 1, ...said('formats.problem.too-many', { max: MAX_ENTRIES }) });
      break;
    }
    // it begins where its words do
    entries.push({ line: from + 1, text, fields });
  }
  return entries;
}
