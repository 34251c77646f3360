import { decodeEntities } from './entities.js';
import { MAX_AUTHOR } from './head.js';
import type { Entry, Shape } from './list.js';
import type { Fault } from './mode.js';
import { MAX_TEXT, replyOf, textOf, unpadded } from './texts.js';
import { parseDay } from './values.js';
import type { Window } from './window.js';

const HEAD = /<li>\s{0,99}<div>\s{0,99}<div style="[^"<>]{0,500}">((?:[^<]|<(?!\/div>)){0,3000})<\/div>\s{0,99}<div style="[^"<>]{0,500}">/y;
const NAME_AND_TIME = /^(?:([\s\S]*?) {1,2})?(\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)$/;
const LIKES = /\[(\d{1,9})赞\]$/;
const AFTER_TEXT = /\s{0,999}(?:<br\s?\/?>\s{0,99})?(?:<div>|(?=<\/div>\s{0,99}<\/li>))/y;
const END = /\s{0,999}<\/li>/y;

/**
 * The entries of e-books: author and time on one line, then the text with `[12赞]` behind it (nothing where there are
 * none), then the author's answer.
 */
export function ebookShape(window: Window): Shape {
  const liStart = window.place('<li>');
  const ulEnd = window.place('</ul>');
  const divEnd = window.place('</div>');
  const start = window.finder((text, from) => {
    for (let i = text.indexOf('<li>', from); i >= 0; i = text.indexOf('<li>', i + 4)) {
      HEAD.lastIndex = i;
      if (HEAD.test(text)) return i;
    }
    return -1;
  });
  const next = (from: number) => Math.min(start(from), ulEnd(from));

  const read = (at: number): Entry => {
    const source = window.text;
    const fault = (reason: Fault): Entry => ({ fault: reason, from: at + 4, next });
    const border = Math.min(start(at + 1), at + window.sizes.reach);
    HEAD.lastIndex = at;
    const line = HEAD.exec(source)?.[1];
    if (line === undefined) return fault('no-author');
    const from = HEAD.lastIndex;
    const [, name, time] = NAME_AND_TIME.exec(unpadded(line)) ?? [undefined, unpadded(line), undefined];
    const author = decodeEntities(name ?? '');
    const date = time === undefined ? undefined : parseDay(time, 0)?.day;
    if (author.length > MAX_AUTHOR) return fault('too-long');
    if (time !== undefined && date === undefined) return fault('bad-date');
    for (let close = divEnd(from); close < border; close = divEnd(close + 1)) {
      AFTER_TEXT.lastIndex = close + 6;
      if (!AFTER_TEXT.test(source)) continue;
      const answerAt = AFTER_TEXT.lastIndex;
      for (let outer = divEnd(answerAt); outer < border; outer = divEnd(outer + 1)) {
        END.lastIndex = outer + 6;
        if (!END.test(source)) continue;
        const written = unpadded(source.slice(from, close));
        const likes = LIKES.exec(written.slice(-20));
        const text = textOf(likes === null ? written : unpadded(written.slice(0, -likes[0].length)));
        if (text.length > MAX_TEXT) return { fault: 'too-long', end: END.lastIndex };
        const comment = { author, likes: Number(likes?.[1] ?? 0), replyCount: undefined, text, date, line: window.lineOf(at), reply: answerOf(source.slice(answerAt, outer)) };
        return { comment, end: END.lastIndex };
      }
      break;
    }
    return fault('unclosed');
  };

  return { opens: (at) => liStart(at) === at, read, start, resume: (from) => Math.min(liStart(from), ulEnd(from)) };
}

/** The box of an answer: its paragraphs; or a line with who answered and when, and the answer. */
function answerOf(box: string): string | undefined {
  const lines = unpadded(textOf(box.replace(/<\/?(?:div|p)(?:\s[^<>]{0,500})?>/g, '\n'))).split('\n');
  const who = /^\s*作者回复\s{0,9}(?:\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)?\s*$/.test(lines[0]!);
  return replyOf(lines.slice(who ? 1 : 0).join('\n'));
}
