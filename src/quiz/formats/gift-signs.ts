/** GIFT's own signs: `~ = # { } :` and the backslash stand for themselves behind a backslash, `\n` is a line end. */

export const escapeGift = (words: string): string => words.replace(/[\\~=#{}:]/g, '\\$&').replace(/\n/g, '\\n');

export const unescapeGift = (raw: string): string => raw.replace(/\\([\\~=#{}:n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

/** Where signs stand that no backslash takes out of service. */
export function signsIn(raw: string, signs: string): number[] {
  const found: number[] = [];
  for (let at = 0; at < raw.length; at++) {
    const sign = raw[at] as string;
    if (sign === '\\') at++;
    else if (signs.includes(sign)) found.push(at);
  }
  return found;
}

/** The pieces of a text between places, each of which is `length` long. */
export function between(raw: string, places: readonly number[], length = 1): string[] {
  return [...places, raw.length].map((place, i) => raw.slice(i === 0 ? 0 : (places[i - 1] as number) + length, place));
}
