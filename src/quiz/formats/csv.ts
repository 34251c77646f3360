import type { Locale } from '../../locale/index.js';
import { LOCALES } from '../../locale/index.js';
import type { Question } from '../question.js';
import { readCells, separatorOf, unguarded, writeCells } from './csv-cells.js';
import { cellsOf, columnOf, usedColumns } from './csv-columns.js';
import { draftOfRow } from './csv-row.js';
import { type Draft, draftOf } from './draft.js';
import { type Problem, said } from './said.js';

/** Questions as a table, a row each, with everything that a question has; with one language, without the other's columns. */
export function writeCsv(questions: readonly Question[], locales: readonly Locale[] = LOCALES): string {
  const rows = questions.map((question) => cellsOf(draftOf(question)));
  const columns = usedColumns(rows).filter((column) => !LOCALES.some((locale) => column.endsWith(` ${locale}`) && !locales.includes(locale)));
  return writeCells([columns, ...rows.map((cells) => columns.map((column) => cells.get(column) ?? ''))]);
}

/** Spreadsheets say their separator above the first row. */
const SEPARATOR = /^sep=([,;\t])(?:\r\n?|\n)/;

/** The columns that the first row names, by place. */
function columnsIn(names: readonly string[], line: number, problems: Problem[]): (string | undefined)[] {
  const columns = names.map((name) => columnOf(unguarded(name.trim())));
  if (!columns.some((column) => column !== undefined)) {
    problems.push({ line, ...said('formats.problem.columns', { names: names.join(', ').slice(0, 200) }) });
    return [];
  }
  return columns.map((column, at) => {
    const name = (names[at] ?? '').trim().slice(0, 60);
    const twice = column !== undefined && columns.indexOf(column) < at;
    if (twice || (column === undefined && name !== '')) problems.push({ line, ...said(twice ? 'formats.problem.column-twice' : 'formats.problem.column', { name }) });
    return twice ? undefined : column;
  });
}

/** What a table has, a row a draft: separated by commas, semicolons or tabs, with columns of ours or of others. */
export function readCsv(text: string, given: Locale | undefined, problems: Problem[]): Draft[] {
  const declared = SEPARATOR.exec(text);
  const body = text.slice(declared?.[0].length ?? 0);
  const { rows, open, given: gaveUp } = readCells(body, declared?.[1] ?? separatorOf(body));
  const above = declared ? 1 : 0;
  for (const line of open) problems.push({ line: line + above, ...said('formats.problem.quote') });
  if (gaveUp) problems.push({ line: (open.at(-1) ?? 1) + above, ...said('formats.problem.rest') });
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [head, ...rest] = filled;
  const columns = head ? columnsIn(head.cells, head.line + above, problems) : [];
  if (columns.length === 0) return [];
  return rest.flatMap(({ line, cells }) => {
    const more = cells.slice(columns.length).filter((cell) => cell.trim() !== '').length;
    if (more > 0) {
      problems.push({ line: line + above, ...said('formats.problem.cells', { count: more }) });
      return [];
    }
    const named = new Map<string, string>();
    cells.forEach((cell, at) => {
      const column = columns[at];
      const words = unguarded(cell.trim()).replace(/\r\n?/g, '\n');
      if (column !== undefined && words !== '') named.set(column, words);
    });
    return draftOfRow(named, line + above, given, problems) ?? [];
  });
}
