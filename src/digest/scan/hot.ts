import { decodeEntities } from './entities.js';
import { MAX_AUTHOR } from './head.js';
import type { Sections } from './sections.js';
import { MAX_TEXT, replyOf } from './texts.js';
import { parseCount } from './values.js';
import type { Window } from './window.js';

const TOP = /^### \d{1,4}\. ([^\n]{0,400}?) ?👍 {0,9}(\S{1,20})[ \t]*$/m;
const ALL = /^\*\*([^\n]{0,400}?)\*\* {0,9}👍 {0,9}(\S{1,20})[ \t]*$/m;
const HEADING = /^## (?:热评 TOP|全部评论)/m;
/** A line that begins an entry stands after a blank one. */
const AFTER_BLANK = String.raw`(?<=\n[ \t]*\n)`;
/** More than this many are no list of the best. */
const MAX_TOP = 1000;

/**
 * The entries of `## 热评 TOP 10` (`### 1. name 👍 12`) and `## 全部评论` (`**name** 👍 0`), each with its text and the
 * author's answer as a quote below. The best ones stand in both lists: what was told once is not told again.
 */
export function hotSections(window: Window, list: 'top' | 'all', told: Map<string, number>): Sections {
  const entry = list === 'top' ? TOP : ALL;
  const sticky = new RegExp(entry.source, 'my');
  const next = new RegExp(`${AFTER_BLANK}(?:${entry.source}|${HEADING.source})`, 'gm');
  return {
    opens(at) {
      sticky.lastIndex = at;
      return sticky.exec(window.text)?.[0].length;
    },
    next: window.finder((text, from) => {
      next.lastIndex = from;
      return next.exec(text)?.index ?? -1;
    }),
    read(raw, line) {
      const head = entry.exec(raw)!;
      const author = decodeEntities(head[1]!);
      const likes = parseCount(head[2]!);
      const { body, reply } = answered(raw.slice(head[0].length).split('\n'));
      const text = decodeEntities(body);
      if (author.length > MAX_AUTHOR || text.length > MAX_TEXT) return { fault: 'too-long' };
      if (likes === undefined) return { fault: 'no-likes' };
      const key = `${author}\n${text}`;
      const before = told.get(key) ?? 0;
      if (list === 'all' && before > 0) {
        told.set(key, before - 1);
        return { comment: null };
      }
      if (list === 'top' && told.size < MAX_TOP) told.set(key, before + 1);
      return { comment: { author, likes: Math.max(0, likes), replyCount: undefined, text, date: undefined, line, reply } };
    },
  };
}

/** The text of an entry, and the quote at its end, which is the answer where it says so. */
function answered(lines: readonly string[]): { body: string; reply: string | undefined } {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const text = lines.slice(0, last + 1);
  const own = text.findLastIndex((line) => line.trim() !== '' && !line.startsWith('>')) + 1;
  const answers = text.findIndex((line, i) => i >= own && /^> ?作者回复\s{0,9}[:：]/.test(line));
  const said = answers < 0 ? [] : text.slice(answers).map((line) => line.replace(/^> ?/, ''));
  const reply = replyOf(decodeEntities(said.join('\n').replace(/ ?👍 \d{1,9}$/, '')));
  const kept = answers < 0 ? text : text.slice(0, answers);
  const from = Math.max(0, kept.findIndex((line) => line.trim() !== ''));
  const to = kept.findLastIndex((line) => line.trim() !== '');
  return { body: kept.slice(from, to + 1).join('\n'), reply };
}
