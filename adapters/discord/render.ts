import type {
  APIButtonComponent,
  APIMessageTopLevelComponent,
  APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';
import { itemMark, mentionedIn, type Block, type Button, type ImageBlock, type LinkButton, type Reply } from '../../src/reply.js';
import { webAddress } from '../../src/address.js';
import { onceForShared } from '../../src/shared.js';
import { snowflakeOf } from './ids.js';
import { escape, inline } from './markdown.js';

// Types alone come from discord.js, whose code takes 0.4 s to load: the page renders without it. The numbers are Discord's
// (developer docs, "Component Reference", "Message Flags").
const ACTION_ROW = 1 as ComponentType.ActionRow;
const BUTTON = 2 as ComponentType.Button;
const STRING_SELECT = 3 as ComponentType.StringSelect;
const TEXT_DISPLAY = 10 as ComponentType.TextDisplay;
const MEDIA_GALLERY = 12 as ComponentType.MediaGallery;
const SEPARATOR = 14 as ComponentType.Separator;
const SMALL = 1 as SeparatorSpacingSize.Small;
const PRIMARY = 1 as ButtonStyle.Primary;
const SECONDARY = 2 as ButtonStyle.Secondary;
const DANGER = 4 as ButtonStyle.Danger;
const LINK = 5 as ButtonStyle.Link;
const IS_COMPONENTS_V2 = 32_768 as MessageFlags.IsComponentsV2;

/** What goes on the wire as the body of a message or of an edit. */
export interface DiscordMessage {
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** Nobody but these. */
  allowed_mentions: { parse: []; users?: string[] };
  /** The files of the message; others that it had are dropped. */
  attachments?: { id: string; filename: string }[];
}

type TextLike = Exclude<Block, { kind: 'divider' | 'buttons' | 'choices' | 'image' }>;

/** Where each picture of a reply is to be found; one without an address is left out. */
export type Addresses = ReadonlyMap<ImageBlock, string>;

/**
 * A reply as Components V2 (developer docs, "Component Reference"): text displays, separators, galleries and action rows, nothing cut.
 * Pure. A reply without `problems` fits Discord's 40 components and 4,000 characters of text.
 */
export const renderDiscord = ({ blocks }: Reply, addresses?: Addresses): DiscordMessage => (addresses ? render(blocks, addresses) : words(blocks));

const words = onceForShared((blocks: readonly Block[]) => render(blocks));

function render(blocks: readonly Block[], addresses?: Addresses): DiscordMessage {
  const components: APIMessageTopLevelComponent[] = [];
  const lines = new Set(blocks.flatMap(linesOf));
  let open: { content: string; last: TextLike } | undefined;
  const close = () => {
    if (open) components.push({ type: TEXT_DISPLAY, content: open.content });
    open = undefined;
  };
  for (const block of blocks) {
    if (block.kind === 'divider') {
      close();
      components.push({ type: SEPARATOR, divider: true, spacing: SMALL });
    } else if (block.kind === 'image') {
      const url = addresses?.get(block);
      if (url === undefined) continue;
      close();
      components.push({ type: MEDIA_GALLERY, items: [{ media: { url }, description: block.alt }] });
    } else if (block.kind === 'buttons') {
      close();
      components.push({ type: ACTION_ROW, components: block.buttons.map(button) });
    } else if (block.kind === 'choices') {
      close();
      components.push({ type: ACTION_ROW, components: [select(block, freeId(lines))] });
    } else {
      if (open && !joins(open.last, block)) close();
      open = { content: open ? `${open.content}\n${markdown(block)}` : markdown(block), last: block };
    }
  }
  close();
  const users = mentionedIn({ blocks }).flatMap((id) => snowflakeOf(id) ?? []);
  return { flags: IS_COMPONENTS_V2, components, allowed_mentions: { parse: [], ...(users.length > 0 ? { users } : {}) } };
}

/**
 * Blocks that belong together stand in one text display: a heading with what follows, a citation under its quote.
 * Two of one kind stay apart, for Discord would run them into one; code stands alone, for it is not escaped and could end a link.
 */
const joins = (above: TextLike, below: TextLike): boolean =>
  above.kind !== below.kind && !CLOSING.has(above.kind) && !OPENING.has(below.kind);
const CLOSING = new Set(['list', 'code', 'note']);
const OPENING = new Set(['heading', 'code']);

function markdown(block: TextLike): string {
  switch (block.kind) {
    case 'heading':
      return `## ${escape(block.text.replace(/\s*\n\s*/g, ' ').trim())}`;
    case 'text':
      return inline(block.spans);
    case 'quote':
      return prefixed(inline(block.spans), '> ');
    case 'note':
      // a line of small print needs a word; an empty one stays empty
      return inline(block.spans, { lines: false })
        .split('\n')
        .map((line) => (line.trim() === '' ? line : `-# ${line}`))
        .join('\n');
    case 'list':
      // a space at the start of a line keeps it in its item
      return block.items.map((item, i) => `${itemMark(block, i, '-')} ${inline(item).replaceAll('\n', '\n ')}`).join('\n');
    case 'code':
      return fenced(block.text, block.language);
  }
}

const prefixed = (text: string, mark: string): string => mark + text.replaceAll('\n', `\n${mark}`);

/**
 * Discord has no way to write a fence inside a fence. Such code is shown as plain escaped text: it loses its frame, but what is
 * copied is exact; an invisible character between the back-ticks would be copied into somebody's file.
 */
function fenced(text: string, language: string | undefined): string {
  if (text.includes('```')) return escape(text);
  return `\`\`\`${/^[a-z0-9+#.-]{1,14}$/i.test(language ?? '') ? language : ''}\n${text}\n\`\`\``;
}

function button(b: Button | LinkButton): APIButtonComponent {
  if ('url' in b) return { type: BUTTON, style: LINK, label: b.label, url: webAddress(b.url) };
  const style = b.style === 'primary' ? PRIMARY : b.style === 'danger' ? DANGER : SECONDARY;
  return { type: BUTTON, style, label: b.label, custom_id: b.line, ...(b.disabled ? { disabled: true } : {}) };
}

function select(block: Extract<Block, { kind: 'choices' }>, id: string): APIStringSelectComponent {
  return {
    type: STRING_SELECT,
    custom_id: id,
    placeholder: block.placeholder,
    options: block.choices.map((c) => ({
      label: c.label,
      value: c.line,
      ...(c.description === undefined ? {} : { description: c.description }),
    })),
  };
}

const linesOf = (block: Block): string[] => (block.kind === 'buttons' ? block.buttons.flatMap((b) => ('line' in b ? [b.line] : [])) : []);

/** An id for a select menu that no button of the message has; taken at once. */
function freeId(taken: Set<string>): string {
  let n = 1;
  while (taken.has(`choices:${n}`)) n++;
  taken.add(`choices:${n}`);
  return `choices:${n}`;
}
