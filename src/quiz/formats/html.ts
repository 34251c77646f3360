import { decodeEntities } from '../../digest/scan/entities.js';

/**
 * The texts of questions as HTML and back: code in back-ticks becomes `<code>`, a fenced block `<pre>`, a line end `<br>`,
 * everything else is words. What comes back is the same text, character for character.
 */

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

export const escapeHtml = (words: string): string => words.replace(/[&<>"\r]/g, (sign) => SIGNS[sign] as string);

const inline = (line: string): string => line.split(/`([^`\n]+)`/).map((part, i) => (i % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part))).join('');

const OPEN = /^```(\w*)$/;

export function toHtml(text: string): string {
  const lines = text.split('\n');
  const lastFence = lines.lastIndexOf('```');
  let html = '';
  // the line ends beside a block are its own
  let after = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const open = at < lastFence ? OPEN.exec(line) : null;
    if (!open) {
      html += after + inline(line);
      after = '<br>';
      continue;
    }
    const end = lines.indexOf('```', at + 1);
    const language = open[1] ? ` class="language-${open[1]}"` : '';
    html += `<pre><code${language}>${escapeHtml(lines.slice(at + 1, end).map((one) => `${one}\n`).join(''))}</code></pre>`;
    after = '';
    at = end;
  }
  return html;
}

// bounded, so that an angle bracket that is no tag costs no more than its own stretch
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:\s[^<>]*)?|\/)>/g;
/** What stands on lines of its own. */
const APART = new Set(['p', 'div', 'li', 'ul', 'ol', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'table']);

/** Puts words together, and knows where a block of code begins and ends. */
class Writer {
  private readonly out: string[] = [];
  private last = '';
  private block: 'none' | 'opened' | 'inside' = 'none';
  /** What comes next stands on a line of its own. */
  private below = false;

  private put(words: string): void {
    if (words === '') return;
    this.out.push(words);
    this.last = words;
  }

  add(words: string): void {
    if (words === '') return;
    if (this.below || this.block === 'opened') this.put('\n');
    this.below = false;
    if (this.block === 'opened') this.block = 'inside';
    this.put(words);
  }

  apart(): void {
    if (this.block === 'none' && this.last !== '' && !this.last.endsWith('\n')) this.below = true;
  }

  code(closing: boolean, attributes: string): void {
    if (this.block === 'none') this.add('`');
    else if (this.block === 'opened' && !closing) this.put(/\sclass="language-(\w+)"/.exec(attributes)?.[1] ?? '');
  }

  pre(closing: boolean): void {
    if (closing === (this.block === 'none')) return;
    if (closing) this.put(this.block === 'opened' || !this.last.endsWith('\n') ? '\n```' : '```');
    else this.put(this.last === '' ? '```' : '\n```');
    this.block = closing ? 'none' : 'opened';
    this.below = closing;
  }

  text(): string {
    return this.out.join('').trim();
  }
}

/** The words of HTML, ours or another program's; tags that say nothing of words go. Linear. */
export function fromHtml(html: string): string {
  const writer = new Writer();
  const parts = html.split(TAG);
  for (let at = 0; at < parts.length; at += 4) {
    writer.add(decodeEntities(parts[at] as string));
    const name = parts[at + 2]?.toLowerCase();
    const closing = parts[at + 1] === '/';
    if (name === 'pre') writer.pre(closing);
    else if (name === 'code') writer.code(closing, parts[at + 3] ?? '');
    else if (name === 'br') writer.add('\n');
    else if (name !== undefined && APART.has(name)) writer.apart();
  }
  return writer.text();
}
