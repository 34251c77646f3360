import type { ActionsBlock, Button as SlackButton, KnownBlock, PlainTextElement, RichTextBlock } from '@slack/types';
import { spanText, summary, type Block, type Button, type ImageBlock, type LinkButton, type Reply } from '../../src/reply.js';
import { onceForShared } from '../../src/shared.js';
import { escapeText } from './plain.js';
import { elements, section } from './rich.js';

export interface SlackMessage {
  /** All words of the reply, escaped: what notifications and screen readers get. */
  text: string;
  blocks: KnownBlock[];
  unfurl_links?: false;
  unfurl_media?: false;
}

/**
 * A message as it goes over the wire. Of blocks as they are the client makes two copies for lines of a log that nobody sees, their
 * secrets blotted out, before it makes this text itself.
 */
export const wired = <M extends { readonly blocks: readonly KnownBlock[] }>(message: M): Omit<M, 'blocks'> & { blocks: KnownBlock[] } => ({
  ...message,
  blocks: JSON.stringify(message.blocks) as unknown as KnownBlock[],
});

/** Where each picture of a reply is to be found; one without a source is left out. */
export type Sources = ReadonlyMap<ImageBlock, { readonly slack_file: { readonly id: string } } | { readonly image_url: string }>;

/** A plain text in a context block holds 3,000 at most; what is longer than this is shown as rich text. */
const MAX_NOTE = 2000;

export const plainText = (text: string): PlainTextElement => ({ type: 'plain_text', text: text.toWellFormed(), emoji: false });

const rich = (...parts: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements: parts });

/**
 * A reply as one Slack message. Pure; cuts nothing, because a reply that exists fits (src/limits.ts).
 * Limits: Slack docs "Block Kit reference" (header 150, 50 blocks, 25 elements, action_id 255, option value 150).
 */
export const renderSlack = ({ blocks }: Reply, sources?: Sources): SlackMessage => (sources ? whole(blocks, sources) : words(blocks));

const words = onceForShared((blocks: readonly Block[]) => whole(blocks));

const whole = (blocks: readonly Block[], sources?: Sources): SlackMessage => ({
  text: escapeText(summary({ blocks })),
  blocks: blocks.flatMap((block, place) => render(block, place, sources)),
  unfurl_links: false,
  unfurl_media: false,
});

/** Slack counts from the number after the offset. */
const offset = ({ ordered, start = 1 }: Extract<Block, { kind: 'list' }>): { offset?: number } => (ordered && start > 1 ? { offset: start - 1 } : {});

function render(block: Block, place: number, sources: Sources | undefined): KnownBlock[] {
  switch (block.kind) {
    case 'heading':
      return [{ type: 'header', text: plainText(block.text) }];
    case 'text':
      return [rich(section(block.spans))];
    case 'list':
      return [rich({ type: 'rich_text_list', style: block.ordered ? 'ordered' : 'bullet', ...offset(block), elements: block.items.map(section) })];
    case 'quote':
      return [rich({ type: 'rich_text_quote', elements: elements(block.spans) })];
    case 'code':
      return [rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: block.text }] })];
    case 'note':
      return [note(block)];
    case 'image': {
      const source = sources?.get(block);
      return source === undefined ? [] : [{ type: 'image', alt_text: block.alt, ...source }];
    }
    case 'divider':
      return [{ type: 'divider' }];
    case 'buttons':
      return buttons(block.buttons);
    case 'choices':
      return [
        {
          type: 'actions',
          elements: [
            {
              type: 'static_select',
              action_id: `choices:${place}`,
              ...(block.placeholder.trim() === '' ? {} : { placeholder: plainText(block.placeholder) }),
              options: block.choices.map((choice) => ({
                text: plainText(choice.label),
                value: choice.line,
                ...(choice.description?.trim() ? { description: plainText(choice.description) } : {}),
              })),
            },
          ],
        },
      ];
  }
}

/** Small print has no rich text in Slack: with links or styles in it, or very long, it is set in the usual size. */
function note(block: Extract<Block, { kind: 'note' }>): KnownBlock {
  const text = block.spans.map(spanText).join('');
  if (text.length > MAX_NOTE || block.spans.some((span) => typeof span !== 'string')) return rich(section(block.spans));
  return { type: 'context', elements: [plainText(text)] };
}

/** Slack has no disabled button: such a one is shown as words, in italics, below the others; so is one that leads nowhere. */
function buttons(all: readonly (Button | LinkButton)[]): KnownBlock[] {
  const works = (one: Button | LinkButton) => ('url' in one ? URL.canParse(one.url) : one.disabled !== true);
  const live = all.filter(works);
  const off = all.filter((one) => !works(one));
  const taken = new Set(live.map((one) => ('line' in one ? one.line : '')));
  const blocks: KnownBlock[] = [];
  if (live.length > 0) blocks.push({ type: 'actions', elements: live.map((one, i) => button(one, i, taken)) } satisfies ActionsBlock);
  if (off.length > 0) {
    blocks.push(rich(section(off.flatMap((one, i) => [i === 0 ? '' : ' · ', { text: one.label, style: 'italic' as const }]))));
  }
  return blocks;
}

function button(one: Button | LinkButton, place: number, taken: ReadonlySet<string>): SlackButton {
  if ('line' in one) {
    const style = one.style === undefined ? {} : { style: one.style };
    return { type: 'button', text: plainText(one.label), action_id: one.line, value: one.line, ...style };
  }
  let id = `link:${place}`;
  while (taken.has(id)) id += ':';
  return { type: 'button', text: plainText(one.label), action_id: id, url: one.url };
}
