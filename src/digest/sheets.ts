import { blockComponents, blockCost, sum } from '../limits.js';
import { ROOM } from '../pages.js';
import type { Block } from '../reply.js';
import type { DigestItem } from './digest.js';

/** What is shown, and the comments that it shows. */
export interface Sheet {
  readonly blocks: readonly Block[];
  readonly items: readonly DigestItem[];
}

export interface SheetSection {
  readonly title: Block;
  /** Each stays whole, and is far smaller than a page. */
  readonly entries: readonly { readonly item: DigestItem; readonly blocks: readonly Block[] }[];
}

/** Deals quoted comments out to pages; the title of a section stands again where a page begins inside it. */
export function sheets(sections: readonly SheetSection[]): Sheet[] {
  const all: { blocks: Block[]; items: DigestItem[] }[] = [];
  const fits = (blocks: readonly Block[]) => sum(blocks, blockCost) <= ROOM.text && sum(blocks, blockComponents) <= ROOM.components;
  for (const { title, entries } of sections) {
    for (const [i, { item, blocks }] of entries.entries()) {
      const page = all.at(-1);
      const more = i === 0 ? [title, ...blocks] : blocks;
      if (page !== undefined && fits([...page.blocks, ...more])) {
        page.blocks.push(...more);
        page.items.push(item);
      } else all.push({ blocks: [title, ...blocks], items: [item] });
    }
  }
  return all;
}
