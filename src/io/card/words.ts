import { graphemesOf, oneLine } from '../../text.js';

/** Shown for each letter or figure that no font has. */
const UNKNOWN = '?';
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Text as it can be drawn: one tamed line, without what no font has. A letter that is missing shows as a question mark, so
 * that a name is not taken for a shorter one; signs, emoji among them, are left out. Empty where nothing is left.
 * @param has whether a code point has a glyph
 */
export function drawable(raw: string, has: (code: number) => boolean): string {
  const shown = graphemesOf(oneLine(raw).normalize('NFC')).map((cluster) => {
    const codes = [...cluster].map((one) => one.codePointAt(0) as number);
    if (codes.every(has)) return cluster;
    // a letter of which the marks are missing is still that letter
    const [base = ''] = cluster.normalize('NFD');
    if (!LETTER.test(base)) return '';
    return has(base.codePointAt(0) as number) ? base : UNKNOWN;
  });
  return shown.join('').replace(/ +/g, ' ').trim();
}

/** The longest beginning that is at most `width` wide, with an ellipsis where something was cut off. */
export function fit(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const clusters = graphemesOf(text);
  let [low, high] = [0, clusters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${clusters.slice(0, middle).join('').trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${clusters.slice(0, low).join('').trimEnd()}…`;
}
