import { spanText, type Span } from '../../src/reply.js';
import { snowflakeOf } from './ids.js';

/**
 * Discord's markdown, written so that nothing in a text comes to life: no mention, link, emoji, timestamp,
 * heading, list, quote, fence or emphasis. One pass, linear; discord.js `escapeMarkdown` is quadratic.
 *
 * Discord takes a back-slash before any character but letters, digits and white space as "this character, plain",
 * and shows the character alone (support.discord.com, "Markdown Text 101"; the same rule in each of its clients).
 */
export function escape(text: string): string {
  return text.replace(ALIVE, '\\$&');
}

/**
 * Alive anywhere: `\ * _ ~ | backtick` emphasis, code, spoilers; `< > @` mentions and their kin; `#` headings; `:` emoji and the
 * scheme of a bare link; `[ ] (` masked links. Alive only at the start of a line: `- +` bullets, `.` after a number. A span does
 * not know what stands before it, so its own start and end count as such places.
 */
const ALIVE = /[\\*_`~|<>@#:[\](]|[-+](?=\s|$)|(?<=^|\d)\.(?=\s|$)/g;

/**
 * Spans as one text. Styles whose marks Discord would misread are left out; the words never are.
 * `lines`: a style may run over the end of a line.
 */
export function inline(spans: readonly Span[], { lines = true }: { lines?: boolean } = {}): string {
  let out = '';
  let starred = false;
  for (const span of merged(spans)) {
    if (typeof span === 'string' || !('style' in span)) {
      out += unstyled(span);
      starred = false;
      continue;
    }
    // `**a***b*` would not close where it should
    const plain: boolean = (starred && span.style !== 'code') || (!lines && span.text.includes('\n'));
    out += plain ? escape(span.text) : styled(span.text, span.style);
    starred = !plain && span.style !== 'code' && span.text.trim() !== '' && span.text.trimEnd() === span.text;
  }
  return out;
}

function unstyled(span: Exclude<Span, { style: string }>): string {
  if (typeof span === 'string') return escape(span);
  if ('url' in span) return link(span.text, span.url);
  const id = 'mention' in span ? snowflakeOf(span.mention) : snowflakeOf(span.channel);
  return id === undefined ? escape(spanText(span)) : `<${'mention' in span ? '@' : '#'}${id}>`;
}

function styled(text: string, style: 'bold' | 'italic' | 'code'): string {
  // code is not escaped: a back-tick would end it, and `](` would end a link that stands before it
  if (style === 'code') return text.trim() === '' || /`|\]\(/.test(text) ? escape(text) : `\`${text}\``;
  const mark = style === 'bold' ? '**' : '*';
  const core = text.trim();
  if (core === '') return text;
  const start = text.indexOf(core);
  // Discord does not close emphasis after a space, so the spaces stay outside
  return `${text.slice(0, start)}${mark}${escape(core)}${mark}${text.slice(start + core.length)}`;
}

/** A masked link; where the address or the words would break its brackets, both are shown as plain words. */
function link(text: string, url: string): string {
  const balanced = !/[[\]]/.test(text.replace(/\[[^[\]]*\]/g, ''));
  // a bracket in an address ends the link too early, or too late
  const href = url.replace(/[()[\]]/g, (bracket) => `%${bracket.charCodeAt(0).toString(16).toUpperCase()}`);
  const sound = /^https?:\/\/[^\s<>\\\p{C}]+$/u.test(href) && href.length <= url.length * 2;
  return balanced && sound && text.trim() !== '' ? `[${escape(text)}](<${href}>)` : `${escape(text)} \\(${escape(url)})`;
}

/** Without empty spans; neighbours of one style become one span, for `**a****b**` is not two bold words. */
function merged(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of spans) {
    const before = out.at(-1);
    if (spanText(span) === '' && !(typeof span !== 'string' && 'url' in span)) continue;
    if (typeof before === 'object' && typeof span === 'object' && 'style' in before && 'style' in span && before.style === span.style)
      out[out.length - 1] = { text: before.text + span.text, style: span.style };
    else out.push(span);
  }
  return out;
}
