import type { Refused, ScannedComment } from './mode.js';
import { createScanner, type Summary } from './scanner.js';

export type { Refused, ScannedComment } from './mode.js';

export interface Scan extends Summary {
  readonly comments: ScannedComment[];
  readonly refused: Refused[];
}

/**
 * Reads the comments of a column export (a lesson with its comments below it), in every form that exporters write.
 *
 * Text and author are exactly what stands there, entities decoded once, white space untouched; only `<br>` becomes a
 * newline, and CRLF or CR become LF, as every HTML reader does. Never throws; linear in the length of `source`.
 */
export function scanExport(source: string): Scan {
  const comments: ScannedComment[] = [];
  const refused: Refused[] = [];
  const scanner = createScanner({ comment: (comment) => comments.push(comment), refused: (one) => refused.push(one) });
  return { comments, refused, ...scanner.end(source) };
}
