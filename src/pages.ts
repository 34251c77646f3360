import { blockComponents, blockCost, LIMITS, sum } from './limits.js';
import { type Block, type Span, spanText } from './reply.js';
import { cut } from './text.js';

/** Room for content on one page; the rest of LIMITS is for what stands above and below it. */
export interface Room {
  readonly text: number;
  readonly components: number;
}

export const ROOM: Room = { text: LIMITS.text - 700, components: LIMITS.components - 14 };

/**
 * Deals blocks out to pages that fit everywhere. Nothing is dropped: a block that is too large is split, text at
 * grapheme borders, lists between items, code between lines. Never empty: without blocks there is one empty page.
 */
export function pages(blocks: readonly Block[], room: Room = ROOM): Block[][] {
  const all: Block[][] = [[]];
  for (const block of blocks.flatMap((whole) => split(whole, room.text))) {
    const page = all.at(-1) as Block[];
    const text = sum(page, blockCost) + blockCost(block);
    const components = sum(page, blockComponents) + blockComponents(block);
    if (page.length > 0 && (text > room.text || components > room.components)) all.push([block]);
    else page.push(block);
  }
  // a heading alone at the end of a page belongs to what follows
  for (let i = 0; i + 1 < all.length; i++) {
    const page = all[i] as Block[];
    if (page.length > 1 && page.at(-1)?.kind === 'heading') (all[i + 1] as Block[]).unshift(page.pop() as Block);
  }
  return all;
}

function split(block: Block, max: number): Block[] {
  if (blockCost(block) <= max) return [block];
  // one unit of text costs at most two, its marks some more
  const chunk = Math.floor((max - 200) / 2);
  switch (block.kind) {
    case 'text':
    case 'quote':
    case 'note':
      return group(block.spans.flatMap((span) => splitSpan(span, chunk)), (span) => spanText(span).length, chunk).map((spans) => ({ kind: block.kind, spans }));
    case 'list': {
      const items = block.items.flatMap((item) => group(item.flatMap((span) => splitSpan(span, chunk)), (span) => spanText(span).length, chunk));
      return group(items, (item) => sum(item, (span) => spanText(span).length + 4), chunk).map((part) => ({ ...block, items: part }));
    }
    case 'code': {
      const lines = block.text.split('\n').flatMap((line) => chunks(line, chunk));
      return group(lines, (line) => line.length + 1, chunk).map((part) => ({ ...block, text: part.join('\n') }));
    }
    default:
      return [block];
  }
}

const splitSpan = (span: Span, max: number): Span[] => (typeof span === 'string' ? chunks(span, max) : chunks(span.text, max).map((part) => ({ ...span, text: part })));

/** A text in pieces of at most `max` units; a single cluster larger than that is cut between code points. */
function chunks(text: string, max: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const head = cut(rest, max) || rest.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
    found.push(head);
    rest = rest.slice(head.length);
  }
  return [...found, rest];
}

/** Neighbours together, as many as weigh at most `max`. */
function group<Item>(items: readonly Item[], weight: (item: Item) => number, max: number): Item[][] {
  const groups: Item[][] = [];
  let load = 0;
  for (const item of items) {
    const own = weight(item);
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
