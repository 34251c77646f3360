/** Text as people see it: graphemes, never halves of them. */

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Looked at in one go: one walk over a long text takes time by its square, as V8 does it. */
const WINDOW = 512;

/** The graphemes of a text in order, in time by its length. `index`: UTF-16 units from its beginning. */
export function* clusters(text: string): Generator<{ readonly index: number; readonly segment: string }> {
  let size = WINDOW;
  for (let at = 0; at < text.length; ) {
    // half a character at the end would make a border where there is none
    const end = at + size + Number(/[\uD800-\uDBFF]/.test(text[at + size - 1] ?? ''));
    const part = text.slice(at, end);
    const whole = end >= text.length;
    let last = 0;
    for (const { index } of graphemes.segment(part)) {
      if (index > last) yield { index: at + last, segment: part.slice(last, index) };
      last = index;
    }
    // the last one may go on behind the window, so the next window begins with it; one that fills a window wants a larger one
    if (whole) yield { index: at + last, segment: part.slice(last) };
    size = last === 0 ? size * 2 : WINDOW;
    at += whole ? part.length : last;
  }
}

/**
 * Characters that change how their neighbours are shown: C0/C1 controls but tab and newline, bidirectional
 * controls, zero-width space and BOM, interlinear anchors. (ZWJ and ZWNJ stay: emoji and scripts need them.)
 */
// oxlint-disable-next-line no-control-regex -- matching them is the point
const UNRULY = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** Text from outside made safe to show: well-formed UTF-16, LF newlines, no characters that steer the layout. */
export function tame(raw: string): string {
  return raw.replace(/\r\n?/g, '\n').toWellFormed().replace(UNRULY, '');
}

/** Where `UNRULY` characters stand, so that a quote can be cut around them and stay exact. */
export function isUnruly(char: string): boolean {
  return char.replace(UNRULY, '') === '' && char !== '';
}

/** One line of tamed text: white space folded, ends trimmed. For names, labels, titles. */
export const oneLine = (raw: string): string => tame(raw).replace(/\s+/g, ' ').trim();

/** The clusters of a text that people see as one character each. */
export const graphemesOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/**
 * The longest beginning of `text` of at most `max` UTF-16 code units that ends at a grapheme border.
 * Looks only at the beginning, so a huge text costs no more than a short one.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // one extra stretch, so that the cluster over the border is seen whole; walking there from the beginning is quadratic
  const over = graphemes.segment(text.slice(0, max + 64)).containing(max);
  return text.slice(0, over?.index ?? 0);
}

/** As `cut`, with an ellipsis inside `max` where something was left out: for labels, never for quotes. */
export function label(text: string, max: number): string {
  const line = oneLine(text);
  return line.length <= max ? line : `${cut(line, max - 1).trimEnd()}…`;
}
