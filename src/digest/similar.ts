/** Likeness of texts by their pairs of neighbouring characters: needs no dictionary, works in every language. */
export type Bigrams = ReadonlySet<string>;

/** What is compared of a text, UTF-16 units after folding: keeps walls of text cheap. */
const READ = 600;

/** Letters and digits alone, in one width and case; what remains equal when only punctuation, case or spacing differ. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

export function bigrams(text: string): Bigrams {
  const letters = folded(text.slice(0, READ));
  const found = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i++) found.add(letters.slice(i, i + 2));
  return found;
}

/** Share of the smaller text's pairs that the other has too: 0 to 1. A short repeat of a part of a long text counts as alike. */
export function overlap(a: Bigrams, b: Bigrams): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared++;
  return shared / small.size;
}
