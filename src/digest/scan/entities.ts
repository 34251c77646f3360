/** The named references that exports use, and the common ones beside them. Every other name stays as it is written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', ensp: '\u2002', emsp: '\u2003',
  copy: '©', reg: '®', trade: '™', deg: '°', times: '×', divide: '÷', middot: '·', bull: '•', hellip: '…',
  ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»',
  larr: '←', uarr: '↑', rarr: '→', darr: '↓', le: '≤', ge: '≥', ne: '≠', yen: '¥', euro: '€',
};

const REFERENCE = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,15}));/g;

/**
 * Decodes HTML character references exactly once: `&amp;lt;` becomes `&lt;` and stays so.
 * Unknown names, references without a semicolon, and numbers that are no character (zero, surrogates,
 * above U+10FFFF) stay as written, so that nothing is lost. Linear.
 */
export function decodeEntities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name]! : whole;
    const point = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex!, 16);
    const real = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return real ? String.fromCodePoint(point) : whole;
  });
}
