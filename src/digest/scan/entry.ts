import type { CommentFacts } from '../comment.js';
import { decodeEntities } from './entities.js';
import { finder, skipSpace, type Finder } from './finder.js';
import { isStart, readHead, type HeadFault } from './head.js';
import { parseDay } from './values.js';

/** Longest text of a comment, UTF-16 units after decoding. Columns allow some thousand; beyond this it is damage. */
export const MAX_TEXT = 100_000;

export type Fault = HeadFault | 'bad-date' | 'unclosed' | 'cut-off';

export type Entry = { readonly end: number } & ({ readonly comment: CommentFacts } | { readonly fault: Fault });

const AFTER_DAY = /<(?:\/li|\/ul|li|ul|br)\b/y;
const BREAK = /<br\s{0,9}\/?>/gi;

/** Reads entries of one source, at rising positions; linear in all. */
export function entryReader(source: string): (at: number) => Entry {
  const place = (needle: string): Finder => finder((from) => source.indexOf(needle, from));
  const closers: Readonly<Record<string, Finder>> = { '</div>': place('</div>'), '</p>': place('</p>') };
  const liEnd = place('</li>');
  const ulEnd = place('</ul>');
  const ulStart = place('<ul');
  const start = finder((from) => {
    let i = source.indexOf('<li', from);
    while (i >= 0 && !isStart(source, i)) i = source.indexOf('<li', i + 3);
    return i;
  });

  /** Where reading goes on after a damaged entry: after its end tag, or at whatever comes before that. */
  const fail = (fault: Fault, from: number): Entry => {
    const end = Math.min(liEnd(from) + 5, start(from), ulEnd(from));
    return end === Infinity ? { fault: 'cut-off', end: source.length } : { fault, end };
  };

  /** Replies that an exporter nested into the entry are no comments of the column: passed over, up to `border`. */
  const passReplies = (from: number, border: number): number => {
    let depth = 0;
    for (let i = from; ; ) {
      const [open, close] = [ulStart(i), ulEnd(i)];
      if (Math.min(open, close) >= border) return Math.min(border, source.length);
      depth += open < close ? 1 : -1;
      i = Math.min(open, close) + (open < close ? 3 : 5);
      if (depth === 0) return i;
    }
  };

  return (at) => {
    const head = readHead(source, at);
    if (head === undefined) return fail('unclosed', at + 3);
    if (typeof head === 'string') return fail(head, at + 3);
    const border = start(at + 3);
    const closing = closers[head.closer]!;
    for (let close = closing(head.text); close < border; close = closing(close + 1)) {
      const dayAt = skipSpace(source, close + head.closer.length);
      const day = parseDay(source, dayAt);
      const rest = skipSpace(source, day?.end ?? dayAt);
      AFTER_DAY.lastIndex = rest;
      if (day === undefined) {
        // not a date, but the entry ends here all the same
        if (/^[^<]{0,60}<\/li>/.test(source.slice(rest, rest + 70))) return fail('bad-date', rest);
        continue;
      }
      const whole = rest === source.length ? rest - dayAt >= 10 : AFTER_DAY.test(source);
      if (!whole) continue;
      const raw = source.slice(head.text, close);
      const text = decodeEntities(raw.includes('<') ? raw.replace(BREAK, '\n') : raw);
      let end = source.startsWith('<ul', rest) ? skipSpace(source, passReplies(rest, border)) : rest;
      if (source.startsWith('</li>', end)) end += 5;
      if (text.length > MAX_TEXT) return { fault: 'too-long', end };
      return { comment: { author: head.author, likes: head.likes, replyCount: head.replyCount, text, date: day.day }, end };
    }
    return border === Infinity && ulEnd(head.text) === Infinity ? { fault: 'cut-off', end: source.length } : unclosed(head.text, border);
  };

  function unclosed(from: number, border: number): Entry {
    return { fault: 'unclosed', end: Math.min(border, ulEnd(from), source.length) };
  }
}
