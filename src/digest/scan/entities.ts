import { NAMED } from './names.js';

/** No reference that is one is longer, from `&` to `;`. */
const LONGEST = 18;
const NUMBER = /^#(?:\d{1,8}|[xX][0-9a-fA-F]{1,6})$/;

/**
 * Decodes HTML character references exactly once: `&amp;lt;` becomes `&lt;` and stays so.
 * Unknown names, references without a semicolon, and numbers that are no character (zero, surrogates,
 * above U+10FFFF) stay as written, so that nothing is lost. Linear.
 */
export function decodeEntities(raw: string): string {
  let at = raw.indexOf('&');
  if (at < 0) return raw;
  let decoded = '';
  let from = 0;
  let end = -1;
  for (; at >= 0; at = raw.indexOf('&', at + 1)) {
    // one pass over the semicolons in all, also where every other character is an `&`
    if (end <= at) end = raw.indexOf(';', at + 2);
    if (end < 0) break;
    if (end - at > LONGEST) continue;
    const char = meaning(raw.slice(at + 1, end));
    if (char === undefined) continue;
    decoded += raw.slice(from, at) + char;
    from = end + 1;
    at = end;
  }
  return decoded + raw.slice(from);
}

function meaning(name: string): string | undefined {
  if (name.charCodeAt(0) !== 35) return NAMED.get(name);
  if (!NUMBER.test(name)) return undefined;
  const second = name.charCodeAt(1);
  const point = second === 120 || second === 88 ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const real = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return real ? String.fromCodePoint(point) : undefined;
}
