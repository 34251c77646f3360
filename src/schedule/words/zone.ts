import { isZone } from '../zone.js';
import { plain } from './plain.js';

/** What people call a zone that is named after another place. */
const CALLED: Readonly<Record<string, string>> = {
  'Asia/Shanghai': '北京 北京时间 中国 中国时间 上海 beijing china shenzhen guangzhou hangzhou',
  'Asia/Hong_Kong': '香港',
  'Asia/Taipei': '台北 台湾',
  'Asia/Tokyo': '东京 日本 osaka',
  'Asia/Seoul': '首尔 韩国',
  'Asia/Singapore': '新加坡',
  'Asia/Kolkata': '印度 india mumbai delhi bangalore',
  'Europe/London': '伦敦 英国 uk',
  'Europe/Paris': '巴黎 法国 france',
  'Europe/Berlin': '柏林 德国 germany munich hamburg',
  'America/New_York': '纽约 美东 boston washington',
  'America/Chicago': '芝加哥',
  'America/Los_Angeles': '洛杉矶 旧金山 西雅图 美西 sanfrancisco seattle',
  'America/Toronto': '多伦多',
  'America/Vancouver': '温哥华',
  'Australia/Sydney': '悉尼',
};
const NAMES = new Map(Object.entries(CALLED).flatMap(([zone, names]) => names.split(' ').map((name) => [name, zone] as const)));

/** Short names that mean one zone to everybody, daylight saving included; EST, CST and IST do not. */
const SHORT: ReadonlySet<string> = new Set(['utc', 'gmt', 'cet', 'eet', 'wet', 'met']);
const REGIONS = ['Asia', 'Europe', 'America', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian', 'Antarctica', 'Arctic'];

/** The IANA zone that a text names: `Europe/Berlin`, `europe/berlin`, `Berlin`, `new york`, `北京时间`, `UTC`; undefined for none. */
export function readZone(typed: string): string | undefined {
  const text = plain(typed);
  if (text.length === 0 || text.length > 64) return undefined;
  if (SHORT.has(text)) return text.toUpperCase();
  const called = NAMES.get(text.replace(/[ _]|时间$/g, '')) ?? NAMES.get(text);
  if (called !== undefined) return called;
  const name = text.replaceAll(' ', '_');
  if (name.includes('/')) return known(name) ?? (isZone(name) ? titled(name) : undefined);
  if (!/^[a-z][a-z_-]{2,}$/.test(name)) return undefined;
  const ending = zones().filter((zone) => zone.toLowerCase().endsWith(`/${name}`));
  if (ending.length > 0) return ending.length === 1 ? ending[0] : undefined;
  const region = REGIONS.find((one) => isZone(`${one}/${name}`));
  return region && titled(`${region}/${name}`);
}

/** Whether the name of some zone begins with this word and goes on: `New`, `Hong`. */
export const startsZone = (word: string): boolean => word.length >= 2 && zones().some((zone) => zone.toLowerCase().includes(`/${plain(word)}_`));

const zones = (): string[] => Intl.supportedValuesOf('timeZone');
const known = (name: string): string | undefined => zones().find((zone) => zone.toLowerCase() === name);

/** As the names of zones are written: `asia/ho_chi_minh` is `Asia/Ho_Chi_Minh`. */
const titled = (name: string): string => name.replace(/(^|[/_-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
