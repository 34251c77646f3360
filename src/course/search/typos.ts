/** Letters as bits: two words whose letters differ much cannot be near, which is seen without comparing them. */
const mask = (word: string): number => [...word].reduce((bits, letter) => bits | (1 << (letter.charCodeAt(0) - 97)), 0);

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** How many slips are forgiven: in words of three letters none, since they mean too many things when one is wrong. */
const allowed = (word: string): number => (!/^[a-z]{4,40}$/.test(word) ? 0 : word.length >= 8 ? 2 : 1);

/**
 * Finds the words of a list that a misspelt one may have meant: those of the fewest slips, at most three, those with the
 * same first letter first. Words with a digit are never touched: v1beta1 is not v1beta2.
 */
export function misspelt(words: readonly string[]): (word: string) => string[] {
  const byLength = new Map<number, { word: string; bits: number }[]>();
  for (const word of words) {
    if (!/^[a-z]{3,}$/.test(word)) continue;
    const list = byLength.get(word.length);
    const entry = { word, bits: mask(word) };
    if (list) list.push(entry);
    else byLength.set(word.length, [entry]);
  }
  return (typed) => {
    const most = allowed(typed);
    const letters = mask(typed);
    let best = most;
    let found: string[] = [];
    for (let length = typed.length - most; most > 0 && length <= typed.length + most; length++) {
      for (const entry of byLength.get(length) ?? []) {
        if (bits(entry.bits ^ letters) > 2 * best) continue;
        const slips = distance(typed, entry.word, best);
        if (slips > best) continue;
        if (slips < best) found = [];
        best = slips;
        found.push(entry.word);
      }
    }
    const likeness = (word: string) => (word[0] === typed[0] ? 0 : 2) + (word.at(-1) === typed.at(-1) ? 0 : 1);
    return found.sort((a, b) => likeness(a) - likeness(b)).slice(0, 3);
  };
}

/**
 * Slips between two words: a letter more, less, other, or two swapped (Damerau-Levenshtein by optimal string alignment);
 * `most + 1` where there are more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [older, old, row] = [0, 1, 0].map((step) => Array.from({ length: b.length + 1 }, (_, j) => j * step)) as [number[], number[], number[]];
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) slips = Math.min(slips, (older[j - 2] ?? 0) + 1);
      row[j] = slips;
      if (slips < least) least = slips;
    }
    if (least > most) return most + 1;
    [older, old, row] = [old, row, older];
  }
  return Math.min(old[b.length] ?? 0, most + 1);
}
