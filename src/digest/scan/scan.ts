import { label } from '../../text.js';
import type { CommentFacts } from '../comment.js';
import { entryReader, type Fault } from './entry.js';
import { lineCounter, skipSpace } from './finder.js';
import { parseCount } from './values.js';

/** A comment with the line of the file (from 1) at which its entry begins. */
export interface ScannedComment extends CommentFacts {
  readonly line: number;
}

export interface Refused {
  /** Line of the file, from 1. */
  readonly line: number;
  /** `stray`: something between two entries that is no entry. `cut-off`: the file ends inside the entry. */
  readonly reason: Fault | 'stray';
  /** One tamed line of at most 60 characters from that place. */
  readonly near: string;
}

export interface Scan {
  readonly comments: ScannedComment[];
  /** What the block's title says; the sum where there are several blocks. Undefined without a block. */
  readonly declared: number | undefined;
  readonly refused: Refused[];
  /** Whether the file has a comment block at all. */
  readonly block: boolean;
  /** The file ends inside a block. */
  readonly cut: boolean;
}

// only the title with its markup and a list after it is a block: the same words stand in bodies and comments too
const TITLE = /<strong>\s{0,9}(?:精选留言|全部留言)\s{0,9}[（(]([^（）()<]{1,20})[）)]\s{0,9}<\/strong>\s{0,9}<\/div>\s{0,99}<ul(?:\s[^<>]{0,500})?>/g;
const LINE_BREAK = /<br\s{0,9}\/?>/iy;

/**
 * Reads the comments of a column export (a lesson with `精选留言（N）` or `全部留言（N）` below it).
 *
 * Text and author are exactly what stands there, entities decoded once, white space untouched; only `<br>` becomes a
 * newline, and CRLF or CR become LF, as every HTML reader does. Never throws; linear in the length of `source`.
 */
export function scanExport(source: string): Scan {
  const html = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  const readEntry = entryReader(html);
  const lineOf = lineCounter(html);
  const comments: ScannedComment[] = [];
  const refused: Refused[] = [];
  const refuse = (at: number, reason: Refused['reason'], end = at + 200) =>
    refused.push({ line: lineOf(at), reason, near: label(html.slice(at, Math.min(end, at + 200)), 60) });
  let declared: number | undefined;
  let cut = false;

  const betweenEntries = (from: number): number => {
    let i = skipSpace(html, from);
    for (;;) {
      LINE_BREAK.lastIndex = i;
      if (!LINE_BREAK.test(html)) return i;
      i = skipSpace(html, LINE_BREAK.lastIndex);
    }
  };

  /** Reads entries from `from` to the end of their list; returns where that is. */
  const readList = (from: number): number => {
    for (let i = betweenEntries(from); ; i = betweenEntries(i)) {
      if (html.startsWith('</ul>', i)) return i + 5;
      if (i >= html.length) {
        cut = true;
        return i;
      }
      if (/^<li[\s>]/.test(html.slice(i, i + 4))) {
        const entry = readEntry(i);
        if ('comment' in entry) comments.push({ ...entry.comment, line: lineOf(i) });
        else refuse(i, entry.fault, entry.end);
        cut ||= 'fault' in entry && entry.fault === 'cut-off';
        i = entry.end;
      } else {
        const end = strayEnd(html, i + 1);
        refuse(i, end === html.length ? 'cut-off' : 'stray', end);
        i = end;
      }
    }
  };

  for (let at = 0; ; ) {
    TITLE.lastIndex = at;
    const title = TITLE.exec(html);
    if (title === null) break;
    declared = (declared ?? 0) + Math.max(0, parseCount(title[1]!) ?? 0);
    at = readList(TITLE.lastIndex);
  }
  return { comments, declared, refused, block: declared !== undefined, cut };
}

/** Where something between entries ends: at the next tag that an entry or the list's end begins with. */
function strayEnd(html: string, from: number): number {
  const next = /<li[\s>]|<\/ul>/g;
  next.lastIndex = from;
  return next.exec(html)?.index ?? html.length;
}
