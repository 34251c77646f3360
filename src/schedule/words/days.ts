import { MAX_EVERY, type Pattern } from '../schedule.js';
import { NUMERAL, readNumeral } from './numeral.js';
import { plain } from './plain.js';

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const HAN_WEEK = '一二三四五六日';
const ALL = [1, 2, 3, 4, 5, 6, 7];
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: ALL,
  everyday: ALL,
  'every day': ALL,
  每天: ALL,
  每日: ALL,
  天天: ALL,
  weekdays: [1, 2, 3, 4, 5],
  'every weekday': [1, 2, 3, 4, 5],
  workdays: [1, 2, 3, 4, 5],
  工作日: [1, 2, 3, 4, 5],
  平日: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  weekend: [6, 7],
  周末: [6, 7],
};
const EVERY: readonly [RegExp, (typed: string) => number][] = [
  [/^every (?:other|second|2nd) day$/, () => 2],
  [/^every third day$/, () => 3],
  [/^every (\d{1,3}) days?$/, Number],
  [/^隔[天日]$/, () => 2],
  [new RegExp(`^每(${NUMERAL})[天日](?:一次)?$`), readNumeral],
  [new RegExp(`^每?隔(${NUMERAL})[天日](?:一次)?$`), (typed) => readNumeral(typed) + 1],
];

/**
 * `daily`, `weekdays`, `mon,wed,fri`, `mon-fri`, `周一周三`, `周一到周五`, `工作日`, `every 3 days`, `every other day`,
 * `每3天`, `隔天`; undefined for what names no days.
 */
export function readDays(typed: string): Pattern | undefined {
  const text = plain(typed);
  if (text.length > 100) return undefined;
  for (const [shape, count] of EVERY) {
    const [found, number = ''] = shape.exec(text) ?? [];
    if (found === undefined) continue;
    const n = count(number);
    if (n === 1) return { kind: 'weekdays', days: ALL };
    return n >= 2 && n <= MAX_EVERY ? { kind: 'every', n } : undefined;
  }
  const days = weekdaysIn(text);
  return days && { kind: 'weekdays', days };
}

/** ISO weekdays (1 Monday … 7 Sunday), ascending; undefined where one word names none. */
function weekdaysIn(text: string): number[] | undefined {
  const found = new Set<number>();
  const whole = Object.hasOwn(GROUPS, text) ? GROUPS[text] : undefined;
  if (whole) return [...whole];
  // a stretch stays one word
  for (const word of text.replace(/^(?:on|every|every week on|每) ?(?=\S)/, '').replace(/\s*(?:-|–|—|~|到|至| to )\s*/g, '-').split(/[,，、;&+ ]|和|及|and /).filter(Boolean)) {
    const days = (Object.hasOwn(GROUPS, word) ? GROUPS[word] : undefined) ?? stretch(word) ?? hanDays(word) ?? [readDay(word)];
    if (days.includes(0)) return undefined;
    for (const day of days) found.add(day);
  }
  return found.size > 0 ? [...found].sort((a, b) => a - b) : undefined;
}

/** `mon-fri`, `周六-周一`: from one day to the next such day. */
function stretch(word: string): number[] | undefined {
  const [, first, last] = /^([^-]+)-([^-]+)$/.exec(word) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const from = readDay(first);
  const to = readDay(last) || HAN_WEEK.indexOf(last.replace('天', '日')) + 1;
  if (from === 0 || to === 0) return [0];
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1);
}

/** `周一周三`, `周一三五`: several in one word. */
function hanDays(word: string): number[] | undefined {
  if (!/^(?:每?(?:周|週|星期|礼拜)[一二三四五六日天]+)+$/.test(word)) return undefined;
  return [...word.replace(/每|周|週|星期|礼拜/g, '')].map((day) => HAN_WEEK.indexOf(day.replace('天', '日')) + 1);
}

/** The ISO weekday that a word names, `monday` as well as `mon` and `周一`; 0 for none. */
export function readDay(word: string): number {
  const [one, ...more] = hanDays(word) ?? [];
  if (one !== undefined) return more.length === 0 ? one : 0;
  const bare = word.replace(/^(.*day)s$/, '$1').replace(/\.$/, '');
  return bare.length >= 3 ? WEEK.findIndex((day) => day.startsWith(bare)) + 1 : 0;
}
