import type { CommentFacts } from '../comment.js';
import type { Refused, ScannedComment } from './mode.js';
import { rescue } from './rescue.js';
import { createScanner, type Summary } from './scanner.js';

export type { Refused, ScannedComment } from './mode.js';

export interface Scan extends Summary {
  readonly comments: ScannedComment[];
  readonly refused: Refused[];
  /** The markup was not as exporters write it, and an HTML parser found more. */
  readonly rescued?: true;
}

/**
 * Reads the comments of a column export (a lesson with its comments below it), in every form that exporters write.
 *
 * Text and author are exactly what stands there, entities decoded once, white space untouched; only `<br>` becomes a
 * newline, and CRLF or CR become LF, as every HTML reader does. Where the scanner refuses something or finds less than
 * the file declares, an HTML parser tries too; its result is taken where it has more and lacks nothing. Never throws;
 * linear in the length of `source`.
 */
export function scanExport(source: string): Scan {
  const comments: ScannedComment[] = [];
  const refused: Refused[] = [];
  const scanner = createScanner({ comment: (comment) => comments.push(comment), refused: (one) => refused.push(one) });
  const scan: Scan = { comments, refused, ...scanner.end(source) };
  const whole = scan.block && refused.length === 0 && comments.length >= (scan.declared ?? 0);
  return (whole ? undefined : better(scan, source)) ?? scan;
}

function better(scan: Scan, source: string): Scan | undefined {
  const found = rescue(source.replace(/\r\n?/g, '\n'));
  if (found === undefined || found.comments.length <= scan.comments.length || !holds(found.comments, scan.comments)) return undefined;
  const refused = [...found.refused, ...scan.refused.filter((one) => one.reason === 'cut-off')];
  return { comments: found.comments, refused, declared: scan.declared ?? found.declared, block: true, cut: scan.cut, rescued: true };
}

/** Whether `all` has every one of `some`, as often. */
function holds(all: readonly CommentFacts[], some: readonly CommentFacts[]): boolean {
  const key = ({ author, date, text }: CommentFacts) => JSON.stringify([author, date, text]);
  const left = new Map<string, number>();
  for (const one of all) left.set(key(one), (left.get(key(one)) ?? 0) + 1);
  return some.every((one) => {
    const count = left.get(key(one)) ?? 0;
    left.set(key(one), count - 1);
    return count > 0;
  });
}
