/** How people write times and weekdays. */
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const HAN_WEEK = ['一', '二', '三', '四', '五', '六', '日'] as const;
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  每天: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  工作日: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  周末: [6, 7],
};

function readDay(word: string): number {
  const han = /^(?:周|星期|礼拜)([一二三四五六日天])$/.exec(word)?.[1];
  if (han !== undefined) return HAN_WEEK.findIndex((day) => day === han.replace('天', '日')) + 1;
  return word.length >= 3 ? WEEK.findIndex((day) => day.startsWith(word)) + 1 : 0;
}

/** `daily`, `weekdays`, `mon,wed,fri`, `周一,周三` as ISO weekdays (1 Monday … 7 Sunday), ascending; undefined for what names none. */
export function readDays(typed: string): readonly number[] | undefined {
  const found = new Set<number>();
  for (const word of typed.toLowerCase().split(/[,，、]/).filter(Boolean)) {
    const group = Object.hasOwn(GROUPS, word) ? GROUPS[word] : undefined;
    const days = group ?? [readDay(word)];
    if (days.includes(0)) return undefined;
    for (const day of days) found.add(day);
  }
  return found.size > 0 ? [...found].sort((a, b) => a - b) : undefined;
}

/** `8:00`, `08:00`, `20：30` as `HH:MM`; undefined for what is no time of day. */
export function readTime(typed: string): string | undefined {
  const match = /^(\d{1,2})[:：](\d{2})$/.exec(typed.trim());
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return undefined;
  return `${match[1]?.padStart(2, '0')}:${match[2]}`;
}
