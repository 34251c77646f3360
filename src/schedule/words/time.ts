import { NUMERAL, readNumeral } from './numeral.js';
import { plain } from './plain.js';

const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midnight: '00:00', 中午: '12:00', 正午: '12:00', 半夜: '00:00', 午夜: '00:00' };
const MORNING = '早上|早晨|早|清晨|上午|凌晨';
const LATER = '下午|傍晚|晚上|晚|夜里|今晚|中午';
const HAN = new RegExp(`^(?:(${MORNING})|(${LATER}))?(${NUMERAL})(?:[点點时時](?:钟|鐘|整)?(半|一刻|三刻|(?:${NUMERAL})分?)?|:(\\d{2}))$`);
const LATIN = /^(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.|p\.m\.)$/;

/** `8:00`, `20：30`, `8am`, `8:30 pm`, `早上8点`, `晚上八点半`, `noon` as `HH:MM`; undefined for what is no time of day. */
export function readTime(typed: string): string | undefined {
  const text = plain(typed);
  if (text.length > 20) return undefined;
  if (Object.hasOwn(NAMED, text)) return NAMED[text];
  const [latin, hour, minute = '00', half] = LATIN.exec(text) ?? [];
  if (latin !== undefined) return Number(hour) > 12 || Number(hour) < 1 ? undefined : clock((Number(hour) % 12) + (half?.startsWith('p') ? 12 : 0), Number(minute));
  const [han, morning, later, hours = '', words, digits] = HAN.exec(text.replaceAll(' ', '')) ?? [];
  if (han === undefined) return undefined;
  const at = hourOf(readNumeral(hours), morning, later);
  return at === undefined ? undefined : clock(at, digits === undefined ? minutesIn(words) : Number(digits));
}

const PARTS: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };
const minutesIn = (words = '0'): number => PARTS[words] ?? readNumeral(words.replace('分', ''));

/** The hour of the day: 下午3点 is 15, 晚上12点 is midnight, 中午1点 is 13. Undefined for what nobody means (早上20点). */
function hourOf(hour: number, morning: string | undefined, later: string | undefined): number | undefined {
  if (morning) return hour > 12 ? undefined : morning === '凌晨' ? hour % 12 : hour;
  if (!later || hour > 12) return hour;
  if (later === '中午') return hour < 11 ? hour + 12 : hour;
  if (hour === 12) return later === '下午' ? 12 : 0;
  return hour + 12;
}

const clock = (hour: number, minute: number): string | undefined => (hour > 23 || minute > 59 ? undefined : [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'));
