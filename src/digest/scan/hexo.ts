import { decodeEntities } from './entities.js';
import { skipSpace } from './finder.js';
import { MAX_AUTHOR } from './head.js';
import type { Entry, Shape } from './list.js';
import type { Fault } from './mode.js';
import { MAX_TEXT, replyOf, textOf } from './texts.js';
import { parseDay } from './values.js';
import type { Window } from './window.js';

/** What an entry of this exporter begins with; nothing else of a lesson does. */
export const HEXO_ENTRY = '<div class="_2sjJGcOH_0">';

const AUTHOR = /<div class="_2sjJGcOH_0">\s{0,99}(?:<img\s[^<>]{0,8000}>\s{0,99})?<div class="_36ChpWj4_0">\s{0,99}<div class="_2zFoi7sd_0">\s{0,99}<span>((?:[^<]|<(?!\/span>)){0,2000})<\/span>/y;
const TEXT = /[^<]{0,200}(?:<(?!\/?div\b)[^<>]{0,2000}>[^<]{0,200}){0,9}<\/div>\s{0,99}<div class="_2_QraFYR_0">/y;
const REPLY = /\s{0,999}<div class="_10o3OAxT_0">/y;
const DATE = /\s{0,999}<div class="_3klNVc4Z_0">\s{0,999}<div class="_3Hkula0k_0">\s{0,99}/y;
const ANSWER = '<p class="_3KxQPN3V_0">';

/**
 * The entries of pages kept by a site generator: an author, a text, the author's answer below it, a day and a time, and
 * never likes. The class names are those of the column's own page.
 */
export function hexoShape(window: Window): Shape {
  const start = window.place(HEXO_ENTRY);
  const ulEnd = window.place('</ul>');
  const divEnd = window.place('</div>');
  const next = (from: number) => Math.min(start(from), ulEnd(from));

  /** The first `</div>` from `from` on and before `border` after which `follows` is met; where that ends, too. */
  const closing = (from: number, border: number, ...follows: RegExp[]): { close: number; met: RegExp; end: number } | undefined => {
    for (let close = divEnd(from); close < border; close = divEnd(close + 1)) {
      for (const met of follows) {
        met.lastIndex = close + 6;
        if (met.test(window.text)) return { close, met, end: met.lastIndex };
      }
    }
    return undefined;
  };

  const read = (at: number): Entry => {
    const source = window.text;
    const fault = (reason: Fault): Entry => ({ fault: reason, from: at + HEXO_ENTRY.length, next });
    const border = Math.min(start(at + 1), at + window.sizes.reach);
    AUTHOR.lastIndex = at;
    const name = AUTHOR.exec(source)?.[1];
    if (name === undefined) return fault('no-author');
    const author = decodeEntities(name);
    if (author.length > MAX_AUTHOR) return fault('too-long');
    TEXT.lastIndex = AUTHOR.lastIndex;
    if (!TEXT.test(source)) return fault('no-text');
    const from = TEXT.lastIndex;
    const body = closing(from, border, REPLY, DATE);
    if (body === undefined) return fault('unclosed');
    const answer = body.met === REPLY ? closing(body.end, border, DATE) : undefined;
    if (body.met === REPLY && answer === undefined) return fault('unclosed');
    const dayAt = (answer ?? body).end;
    const day = parseDay(source, dayAt);
    if (day === undefined) return fault('bad-date');
    const text = textOf(source.slice(from, body.close));
    if (text.length > MAX_TEXT) return fault('too-long');
    const end = skipSpace(source, day.end);
    const comment = { author, likes: undefined, replyCount: undefined, text, date: day.day, line: window.lineOf(at), reply: answer && answerOf(source.slice(body.end, answer.close)) };
    return { comment, end: source.startsWith('</div>', end) ? end + 6 : end };
  };

  return { opens: (at) => window.text.startsWith(HEXO_ENTRY, at), read, start, resume: next };
}

/** The paragraphs of an answer's box, together. */
function answerOf(box: string): string | undefined {
  const said = box.split(ANSWER).slice(1).map((part) => textOf(part.slice(0, Math.max(0, part.indexOf('</p>')))));
  return replyOf(said.join('\n'));
}
