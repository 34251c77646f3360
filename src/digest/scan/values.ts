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
  const day = `${year}-${(m1 ?? m2)!.padStart(2, '0')}-${(d1 ?? d2)!.padStart(2, '0')}`;
  return isDay(day) ? { day, end: at + whole.length } : undefined;
}

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const [year, month, date] = [number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)];
  if (!(year >= 0 && month >= 1 && month <= 12 && date >= 1)) return false;
  return date <= 28 || date <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A number of digits only, by hand: this is done for every comment. NaN where there is anything else. */
function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
