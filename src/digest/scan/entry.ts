import { skipSpace } from './finder.js';
import { readQuickly } from './fast.js';
import { isStart, readHead } from './head.js';
import type { Entry, Shape } from './list.js';
import type { Fault, Scanning } from './mode.js';
import { MAX_TEXT, textOf } from './texts.js';
import { parseDay } from './values.js';

const AFTER_DAY = /<(?:\/li|\/ul|li|ul|br)\b/y;
const OPENS = /<li[\s>]/y;

/**
 * The entries of `<ul>` below `精选留言（N）` and `全部留言（N）`:
 * `<li><img …><span>name</span> 👍（d） 💬（d）<div>text</div>YYYY-MM-DD</li>`, without the image or with `<p>` for `<div>` too.
 */
export function plainShape(scanning: Scanning): Shape {
  const { window } = scanning;
  const closers = { '</div>': window.place('</div>'), '</p>': window.place('</p>') };
  const liEnd = window.place('</li>');
  const ulEnd = window.place('</ul>');
  const start = window.finder((text, from) => {
    let i = text.indexOf('<li', from);
    while (i >= 0 && !isStart(text, i)) i = text.indexOf('<li', i + 3);
    return i;
  });
  /** After the damaged entry's end tag, or at whatever comes before that. */
  const afterEntry = (from: number) => Math.min(liEnd(from) + 5, start(from), ulEnd(from));
  const nextEntry = (from: number) => Math.min(start(from), ulEnd(from));

  const read = (at: number): Entry => {
    const source = window.text;
    const fault = (reason: Fault, from: number): Entry => ({ fault: reason, from, next: afterEntry });
    const head = readHead(source, at);
    if (head === undefined) return fault('unclosed', at + 3);
    if (typeof head === 'string') return fault(head, at + 3);
    const border = Math.min(start(at + 3), at + window.sizes.reach);
    const closing = closers[head.closer];
    for (let close = closing(head.text); close < border; close = closing(close + 1)) {
      const dayAt = skipSpace(source, close + head.closer.length);
      const day = parseDay(source, dayAt);
      const rest = skipSpace(source, day?.end ?? dayAt);
      AFTER_DAY.lastIndex = rest;
      if (day === undefined) {
        // not a date, but the entry ends here all the same
        if (/^[^<]{0,60}<\/li>/.test(source.slice(rest, rest + 70))) return fault('bad-date', rest);
        continue;
      }
      const whole = rest === source.length ? rest - dayAt >= 10 : AFTER_DAY.test(source);
      if (!whole) continue;
      const text = textOf(source.slice(head.text, close));
      const end = source.startsWith('</li>', rest) ? rest + 5 : rest;
      if (text.length > MAX_TEXT) return { fault: 'too-long', end };
      const comment = { author: head.author, likes: head.likes, replyCount: head.replyCount, text, date: day.day, line: window.lineOf(at) };
      return { comment, end };
    }
    return { fault: 'unclosed', from: head.text, next: nextEntry };
  };

  return {
    opens: (at) => {
      OPENS.lastIndex = at;
      return OPENS.test(window.text);
    },
    read,
    quick: (at) => readQuickly(scanning, at),
    start,
    resume: (from) => {
      const pattern = /<li[\s>]|<\/ul>/g;
      pattern.lastIndex = from;
      return pattern.exec(window.text)?.index ?? Infinity;
    },
  };
}
