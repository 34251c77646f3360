import type { Block, Reply } from '../../src/reply.js';

/** The quotes of a reply, each with the address that stands beside it. */
export function quotesOf({ blocks }: Reply): { quote: string; ref: string }[] {
  const refIn = (words: string) => /^ · (\S+)/.exec(words)?.[1] ?? '';
  const last = (block: Block | undefined) => (block?.kind === 'note' ? block.spans.at(-1) : undefined);
  return blocks.flatMap((block, i) => {
    if (block.kind === 'quote') return [{ quote: block.spans.join(''), ref: refIn(String(last(blocks[i + 1]))) }];
    if (block.kind === 'list') return block.items.map((item) => ({ quote: String(item[1]), ref: refIn(String(item.at(-1))) }));
    return [];
  });
}

const borders = (text: string): Set<number> => new Set([...[...new Intl.Segmenter('und').segment(text)].map(({ index }) => index), text.length]);

/** Whether a quote is a part of a text from grapheme border to grapheme border. */
export function isExactPart(quote: string, text: string): boolean {
  const all = borders(text);
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) if (all.has(at) && all.has(at + quote.length)) return true;
  return false;
}
