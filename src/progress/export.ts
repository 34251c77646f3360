import type { Row } from './belongings.js';

/** What is kept of a member, by kind. */
export interface Section {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** An object with a list a kind; one thing a line, so that it can be read, and cut between lines. */
export function asJson(sections: readonly Section[]): string {
  const list = ({ name, rows }: Section) => `  ${JSON.stringify(name)}: [${rows.map((row) => `\n    ${JSON.stringify(row)}`).join(',')}${rows.length > 0 ? '\n  ' : ''}]`;
  return `{\n${sections.map(list).join(',\n')}\n}`;
}

/** RFC 4180 with LF: one table, its first column the kind; a column for every property that any kind has. */
export function asCsv(sections: readonly Section[]): string {
  const columns = [...new Set(sections.flatMap(({ rows }) => rows.flatMap((row) => Object.keys(row))))];
  const cell = (value: Row[string]): string => {
    const words = value === undefined ? '' : String(value);
    return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  };
  const lines = sections.flatMap(({ name, rows }) => rows.map((row) => [name, ...columns.map((column) => row[column])].map(cell).join(',')));
  return [['kind', ...columns].join(','), ...lines].join('\n');
}
