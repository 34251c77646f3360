const COUNT = /^([-−]?)(\d{1,9})(?:\.(\d{1,3}))?\s*([万wWkK千]?)\s*\+?$/;
const UNIT: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, k: 1000, 千: 1000 };

/**
 * A count as exports show it: `12`, `2,613`, `-1`, `999+` (taken as 999, the least it can be), `1.2万`, `1.2w`, `3k`.
 * Undefined where it is no count. Negative ones are returned negative; the caller says what they mean.
 */
export function parseCount(raw: string): number | undefined {
  if (/^\d{1,9}$/.test(raw)) return Number(raw);
  const found = COUNT.exec(raw.trim().replace(/[,，](?=\d{3})/g, ''));
  if (found === null) return undefined;
  const [, minus, whole, part = '', unit = ''] = found;
  const size = UNIT[unit.toLowerCase()] ?? 1;
  if (part !== '' && size === 1) return undefined;
  const value = Math.round(Number(`${whole}.${part || '0'}`) * size);
  return minus === '' ? value : 0 - value;
}

const DAY = /(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?/y;

/** Reads a calendar day (`2020-01-02`, `2020/1/2`, `2020.1.2`, `2020年1月2日`, a time after it is passed over) at `at`. */
export function parseDay(source: string, at: number): { day: string; end: number } | undefined {
  DAY.lastIndex = at;
  const found = DAY.exec(source);
  if (found === null) return undefined;
  const [whole, year, , m1, d1, m2, d2] = found;
  const month = Number(m1 ?? m2);
  const date = Number(d1 ?? d2);
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  if (month < 1 || month > 12 || date < 1 || date > last) return undefined;
  return { day: `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`, end: at + whole.length };
}
