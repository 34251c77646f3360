import { label } from '../../text.js';
import { decodeEntities } from './entities.js';
import { MAX_AUTHOR } from './head.js';
import type { Refused, ScannedComment } from './mode.js';
import { type Tag, tagsOf } from './tags.js';
import { MAX_TEXT, textOf, unpadded } from './texts.js';
import { parseCount, parseDay } from './values.js';
import { Window } from './window.js';

/** Longest file that the parser is given, UTF-16 units. A lesson with its comments has a tenth of it. */
export const MAX_RESCUE = 4 * 1024 * 1024;

const TITLE = /(?:精选留言|全部留言)\s{0,9}[（(]\s{0,9}(\d{1,9})/;
/** As an element of its own, so that no words of the lesson are taken for it. */
const ELEMENT = new RegExp(String.raw`${TITLE.source}\s{0,9}[）)]\s{0,9}<\/`);
const COUNTS = /👍\s{0,9}[（(]([^（）()<\n]{0,20})[）)]\s{0,9}💬\s{0,9}[（(]([^（）()<\n]{0,20})[）)]/u;
const DAY_AT_END = /(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?\s{0,20}$/;
const HOLDS_TEXT = new Set(['div', 'p', 'section', 'blockquote', 'pre']);

export interface Rescued {
  readonly declared: number;
  readonly comments: ScannedComment[];
  readonly refused: Refused[];
}

/**
 * Reads `<li>` entries with likes and replies by way of a real HTML parser, for markup that the scanner does not know:
 * capital letters, wrapped or missing tags, `>` inside attributes. Undefined where there is nothing for it to do: no such
 * block, a file too large, tags nested too deeply.
 */
export function rescue(source: string): Rescued | undefined {
  const title = source.length > MAX_RESCUE ? null : (ELEMENT.exec(source) ?? TITLE.exec(source));
  if (title === null || source.indexOf('👍', title.index) < 0) return undefined;
  const tags = tagsOf(source, title.index);
  if (tags === undefined) return undefined;
  const window = new Window();
  window.refill(0, source, true);
  const comments: ScannedComment[] = [];
  const refused: Refused[] = [];
  const starts = tags.flatMap((tag, i) => (tag.open && tag.name === 'li' ? [i] : []));
  for (const [n, start] of starts.entries()) {
    const next = starts[n + 1] ?? tags.length;
    const own = tags.slice(start, next);
    const { from } = own[0]!;
    const to = tags[next]?.from ?? source.length;
    const counts = COUNTS.exec(source.slice(from, to));
    // an item without them is a reply, or part of the lesson
    if (counts === null) continue;
    const line = window.lineOf(from);
    const entry = readEntry(source, own, { from, to, counts });
    if (entry) comments.push({ ...entry, line });
    else refused.push({ line, reason: 'unclosed', near: label(source.slice(from, Math.min(to, from + 200)), 60) });
  }
  return { declared: Number(title[1]), comments, refused };
}

interface Item {
  readonly from: number;
  readonly to: number;
  readonly counts: RegExpExecArray;
}

/** `own`: the item's tags, its `<li>` first. */
function readEntry(source: string, own: readonly Tag[], { from, to, counts }: Item): Omit<ScannedComment, 'line'> | undefined {
  const countsAt = from + counts.index;
  const author = nameIn(source, own.filter((tag) => tag.to <= countsAt), countsAt);
  const [likes, replies] = [parseCount(counts[1]!), parseCount(counts[2]!)];
  const box = own.find((tag) => tag.open && tag.from >= countsAt && HOLDS_TEXT.has(tag.name));
  if (author === undefined || author.length > MAX_AUTHOR || likes === undefined || box === undefined) return undefined;
  // the day is the last thing before the item's end or the replies nested into it; a file that ends there may be cut off
  const after = own.filter((tag) => tag.from > box.from);
  const ends = after.flatMap((tag, i) => (tag.name === 'ul' || tag.name === 'ol' || (tag.name === 'li' && !tag.open) ? [outermost(source, after, i)] : []));
  for (const end of [...ends, ...(to < source.length ? [to] : [])]) {
    const before = source.slice(Math.max(box.to, end - 60), end);
    const found = DAY_AT_END.exec(before);
    const date = found === null ? undefined : parseDay(found[0], 0)?.day;
    if (found === null || date === undefined) continue;
    const text = textOf(unclosed(source.slice(box.to, end - before.length + found.index), box.name));
    if (text.length > MAX_TEXT) return undefined;
    return { author, likes: Math.max(0, likes), replyCount: replies === undefined || replies < 0 ? undefined : replies, text, date };
  }
  return undefined;
}

/** The name in front of the counts: what the `<span>` holds, however many tags are inside it. */
function nameIn(source: string, before: readonly Tag[], end: number): string | undefined {
  const span = before.findIndex((tag) => tag.open && tag.name === 'span');
  if (span < 0) return undefined;
  const last = before.findLast((tag) => !tag.open && tag.name === 'span')?.from ?? end;
  let name = '';
  let at = before[span]!.to;
  for (const tag of before.slice(span + 1)) {
    if (tag.from >= last) break;
    name += source.slice(at, tag.from);
    at = tag.to;
  }
  name += source.slice(at, Math.max(at, last));
  // a name that is nothing but something like a tag
  return decodeEntities(name.trim() === '' ? source.slice(before[span]!.to, last) : name);
}

/** Where the run of end tags begins that ends with this tag: what wraps an entry or its day ends there too. */
function outermost(source: string, tags: readonly Tag[], at: number): number {
  let i = at;
  while (i > 0 && !tags[i - 1]!.open && source.slice(tags[i - 1]!.to, tags[i]!.from).trim() === '') i--;
  return tags[i]!.from;
}

/** Without the end tag of the box (and what opens for the day after it); where that is missing, without the white space in front of what came instead. */
function unclosed(raw: string, name: string): string {
  const tail = raw.slice(-300);
  const found = new RegExp(`</${name}\\s{0,9}>\\s{0,99}(?:<[a-z][^<>]{0,100}>\\s{0,99}){0,3}$`, 'i').exec(tail);
  return found === null ? unpadded(raw) : raw.slice(0, raw.length - tail.length + found.index);
}
