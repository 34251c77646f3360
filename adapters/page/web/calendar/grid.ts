import type { App } from '../app.js';
import { el } from '../dom.js';
import type { WireMark, WireOccurrence } from '../wire.js';
import { addDays, addMonths, dayWords, sinceMonday, weeksOf } from './dates.js';

/** Every result, in the order in which it is counted. */
export const MARKS: readonly WireMark[] = ['sent', 'late', 'missed', 'skipped', 'due', 'next'];
/** Chips that a day has room for. */
const ROOM = 4;

interface Shown {
  readonly month: string;
  readonly today: string;
  readonly chosen: string;
  readonly occurrences: readonly WireOccurrence[];
}

export const dayId = (day: string): string => `day-${day}`;

/** A small sign with the number of its schedule; words beside it say the same. */
export const chip = (state: WireMark, words: string): HTMLElement => el('span', { class: `mark ${state}`, attrs: { 'aria-hidden': 'true' } }, words);

/** The month as a grid of days. `choose`: one was picked, or the keyboard went to it. */
export function grid(app: App, shown: Shown, choose: (day: string) => void): HTMLElement {
  const { t, locale } = app;
  const byDay = new Map<string, WireOccurrence[]>();
  for (const one of shown.occurrences) byDay.set(one.day, [...(byDay.get(one.day) ?? []), one]);
  const weeks = weeksOf(shown.month);

  const cell = (day: string) => {
    const all = byDay.get(day) ?? [];
    const isToday = day === shown.today;
    const attrs = {
      id: dayId(day),
      type: 'button',
      tabindex: day === shown.chosen ? '0' : '-1',
      'aria-current': isToday ? 'date' : undefined,
      'aria-label': `${dayWords(day, locale, { dateStyle: 'full' })}${isToday ? `, ${t('today')}` : ''}: ${counts(app, all)}`,
    };
    const room = all.length > ROOM ? ROOM - 1 : ROOM;
    const rest = all.length > room ? el('span', { class: 'mark more', attrs: { 'aria-hidden': 'true' } }, `+${all.length - room}`) : undefined;
    const chips = el('span', { class: 'marks' }, ...all.slice(0, room).map((one) => chip(one.state, String(one.schedule))), rest);
    const button = el('button', { class: `day${day.startsWith(shown.month) ? '' : ' outside'}`, attrs, on: { click: () => choose(day) } }, String(Number(day.slice(8))), chips);
    return el('td', { attrs: { role: 'gridcell', 'aria-selected': String(day === shown.chosen) } }, button);
  };
  const head = (day: string) =>
    el('th', { attrs: { scope: 'col', role: 'columnheader', abbr: dayWords(day, locale, { weekday: 'long' }) } }, dayWords(day, locale, { weekday: locale === 'en' ? 'short' : 'narrow' }));

  const table = el(
    'table',
    { class: 'month', attrs: { role: 'grid', 'aria-labelledby': 'calendar-month', 'aria-describedby': 'calendar-keys' } },
    el('thead', {}, el('tr', {}, ...(weeks[0] ?? []).map(head))),
    el('tbody', {}, ...weeks.map((week) => el('tr', {}, ...week.map(cell)))),
  );
  table.addEventListener('keydown', (event) => {
    const to = goal(event.key, shown.chosen);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(to);
  });
  return table;
}

/** Where a key goes from a day; undefined for one that moves nothing. */
function goal(key: string, day: string): string | undefined {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -sinceMonday(day), End: 6 - sinceMonday(day) };
  if (Object.hasOwn(steps, key)) return addDays(day, steps[key] ?? 0);
  if (key !== 'PageUp' && key !== 'PageDown') return undefined;
  const month = addMonths(day.slice(0, 7), key === 'PageUp' ? -1 : 1);
  // a shorter month has no such day: its last one
  const same = addDays(`${month}-01`, Number(day.slice(8)) - 1);
  return same.startsWith(month) ? same : addDays(`${addMonths(month, 1)}-01`, -1);
}

/** How many of each: `2 sent, 1 to come`. */
function counts({ t }: App, all: readonly WireOccurrence[]): string {
  const words = MARKS.flatMap((mark) => {
    const count = all.filter(({ state }) => state === mark).length;
    return count > 0 ? [t('markCount', { count: String(count), mark: t(`mark.${mark}`) })] : [];
  });
  return words.length > 0 ? words.join(', ') : t('dayEmpty');
}
