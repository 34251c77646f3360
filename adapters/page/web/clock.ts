import type { App } from './app.js';
import { el, icon } from './dom.js';
import type { WireTravel } from './wire.js';

type Step = Exclude<WireTravel['to'], 'moment' | 'date'>;

/** The clock strip; `tick` writes the time again. */
export function clockBar(app: App): { readonly element: HTMLElement; tick(nowMs: number): void } {
  const { t } = app;
  const format = new Intl.DateTimeFormat(app.locale, {
    timeZone: app.state.zone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const time = el('time', { attrs: { id: 'bot-time' } });
  const by = movedBy(app);
  const go = (to: Step) =>
    el('button', { class: 'chip', attrs: { id: `clock-${to}`, type: 'button', disabled: to === 'now' && !by }, on: { click: () => void app.travel({ to }) } }, t(to));
  const element = el(
    'section',
    { class: 'clock', attrs: { 'aria-label': t('botTime') } },
    el('span', { class: 'clock-now' }, icon('clock'), el('span', { class: 'clock-label' }, t('botTime')), time, el('span', { class: 'zone' }, app.state.zone)),
    by ? el('span', { class: 'badge', attrs: { id: 'clock-moved' } }, t('moved', { by })) : undefined,
    app.state.travels && el('span', { class: 'chips' }, go('hour'), go('day'), go('post'), go('now')),
  );
  return {
    element,
    tick(nowMs) {
      const shown = format.format(nowMs);
      if (time.textContent !== shown) time.textContent = shown;
      time.dateTime = new Date(nowMs).toISOString();
    },
  };
}

/** How far the clock was moved, in days, hours and minutes; empty for the real time. */
function movedBy({ clock, locale }: App): string {
  const minutes = Math.round(Math.abs(clock.offsetMs) / 60_000);
  const sign = clock.offsetMs < 0 ? '−' : '+';
  const parts = [[Math.floor(minutes / 1440), 'day'], [Math.floor(minutes / 60) % 24, 'hour'], [minutes % 60, 'minute']] as const;
  const unit = (count: number, name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
  const words = parts.filter(([count]) => count > 0).map(([count, name]) => unit(count, name));
  return words.length > 0 ? `${sign}${words.join(' ')}` : '';
}
