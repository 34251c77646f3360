import { addDays, weekday, weekOf } from '../zone.js';
import { readDay } from './days.js';
import { NUMERAL, readNumeral } from './numeral.js';
import { plain } from './plain.js';

const AHEAD: Readonly<Record<string, number>> = { today: 0, 今天: 0, 今日: 0, tomorrow: 1, 明天: 1, 明日: 1, 'day after tomorrow': 2, 'the day after tomorrow': 2, 后天: 2, 大后天: 3 };
const MONTH_DAY = [/^(\d{1,2})-(\d{1,2})$/, new RegExp(`^(${NUMERAL})月(${NUMERAL})[日号]?$`)];
const WHOLE = [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/];

/**
 * `2026-12-01`, `12-01`, `12月1日`, `tomorrow`, `明天`, `monday` (the first one after today), `next monday`, `下周一` (of
 * the week after this) as `YYYY-MM-DD`; `today` is the local day on which that is said. Undefined for what is no day.
 */
export function readDate(typed: string, today: string): string | undefined {
  const text = plain(typed);
  if (text.length > 40) return undefined;
  if (Object.hasOwn(AHEAD, text)) return addDays(today, AHEAD[text] as number);
  for (const shape of WHOLE) {
    const [found, year = '', month = '', day = ''] = shape.exec(text) ?? [];
    if (found !== undefined) return real(Number(year), Number(month), Number(day));
  }
  for (const shape of MONTH_DAY) {
    const [found, month = '', day = ''] = shape.exec(text) ?? [];
    if (found !== undefined) return coming(readNumeral(month), readNumeral(day), today);
  }
  const [, which, name = ''] = /^(next |this |下个?|本|这个?)?(.+)$/.exec(text) ?? [];
  const day = readDay(name);
  if (day === 0) return undefined;
  if (which === undefined) return addDays(today, ((day - weekday(today) + 6) % 7) + 1);
  return addDays(weekOf(today), day - 1 + (/^(?:next|下)/.test(which) ? 7 : 0));
}

function real(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

/** This year's, or next year's where that is past; of 29 February the next one that there is. */
function coming(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const found = Array.from({ length: 9 }, (_, i) => real(year + i, month, day));
  return found.find((date) => date !== undefined && date >= today);
}
