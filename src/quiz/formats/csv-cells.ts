/** A row of a table and the line, from 1, on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a spreadsheet would run as a formula, however many quotes stand before it. */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/;

/** A quote before it makes it words. What has quotes there already gets one more, so that every cell comes back as it was. */
const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

export const unguarded = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);

/** RFC 4180: commas, CR LF, quotes where they are needed. */
export function writeCells(rows: readonly (readonly string[])[]): string {
  const cell = (words: string): string => {
    const safe = guarded(words);
    return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

const SEPARATORS = [',', ';', '\t'] as const;

/** The separator that the first row has most of outside its quotes. */
export function separatorOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const [best] = [...SEPARATORS].sort((a, b) => first.split(b).length - first.split(a).length);
  return best ?? ',';
}

export interface Cells {
  readonly rows: readonly Row[];
  /** Lines of rows with a quote that does not end with its cell: they are left out, and the lines below them are read. */
  readonly open: readonly number[];
  /** There were so many of these that reading ended there. */
  readonly given: boolean;
}

/** As often as this a quote is forgiven; each time what follows its line is read again. */
const MAX_OPEN = 50;

/** Reads a table; CR LF, LF or CR end a row, quotes may hold all of them. Linear. */
export function readCells(text: string, separator: string): Cells {
  const rows: Row[] = [];
  const open: number[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = { at, line };
    const cells: string[] = [];
    let ended = false;
    while (!ended) {
      let cell = '';
      const quoted = text[at] === '"';
      if (quoted) {
        for (at++; ; ) {
          const end = text.indexOf('"', at);
          const part = text.slice(at, end < 0 ? text.length : end);
          line += linesIn(part);
          cell += part;
          at = end < 0 ? text.length + 1 : end + 1;
          if (text[at] !== '"') break;
          cell += '"';
          at++;
        }
      }
      if (at > text.length) break;
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
      if (quoted && text.slice(at, end).trim() !== '') break;
      cells.push(cell + text.slice(at, end));
      ended = text[end] !== separator;
      at = end + 1;
    }
    if (!ended) {
      open.push(start.line);
      if (open.length === MAX_OPEN) return { rows, open, given: true };
      const next = /\r\n?|\n/g;
      next.lastIndex = start.at;
      [at, line] = [next.exec(text) ? next.lastIndex : text.length, start.line + 1];
      continue;
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at++;
    line++;
    rows.push({ line: start.line, cells });
  }
  return { rows, open, given: false };
}

const linesIn = (part: string): number => part.match(/\r\n?|\n/g)?.length ?? 0;
