import { decodeEntities } from './entities.js';

/** Longest text of a comment, UTF-16 units after decoding. Columns allow some thousand; beyond this it is damage. */
export const MAX_TEXT = 100_000;

const BREAK = /<br\s{0,9}\/?>/gi;

/** What an HTML export wrote as a text: `<br>` is a newline, entities are decoded once, all else stays as it stands. */
export const textOf = (raw: string): string => decodeEntities(raw.includes('<') ? raw.replace(BREAK, '\n') : raw);

/** What the lesson's author answered, without the words in front; undefined where nothing is left. */
export function replyOf(raw: string): string | undefined {
  const said = raw.replace(/^\s{0,99}作者回复\s{0,9}[:：]?\s{0,99}/, '').trim();
  return said === '' ? undefined : said;
}

/** Without ASCII white space at both ends: what a template put around a text. Any other space is the writer's own. */
export function unpadded(raw: string): string {
  const isPad = (unit: number) => unit === 32 || (unit >= 9 && unit <= 13);
  let from = 0;
  let to = raw.length;
  while (from < to && isPad(raw.charCodeAt(from))) from++;
  while (to > from && isPad(raw.charCodeAt(to - 1))) to--;
  return raw.slice(from, to);
}
