import type { Card } from './card.js';

/**
 * A reply is a short list of block kinds with flat spans. Adapters render every kind; nothing here is markup.
 */
export type Span =
  | string
  | { readonly text: string; readonly style: 'bold' | 'italic' | 'code' }
  | { readonly text: string; readonly url: string }
  /** A member, who is pinged; `text` is the name without a sign. A member of another platform is a name alone. */
  | { readonly text: string; readonly mention: string }
  /** A channel to go to; `text` is its name without a sign. */
  | { readonly text: string; readonly channel: string };

export interface Button {
  readonly label: string;
  /** The line that a press sends: it says what was chosen, never what is right. */
  readonly line: string;
  readonly style?: 'primary' | 'danger' | undefined;
  readonly disabled?: boolean | undefined;
}

/** Leads to a web page; a press sends nothing. */
export interface LinkButton {
  readonly label: string;
  readonly url: string;
}

export interface Choice {
  readonly label: string;
  readonly line: string;
  readonly description?: string | undefined;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly spans: readonly Span[] }
  /** `start`: the number of the first item of an ordered list, 1 by default. */
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[]; readonly start?: number | undefined }
  | { readonly kind: 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string; readonly language?: string | undefined }
  /** Small print. */
  | { readonly kind: 'note'; readonly spans: readonly Span[] }
  | { readonly kind: 'divider' }
  /**
   * A picture of what the blocks around it say in words: where it cannot be drawn or shown it is left out, and nothing is
   * lost. `alt`: what is to be seen, 1–1,024 UTF-16 units.
   */
  | { readonly kind: 'image'; readonly card: Card; readonly alt: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly (Button | LinkButton)[] }
  /** A select menu; picking one sends its line. */
  | { readonly kind: 'choices'; readonly placeholder: string; readonly choices: readonly Choice[] };

export type BlockKind = Block['kind'];
export type ImageBlock = Extract<Block, { kind: 'image' }>;

export interface Reply {
  readonly blocks: readonly Block[];
  /** The language of the interface text around any quotes. */
  readonly locale: string;
  /**
   * Set where the core wants to know when and where the reply stands (a group round):
   * the core gets it back with the message's address. Never sent to a platform.
   */
  readonly track?: string | undefined;
  /** What went wrong, where it speaks of that: the member's mistake, ours, or the store's. For who counts; never sent to a platform. */
  readonly trouble?: 'user-error' | 'bug' | 'unavailable' | undefined;
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (...spans: Span[]): Block => ({ kind: 'text', spans });
export const note = (...spans: Span[]): Block => ({ kind: 'note', spans });
export const quote = (...spans: Span[]): Block => ({ kind: 'quote', spans });
export const code = (body: string, language?: string): Block => ({ kind: 'code', text: body, language });
export const list = (items: readonly (readonly Span[])[], ordered = false): Block => ({ kind: 'list', ordered, items });
export const buttons = (...all: (Button | LinkButton)[]): Block => ({ kind: 'buttons', buttons: all });
export const divider: Block = { kind: 'divider' };
export const bold = (body: string): Span => ({ text: body, style: 'bold' });
export const italic = (body: string): Span => ({ text: body, style: 'italic' });
export const mono = (body: string): Span => ({ text: body, style: 'code' });
export const link = (body: string, url: string): Span => ({ text: body, url });

/** As people read it. */
export function spanText(span: Span): string {
  if (typeof span === 'string') return span;
  if ('mention' in span) return `@${span.text}`;
  return 'channel' in span ? `#${span.text}` : span.text;
}

export const spansOf = (block: Block): readonly Span[] => ('spans' in block ? block.spans : block.kind === 'list' ? block.items.flat() : []);

/** Ids of the members that a reply pings, each once. */
export const mentionedIn = (reply: Pick<Reply, 'blocks'>): string[] => [
  ...new Set(reply.blocks.flatMap(spansOf).flatMap((span) => (typeof span === 'object' && 'mention' in span ? [span.mention] : []))),
];

/** What stands before the i-th item (from 0) of a list in plain text. */
export const itemMark = (block: Extract<Block, { kind: 'list' }>, i: number, bullet = '•'): string => (block.ordered ? `${(block.start ?? 1) + i}.` : bullet);

const joined = (spans: readonly Span[]): string => spans.map(spanText).join('');

/** The plain words of one block; what a screen reader or a notification needs. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'code':
      return block.text;
    case 'text':
    case 'note':
    case 'quote':
      return joined(block.spans);
    case 'list':
      return block.items.map((item, i) => `${itemMark(block, i)} ${joined(item)}`).join('\n');
    case 'buttons':
      return block.buttons.map((b) => `[${b.label}]`).join(' ');
    case 'choices':
      return block.choices.map((c) => `[${c.label}]`).join(' ');
    case 'image':
      return block.alt;
    case 'divider':
      return '';
  }
}

/** The whole reply as plain text, controls last and pictures, which have a text of their own, left out: Slack's top-level `text`, the terminal's notification, a log-free summary. */
export function summary(reply: Pick<Reply, 'blocks'>): string {
  const words = (want: boolean) =>
    reply.blocks.filter((b) => b.kind !== 'image' && (b.kind === 'buttons' || b.kind === 'choices') === want).map(blockText).filter(Boolean);
  return [...words(false), ...words(true)].join('\n');
}
