import { blockComponents, blockCost, cost, LIMITS, spanMarks, sum } from './limits.js';
import { bold, type Block, blockText, type Span, spanText, text } from './reply.js';
import { cut } from './text.js';

/** Room for content on one page; the rest of LIMITS is for what stands above and below it. */
export interface Room {
  readonly text: number;
  readonly components: number;
}

export const ROOM: Room = { text: LIMITS.text - 700, components: LIMITS.components - 14 };

/** What the marks of one block cost at most, beside its text: see `blockCost`. */
const FRAME = 24;
/** The same for a list's item: bullet or number, line break, marks. */
const ITEM = 20;
/** A heading of full length, so that every piece of a split block has room for the one above it. */
const HEADING = LIMITS.heading * 2 + 8;

/**
 * Deals blocks out to pages that fit everywhere. No words are dropped: a block that is too large is split, text at
 * grapheme borders, lists between items, code between lines. Never empty: without blocks there is one empty page.
 */
export function pages(blocks: readonly Block[], room: Room = ROOM): Block[][] {
  const all: Block[][] = [[]];
  const fits = (page: readonly Block[]) => sum(page, blockCost) <= room.text && sum(page, blockComponents) <= room.components;
  for (const block of blocks.flatMap((whole) => split(whole, room.text - HEADING)).filter(visible)) {
    const page = all.at(-1) as Block[];
    if (page.length === 0 || fits([...page, block])) {
      page.push(block);
      continue;
    }
    const next = [block];
    for (let last = page.at(-1); page.length > 1 && last && belongs(last, next[0] as Block) && fits([last, ...next]); last = page.at(-1)) {
      next.unshift(page.pop() as Block);
    }
    all.push(next);
  }
  return all;
}

/** A heading never ends a page, and a quote stays with the line that says whose it is. */
const belongs = (block: Block, next: Block): boolean => block.kind === 'heading' || (block.kind === 'quote' && next.kind === 'note');

/** Blocks of nothing but white space show nothing, and the platforms refuse them. */
const visible = (block: Block): boolean => block.kind === 'divider' || blockText(block).trim() !== '';

function split(block: Block, max: number): Block[] {
  if (block.kind === 'heading' && block.text.length > LIMITS.heading) return split(text(bold(block.text)), max);
  if (blockCost(block) <= max) return [block];
  const room = max - FRAME;
  switch (block.kind) {
    case 'text':
    case 'quote':
    case 'note':
      return group(block.spans.flatMap((span) => splitSpan(span, room)), spanWeight, room).map((spans) => ({ kind: block.kind, spans }));
    case 'list': {
      const items = block.items.flatMap((item) => group(item.flatMap((span) => splitSpan(span, room - ITEM)), spanWeight, room - ITEM));
      let start = block.start ?? 1;
      return group(items, (item) => sum(item, spanWeight) + ITEM, room).map((part) => {
        const piece = { ...block, items: part, start: block.ordered ? start : undefined };
        start += part.length;
        return piece;
      });
    }
    case 'code': {
      const lines = block.text.split('\n').flatMap((line) => chunks(line, room).map((part, i) => ({ part, joint: i === 0 ? '\n' : '' })));
      return group(lines, ({ part }) => weight(part) + 2, room + 2).map((parts) => ({
        ...block,
        text: parts.map(({ part, joint }, i) => (i === 0 ? part : joint + part)).join(''),
      }));
    }
    default:
      return [block];
  }
}

/** What a text costs at most: a line break also begins a line, with the marks of its block. */
const weight = (part: string): number => cost(part) + 3 * (part.split('\n').length - 1);
const spanWeight = (span: Span): number => weight(spanText(span)) + spanMarks([span]);

function splitSpan(span: Span, max: number): Span[] {
  if (typeof span === 'string') return chunks(span, max);
  // a name in two pieces would ping twice
  if ('mention' in span || 'channel' in span) return [span];
  return chunks(span.text, max - spanMarks([span])).map((part) => ({ ...span, text: part }));
}

/** A text in pieces that weigh at most `max`; a single cluster larger than that is cut between code points. */
function chunks(whole: string, max: number): string[] {
  const found: string[] = [];
  let rest = whole;
  for (let end = within(rest, max); end < rest.length; end = within(rest, max)) {
    const head = cut(rest, end) || rest.slice(0, end).replace(/[\uD800-\uDBFF]$/, '');
    found.push(head);
    rest = rest.slice(head.length);
  }
  return [...found, rest];
}

/** How many units of a text weigh at most `max`; two at least, so that every piece gets on. */
function within(part: string, max: number): number {
  let end = 0;
  for (let load = 0; end < part.length; end++) {
    load += weight(part[end] as string);
    if (load > max && end >= 2) break;
  }
  return end;
}

/** Neighbours together, as many as weigh at most `max`. */
function group<Item>(items: readonly Item[], weigh: (item: Item) => number, max: number): Item[][] {
  const groups: Item[][] = [];
  let load = 0;
  for (const item of items) {
    const own = weigh(item);
    const last = groups.at(-1);
    if (last && load + own <= max) {
      last.push(item);
      load += own;
    } else {
      groups.push([item]);
      load = own;
    }
  }
  return groups;
}
