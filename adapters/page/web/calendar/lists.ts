import { exampleOf, type App } from '../app.js';
import { el } from '../dom.js';
import type { WireOccurrence, WireSchedule } from '../wire.js';
import { dayWords } from './dates.js';
import { chip, MARKS } from './grid.js';

export function legend({ t }: App): HTMLElement {
  const item = (mark: (typeof MARKS)[number]) => el('li', {}, chip(mark, '1'), t(`mark.${mark}`));
  return el('ul', { class: 'legend', attrs: { 'aria-label': t('legend') } }, ...MARKS.filter((mark) => mark !== 'due').map(item));
}

/** The chosen day: what it posted or will, in words. `known`: whether that was loaded. */
export function daySection(app: App, day: string, isToday: boolean, occurrences: readonly WireOccurrence[], known: boolean): HTMLElement {
  const { t, locale } = app;
  const go = el('button', { class: 'chip', attrs: { id: 'go-day', type: 'button', disabled: isToday }, on: { click: () => void app.travel({ to: 'date', date: day }) } }, t('goDay'));
  const title = dayWords(day, locale, { weekday: 'short', month: 'short', day: 'numeric' });
  const list = el('ol', { class: 'occurrences' }, ...occurrences.map((one) => occurrence(app, one)));
  return el(
    'section',
    { class: 'calendar-day', attrs: { 'aria-labelledby': 'calendar-day' } },
    el('div', { class: 'calendar-row' }, el('h3', { attrs: { id: 'calendar-day' } }, title, isToday ? el('small', {}, t('today')) : undefined), app.state.travels && go),
    occurrences.length > 0 ? list : el('p', { class: 'quiet' }, known ? t('dayEmpty') : '…'),
  );
}

function occurrence(app: App, { schedule, at, state, title, said, steps }: WireOccurrence): HTMLElement {
  const { t, locale } = app;
  const time = new Intl.DateTimeFormat(locale, { timeZone: app.state.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const go = el(
    'button',
    { class: 'chip', attrs: { id: `go-${schedule}-${at}`, type: 'button', 'aria-label': `${t('goMoment')}: ${time}, ${title}` }, on: { click: () => void app.travel({ to: 'moment', at }) } },
    t('goMoment'),
  );
  return el(
    'li',
    { class: 'occurrence', attrs: { 'data-schedule': String(schedule), 'data-state': state } },
    el('div', { class: 'calendar-row' }, el('span', { class: 'occurrence-head' }, chip(state, String(schedule)), el('time', { attrs: { datetime: new Date(at).toISOString() } }, time), el('span', {}, t(`mark.${state}`))), app.state.travels && state !== 'skipped' && go),
    el('p', {}, el('span', { class: 'hidden-visually' }, `${t('number', { number: String(schedule) })} `), title),
    said ? el('p', { class: 'quiet' }, said) : undefined,
    stepList(steps),
  );
}

const stepList = (steps: readonly string[]) => (steps.length > 0 ? el('ul', { class: 'quiet' }, ...steps.map((step) => el('li', {}, step))) : undefined);

/** All schedules of the group, and how they stand. */
export function plansSection(app: App, schedules: readonly WireSchedule[], known: boolean): HTMLElement {
  const { t } = app;
  const example = exampleOf(app.state.commands, 'schedule');
  const next = el('button', { class: 'chip', attrs: { id: 'calendar-post', type: 'button' }, on: { click: () => void app.travel({ to: 'post' }) } }, t('post'));
  const plan = ({ number, state, title, when, said, steps }: WireSchedule) =>
    el(
      'li',
      { class: 'plan', attrs: { 'data-schedule': String(number), 'data-state': state } },
      el('span', { class: 'plan-number' }, t('number', { number: String(number) })),
      el('div', {}, el('strong', {}, title), el('p', { class: 'quiet' }, when), el('p', { class: state === 'on' ? 'quiet' : 'plan-said' }, said), stepList(steps)),
    );
  const none = () => [
    el('p', { class: 'quiet' }, t('plansNone')),
    el('button', { class: 'chip example', attrs: { type: 'button' }, on: { click: () => app.fill(example) } }, example),
  ];
  return el(
    'section',
    { class: 'plans', attrs: { 'aria-labelledby': 'calendar-plans' } },
    el('div', { class: 'calendar-row' }, el('h3', { attrs: { id: 'calendar-plans' } }, t('plans')), app.state.travels && schedules.some(({ state }) => state === 'on') && next),
    ...(schedules.length > 0 ? [el('ul', {}, ...schedules.map(plan))] : known ? none() : [el('p', { class: 'quiet' }, '…')]),
  );
}
