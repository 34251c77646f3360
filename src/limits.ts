import { webAddress } from './address.js';
import { onceForShared } from './shared.js';
import { blockText, mentionedIn, spansOf, summary, type Block, type Reply, type Span } from './reply.js';

/**
 * One table of limits, the strictest platform wins. Lengths are UTF-16 code units.
 * D: Discord developer docs "Component Reference" and "Create Message"; S: Slack docs "Block Kit reference".
 */
export const LIMITS = {
  /** Components of one message, nested ones counted. D: 40 (one is kept for the adapter's container, one spare). S: 50 blocks. */
  components: 38,
  /** Sum of all text, by `cost`. D: 4,000 over all text displays. */
  text: 3900,
  /** S: header plain_text 150. */
  heading: 150,
  /** D: 5 buttons in an action row. S: 25 elements in actions. */
  buttonsInRow: 5,
  /** S: button text 75. D: 80. */
  buttonLabel: 75,
  /** D: custom_id 100; select option value 100. S: action_id 255, option value 150. */
  line: 100,
  /** D: 25 options in a string select. S: 100. */
  choices: 25,
  /** S: option text 75. D: 100. */
  choiceLabel: 75,
  /** S: option description 75. D: 100. */
  choiceDescription: 75,
  /** D, S: 150. */
  placeholder: 150,
  /** D: link button URL 512. S: 3,000. */
  url: 512,
  /** D: description of a media gallery's item 1,024. S: alt_text of an image 2,000. */
  alt: 1024,
  /** D: 10 attachments of a message. */
  images: 10,
  /** Different members pinged by one reply. D: 100 users in allowed_mentions. S: names none. */
  mentions: 100,
} as const;

/** Discord's escape puts a back-slash before these; list and quote markers count as well. */
const ESCAPED = /[\\*_`~|<>@#:[\]()\-+.!\n]/g;

/** Units a text may take on the platform where it takes most: each character that an adapter may escape counts twice. */
export const cost = (text: string): number => text.length + (text.match(ESCAPED)?.length ?? 0);

/** Marks around a block (`**`, `## `, fences, list bullets, masked links with their URLs). */
export function blockCost(block: Block): number {
  switch (block.kind) {
    case 'buttons':
    case 'choices':
    case 'divider':
    case 'image':
      return 0;
    case 'code':
      return cost(block.text) + 24;
    case 'heading':
      return cost(block.text) + 8;
    case 'text':
    case 'quote':
    case 'note': {
      const lines = blockText(block).split('\n').length;
      return cost(blockText(block)) + 8 + lines * 3 + spanMarks(block.spans);
    }
    case 'list':
      return cost(blockText(block)) + block.items.reduce((sum, item) => sum + 4 + spanMarks(item), 8);
  }
}

/** What styles, addresses and ids cost beside the text of the spans. */
export const spanMarks = (spans: readonly Span[]): number => sum(spans, marks);

/** D: `<@` and `>` around an id of at most 20 digits; and more, so that a page of text (src/pages.ts) has no room for more members than may be pinged. */
const REFERENCE = 32;

function marks(span: Span): number {
  if (typeof span === 'string') return 0;
  if ('url' in span) return span.url.length * 2 + 8;
  return 'style' in span ? 4 : REFERENCE;
}

/** Components that a block takes where it takes most. */
export const blockComponents = (block: Block): number =>
  block.kind === 'buttons' ? 1 + block.buttons.length : block.kind === 'choices' || block.kind === 'image' ? 2 : 1;

/** Every way in which a reply would not fit some platform; empty when it fits all. */
export const problems = (reply: Reply): readonly string[] => problemsOf(reply.blocks);

const problemsOf = onceForShared((blocks: readonly Block[]): string[] => {
  const found: string[] = [];
  const need = (ok: boolean, what: string) => ok || found.push(what);
  const lines = new Set<string>();
  const wellFormed = (words: string) => need(words.isWellFormed(), 'a lone surrogate');
  const address = (url: string) => need(isWebAddress(url), `web address of ≤ ${LIMITS.url}: ${url.slice(0, 600)}`);
  const control = (label: string, line: string | undefined, maxLabel: number) => {
    need(label.trim().length > 0 && label.length <= maxLabel, `label of 1–${maxLabel}: ${label.length}`);
    if (line === undefined) return;
    need(line.trim().length > 0 && line.length <= LIMITS.line, `line of 1–${LIMITS.line}: ${line.length}`);
    wellFormed(line);
    need(!lines.has(line), `the line «${line}» twice`);
    lines.add(line);
  };
  need(blocks.length > 0, 'no block');
  for (const block of blocks) {
    if (block.kind === 'heading') need(block.text.trim().length > 0 && block.text.length <= LIMITS.heading, `heading of 1–${LIMITS.heading}: ${block.text.length}`);
    else if (block.kind === 'buttons') {
      need(block.buttons.length >= 1 && block.buttons.length <= LIMITS.buttonsInRow, `1–${LIMITS.buttonsInRow} buttons: ${block.buttons.length}`);
      for (const b of block.buttons) {
        control(b.label, 'line' in b ? b.line : undefined, LIMITS.buttonLabel);
        if ('url' in b) address(b.url);
      }
    } else if (block.kind === 'choices') {
      need(block.choices.length >= 1 && block.choices.length <= LIMITS.choices, `1–${LIMITS.choices} choices: ${block.choices.length}`);
      need(block.placeholder.trim().length > 0 && block.placeholder.length <= LIMITS.placeholder, `placeholder of 1–${LIMITS.placeholder}: ${block.placeholder.length}`);
      wellFormed(block.placeholder);
      for (const c of block.choices) {
        control(c.label, c.line, LIMITS.choiceLabel);
        if (c.description === undefined) continue;
        need(c.description.trim().length > 0 && c.description.length <= LIMITS.choiceDescription, `description of 1–${LIMITS.choiceDescription}: ${c.description.length}`);
        wellFormed(c.description);
      }
    } else if (block.kind === 'image') {
      need(block.alt.trim().length > 0 && block.alt.length <= LIMITS.alt, `alt text of 1–${LIMITS.alt}: ${block.alt.length}`);
    } else if (block.kind !== 'divider') need(blockText(block).trim().length > 0, `empty ${block.kind}`);
    for (const span of spansOf(block)) if (typeof span !== 'string' && 'url' in span) address(span.url);
    wellFormed(blockText(block));
  }
  const images = blocks.filter(({ kind }) => kind === 'image').length;
  need(images <= LIMITS.images, `images: ${images} > ${LIMITS.images}`);
  need(images === 0 || summary({ blocks }) !== '', 'a picture without words');
  const atMost = (what: 'mentions' | 'components' | 'text', is: number) => need(is <= LIMITS[what], `${what}: ${is} > ${LIMITS[what]}`);
  atMost('mentions', mentionedIn({ blocks }).length);
  atMost('components', sum(blocks, blockComponents));
  atMost('text', sum(blocks, blockCost));
  return found;
});

/** As it goes out: percent-encoded, where a Chinese character takes nine units. */
const isWebAddress = (url: string): boolean => /^https?:\/\//.test(url) && url.isWellFormed() && URL.canParse(url) && webAddress(url).length <= LIMITS.url;

export const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((n, one) => n + of(one), 0);
