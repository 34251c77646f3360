/** A text taken apart at its quotation marks. */
export interface Quoted {
  /** What stands between marks, in order. */
  readonly quotes: readonly string[];
  /** The text with `“”` where a quotation stood. */
  readonly outside: string;
}

/** Back-ticks too: what stands in them claims to be copied. */
const CLOSING: ReadonlyMap<string, string> = new Map([['“', '”'], ['「', '」'], ['『', '』'], ['"', '"'], ['`', '`']]);
const MARK = /["“”„‟＂'‘’‚‛＇`´‵′″«»‹›「」『』｢｣〝〞〟﹁﹂﹃﹄❛❜❝❞🙶🙷🙸]/u;
/** it's, don’t; readers’ */
const APOSTROPHE = /(?<=\p{Script=Latin})['’](?=(?:s|t|re|ve|ll|d|m)(?![\p{L}\p{N}]))|(?<=s)['’](?=\s\p{Ll})/giu;

/** Undefined where a mark has no partner, or is of a kind that we do not read. Linear. */
export function quotationsOf(text: string): Quoted | undefined {
  const apostrophes = new Set([...text.matchAll(APOSTROPHE)].map((match) => match.index));
  const quotes: string[] = [];
  let outside = '';
  for (let at = 0; at < text.length; at++) {
    const char = String.fromCodePoint(text.codePointAt(at)!);
    const closing = CLOSING.get(char);
    if (closing !== undefined) {
      const end = text.indexOf(closing, at + 1);
      if (end < 0) return undefined;
      quotes.push(text.slice(at + 1, end));
      outside += '“”';
      at = end;
    } else if (MARK.test(char) && !apostrophes.has(at)) return undefined;
    else {
      outside += char;
      at += char.length - 1;
    }
  }
  return { quotes, outside };
}
