import { getCalendar } from '../api.js';
import type { App } from '../app.js';
import { el, icon } from '../dom.js';
import type { TextKey } from '../texts.js';
import type { WireCalendar } from '../wire.js';
import { addMonths, dayIn, dayWords, weeksOf } from './dates.js';
import { dayId, grid } from './grid.js';
import { daySection, legend, plansSection } from './lists.js';

export interface CalendarPanel {
  /** The panel and the button that opens it, for a page that is drawn anew. */
  draw(): { readonly element: HTMLElement; readonly toggle: HTMLElement };
  /** What it shows has changed. */
  stale(): void;
  /** The clock was moved: back to its day. */
  moved(): void;
  /** Time went on; another day may have begun. */
  tick(nowMs: number): void;
}

interface Options {
  readonly open: boolean;
  /** Remembers whether it is open. */
  readonly keep: (open: boolean) => void;
  readonly failed: (cause: unknown) => void;
}

/** The group's schedules as a small calendar. What is shown outlives the page's being drawn again. */
export function calendarPanel(app: App, { keep, failed, ...given }: Options): CalendarPanel {
  let { open } = given;
  let today = dayIn(app.state.zone, app.clock.now);
  /** Undefined: the bot's own day, and its month. */
  let chosen: string | undefined;
  let month: string | undefined;
  let data: WireCalendar | undefined;
  let asked = 0;
  let [element, toggle] = make();

  const monthNow = () => month ?? (chosen ?? today).slice(0, 7);

  function make(): [HTMLElement, HTMLElement] {
    const panel = el('aside', { class: 'calendar', attrs: { id: 'calendar', 'aria-label': app.t('calendarOf'), hidden: !open } });
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') show(false);
    });
    const attrs = { id: 'calendar-toggle', type: 'button', 'aria-label': app.t('calendar'), 'aria-expanded': String(open), 'aria-controls': 'calendar' };
    return [panel, el('button', { class: 'calendar-toggle', attrs, on: { click: () => show(!open) } }, icon('calendar'), el('span', {}, app.t('calendar')))];
  }

  function show(want: boolean): void {
    open = want;
    keep(open);
    element.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
    if (!open) return toggle.focus();
    refresh();
    focusOn(dayId(chosen ?? today));
  }

  const focusOn = (id: string) => document.getElementById(id)?.focus({ preventScroll: true });

  /** Paints what is known, then asks for what is true now. */
  function refresh(): void {
    if (!open) return;
    paint();
    const mine = ++asked;
    getCalendar(monthNow(), app.locale).then((loaded) => {
      // a slower answer to an older question says nothing about this one
      if (mine !== asked) return;
      data = loaded;
      paint();
    }, failed);
  }

  function choose(day: string): void {
    // the sheet stays as long as it has the day, so that nothing moves under the pointer
    if (!weeksOf(monthNow()).flat().includes(day)) turn(day.slice(0, 7), day);
    else {
      [month, chosen] = [monthNow(), day];
      paint();
    }
    focusOn(dayId(day));
  }

  function turn(to: string, day = to === today.slice(0, 7) ? today : `${to}-01`): void {
    if (to < FIRST || to > LAST) return;
    [month, chosen] = [to, day === today ? undefined : day];
    refresh();
  }

  function paint(): void {
    const { t, locale } = app;
    const focused = element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const shownMonth = monthNow();
    const day = chosen ?? today;
    const occurrences = data?.occurrences ?? [];
    const known = data?.month === shownMonth;
    const button = (id: string, key: TextKey, name: 'left' | 'right' | 'close', run: () => void, disabled = false) =>
      el('button', { class: 'calendar-button', attrs: { id, type: 'button', 'aria-label': t(key), title: t(key), disabled }, on: { click: run } }, icon(name));
    const title = el('h2', { attrs: { id: 'calendar-month', 'aria-live': 'polite' } }, dayWords(`${shownMonth}-01`, locale, { year: 'numeric', month: 'long' }));
    const head = el(
      'div',
      { class: 'calendar-head' },
      button('month-before', 'monthBefore', 'left', () => turn(addMonths(monthNow(), -1)), shownMonth <= FIRST),
      title,
      button('month-after', 'monthAfter', 'right', () => turn(addMonths(monthNow(), 1)), shownMonth >= LAST),
      el('button', { class: 'chip', attrs: { id: 'calendar-today', type: 'button' }, on: { click: () => turn(today.slice(0, 7)) } }, t('today')),
      button('calendar-close', 'close', 'close', () => show(false)),
    );
    const scroll = element.scrollTop;
    element.setAttribute('aria-busy', String(!known));
    element.replaceChildren(
      head,
      grid(app, { month: shownMonth, today, chosen: day, occurrences }, choose),
      el('p', { class: 'hidden-visually', attrs: { id: 'calendar-keys' } }, t('gridKeys')),
      legend(app),
      daySection(app, day, day === today, occurrences.filter((one) => one.day === day), known),
      plansSection(app, data?.schedules ?? [], data !== undefined),
    );
    element.scrollTop = scroll;
    if (focused) focusOn(focused);
  }

  return {
    draw() {
      [element, toggle] = make();
      refresh();
      return { element, toggle };
    },
    stale: refresh,
    moved() {
      [today, chosen, month] = [dayIn(app.state.zone, app.clock.now), undefined, undefined];
      refresh();
    },
    tick(nowMs) {
      const day = dayIn(app.state.zone, nowMs);
      if (day === today) return;
      today = day;
      refresh();
    },
  };
}

/** The months that the server knows. */
const [FIRST, LAST] = ['2000-01', '2099-12'];
