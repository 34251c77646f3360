import { decodeEntities } from './entities.js';
import { MAX_AUTHOR } from './head.js';
import type { Scanning } from './mode.js';
import { MAX_TEXT } from './texts.js';
import { isDay } from './values.js';

// no bounds needed here: nothing in it runs past a `<`
const HEAD = /<li>(?:<img src="[^"<>]*" width="30px"(?: referrerpolicy="no-referrer")?>)?<span>([^<]*)<\/span> 👍（(\d{1,9})） 💬（(-?\d{1,9})）<(?:div|p)>/y;
const P_END = '</p>';
const DIV_END = '</div>';

/**
 * Hands on an entry that is written exactly as the exporters write it, with no `<` in its text: most are. Returns where
 * it ends, or -1 for any other, which the careful reader takes; where both can, they read the same.
 */
export function readQuickly({ window, comment }: Scanning, at: number): number {
  const source = window.text;
  HEAD.lastIndex = at;
  const head = HEAD.exec(source);
  if (head === null) return -1;
  const from = HEAD.lastIndex;
  const to = source.indexOf('<', from);
  if (to < 0 || to - from > MAX_TEXT) return -1;
  const closer = source.charCodeAt(from - 2) === 0x70 ? P_END : DIV_END;
  const dayAt = to + closer.length;
  if (!source.startsWith(closer, to) || !source.startsWith('</li>', dayAt + 10)) return -1;
  const date = source.slice(dayAt, dayAt + 10);
  if (!isDay(date)) return -1;
  const author = decodeEntities(head[1]!);
  if (author.length > MAX_AUTHOR) return -1;
  const replies = Number(head[3]);
  comment({ author, likes: Number(head[2]), replyCount: replies < 0 ? undefined : replies, text: decodeEntities(source.slice(from, to)), date, line: window.lineOf(at) });
  let end = dayAt + 15;
  // what stands between two entries
  if (source.startsWith('<br/>', end)) end += 5;
  return source.charCodeAt(end) === 10 ? end + 1 : end;
}
