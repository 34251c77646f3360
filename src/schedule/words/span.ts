import { NUMERAL, readNumeral } from './numeral.js';
import { plain } from './plain.js';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const UNITS: readonly [RegExp, number][] = [
  [/^(?:m|mins?|minutes?|分|分钟)$/, MINUTE],
  [/^(?:h|hrs?|hours?|小时|个小时|钟头|时)$/, HOUR],
  [/^(?:d|days?|天|日)$/, 24 * HOUR],
];
const PART = new RegExp(`(\\d+(?:\\.\\d+)?|${NUMERAL})([a-z]+|[分个小时钟头天日]+)`, 'gy');

/** `30m`, `2h`, `1h30m`, `1.5 hours`, `2小时`, `半小时`, `1天` in milliseconds; undefined for what is no span of time. */
export function readSpan(typed: string): number | undefined {
  const text = plain(typed).replaceAll(' ', '').replace(/^半个?小时$/, '30m').replace('个半小时', '小时30分');
  if (text.length === 0 || text.length > 40) return undefined;
  let [ms, end] = [0, 0];
  for (const { 0: part, 1: count = '', 2: unit = '', index } of text.matchAll(PART)) {
    const size = UNITS.find(([shape]) => shape.test(unit))?.[1];
    if (size === undefined) return undefined;
    ms += (/^\d/.test(count) ? Number(count) : readNumeral(count)) * size;
    end = index + part.length;
  }
  return end === text.length ? Math.round(ms) : undefined;
}
