/** Local days are `YYYY-MM-DD`, months `YYYY-MM`, as the server writes them. */
const DAY_MS = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

/** The day that the clocks of a zone show at an instant (epoch ms). */
export function dayIn(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(atMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

export const addDays = (day: string, days: number): string => iso(noon(day) + days * DAY_MS).slice(0, 10);

export const addMonths = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return iso(Date.UTC(year, number - 1 + months)).slice(0, 7);
};

/** Days since Monday. */
export const sinceMonday = (day: string): number => (new Date(noon(day)).getUTCDay() + 6) % 7;

/** The six weeks that show a month, a week each: from the Monday of the week of its first on. */
export function weeksOf(month: string): string[][] {
  const first = addDays(`${month}-01`, -sinceMonday(`${month}-01`));
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, day) => addDays(first, week * 7 + day)));
}

/** A day in words; it is the same day in every zone. */
export const dayWords = (day: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(noon(day));
