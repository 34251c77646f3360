import type { Locale } from './index.js';

/** Dates and numbers by Intl, in the language of the answer. Local dates are `YYYY-MM-DD`. */
export const formatDate = (date: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`));

/** An instant (epoch ms) on the clocks of `zone`: weekday, date and time. */
export const formatInstant = (atMs: number, zone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(atMs);

/** A span of time (ms, whole minutes): 6 hours, 1 hour 30 minutes; less than a minute in seconds. */
export function formatSpan(ms: number, locale: Locale): string {
  const minutes = Math.round(ms / 60_000);
  const unit = (value: number, name: string) => (value === 0 ? [] : [new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value)]);
  if (minutes === 0) return new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(Math.round(ms / 1000));
  return [...unit(Math.floor(minutes / 60), 'hour'), ...unit(minutes % 60, 'minute')].join(locale === 'zh-CN' ? '' : ' ');
}

export const formatPercent = (percent: number, locale: Locale): string => new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100);

export const formatNumber = (value: number, locale: Locale): string => new Intl.NumberFormat(locale).format(value);

/** The number of a pass as readers write it: 一刷, 二刷; 1, 2 in English. */
export const formatPass = (pass: number, locale: Locale): string => new Intl.NumberFormat(locale === 'zh-CN' ? 'zh-CN-u-nu-hanidec' : locale).format(pass);

/** How long ago in the largest whole unit: yesterday, 1 month ago, 3年前. Only a day has a name: 59 days are no “last month”. */
export function formatAge(days: number, locale: Locale): string {
  const counted = new Intl.RelativeTimeFormat(locale);
  if (days >= 365) return counted.format(-Math.floor(days / 365), 'year');
  if (days >= 30) return counted.format(-Math.floor(days / 30), 'month');
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day');
}
