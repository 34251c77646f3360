import { itemMark, spanText, type Block, type Button, type Choice, type LinkButton, type Reply, type Span } from '../../src/reply.js';
import { isUnruly, oneLine, tame } from '../../src/text.js';

interface Look {
  /** Width of the terminal; only dividers care. */
  readonly columns?: number | undefined;
  readonly color?: boolean | undefined;
}

/** SGR parameters (ECMA-48, 8.3.117). */
const STYLES = { bold: '1', dim: '2', italic: '3', cyan: '36' } as const;
const DIVIDER = 40;

type Paint = (style: keyof typeof STYLES, body: string) => string;

/**
 * A reply as plain text that can be read, piped and copied: no wrapping, blocks one empty line apart.
 * Every text is tamed first, so the only escape sequences are the colours asked for.
 */
export function renderText(reply: Reply, look: Look = {}): string {
  const paint: Paint = (style, body) => (look.color ? `\u001B[${STYLES[style]}m${body}\u001B[0m` : body);
  return reply.blocks.map((block) => render(block, paint, look.columns ?? DIVIDER)).join('\n\n');
}

/** One line of JSON that reads back as the same reply, with whatever could steer a terminal escaped. */
export function renderJson(reply: Reply): string {
  const hex = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(reply).replace(/[^ -~]/gu, (char) => (isUnruly(char) ? hex(char) : char));
}

function render(block: Block, paint: Paint, columns: number): string {
  switch (block.kind) {
    case 'heading':
      return paint('bold', `# ${oneLine(block.text)}`);
    case 'text':
      return spans(block.spans, paint);
    case 'quote':
      return prefixed(spans(block.spans, paint), '> ');
    case 'note':
      return paint('dim', spans(block.spans, (_, body) => body));
    case 'code':
      return prefixed(tame(block.text), '    ');
    case 'list':
      return block.items.map((item, i) => hanging(`${itemMark(block, i)} `, spans(item, paint))).join('\n');
    case 'image':
      return paint('dim', `[${oneLine(block.alt)}]`);
    case 'divider':
      return '─'.repeat(Math.max(1, Math.min(columns, DIVIDER)));
    case 'buttons':
      return block.buttons.map((one) => button(one, paint)).join('\n');
    case 'choices':
      return [oneLine(block.placeholder), ...block.choices.map((one, i) => `${i + 1}. ${choice(one, paint)}`)].join('\n');
  }
}

const spans = (all: readonly Span[], paint: Paint): string => all.map((one) => span(one, paint)).join('');

function span(one: Span, paint: Paint): string {
  if (typeof one === 'string') return tame(one);
  if ('url' in one) return `${tame(one.text)} (${oneLine(one.url)})`;
  if (!('style' in one)) return paint('cyan', tame(spanText(one)));
  if (one.style === 'code') return paint('cyan', `\`${tame(one.text)}\``);
  return paint(one.style, tame(one.text));
}

/** A line that a press would send stands after the arrow: here it is typed. */
const arrow = (line: string, paint: Paint): string => paint('cyan', `→ ${oneLine(line)}`);

function button(one: Button | LinkButton, paint: Paint): string {
  const label = oneLine(one.label);
  if ('url' in one) return `${label}: ${oneLine(one.url)}`;
  return one.disabled ? `[${label}]` : `[${label}]  ${arrow(one.line, paint)}`;
}

function choice(one: Choice, paint: Paint): string {
  const about = one.description === undefined ? '' : ` · ${oneLine(one.description)}`;
  return `${oneLine(one.label)}${about}  ${arrow(one.line, paint)}`;
}

const prefixed = (body: string, prefix: string): string =>
  body.split('\n').map((line) => (line === '' ? prefix.trimEnd() : prefix + line)).join('\n');

const hanging = (mark: string, body: string): string => mark + body.split('\n').join(`\n${' '.repeat(mark.length)}`);
