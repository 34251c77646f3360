import type { App } from './app.js';
import { card } from './card.js';
import { el, icon } from './dom.js';
import type { WireMessage } from './wire.js';

/** Pixels from the end within which a person is taken to be reading the newest. */
const NEAR = 120;
/** Pixels that stay free above a message that was scrolled to. */
const GAP = 14;

export interface MessageLog {
  readonly element: HTMLElement;
  /** Shows a new message, or a known one that changed. */
  show(message: WireMessage): void;
  drop(id: string): void;
  /** Goes to the newest, so that what comes now is followed. */
  toEnd(): void;
  /** Shows these and no others. */
  reset(messages: readonly WireMessage[]): void;
}

export function messageLog(app: App): MessageLog {
  const { t } = app;
  const list = el('ol', { class: 'messages' });
  const newer = el('button', { class: 'newer', attrs: { type: 'button', hidden: true } }, t('newer'), icon('down'));
  const scroller = el('div', { class: 'scroller', attrs: { tabindex: '0', role: 'region', 'aria-label': t('channel') } }, welcome(app), list);
  const element = el('div', { class: 'log' }, scroller, newer);

  const isNear = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    newer.hidden = true;
  };
  newer.addEventListener('click', toEnd);
  scroller.addEventListener('scroll', () => {
    if (isNear()) newer.hidden = true;
  });
  /** To the end, but never past the beginning of what is to be read. */
  const toCard = (one: HTMLElement) => {
    scroller.scrollTop = Math.min(scroller.scrollHeight, one.offsetTop - GAP);
    newer.hidden = true;
  };
  const find = (id: string) => [...list.children].find((one): one is HTMLElement => one instanceof HTMLElement && one.dataset['id'] === id);

  /** At the end, or behind what stands in the same thread; where the message above it is gone, at the end too. */
  const place = (one: HTMLElement) => {
    const { under = '' } = one.dataset;
    const thread = [...list.children].filter((other) => other instanceof HTMLElement && other.dataset['under'] === under);
    const above = under === '' ? undefined : (thread.at(-1) ?? find(under));
    if (above) above.after(one);
    else list.append(one);
  };

  return {
    element,
    show(message) {
      const near = isNear();
      const old = find(message.id);
      const fresh = card(app, message);
      if (old) {
        const focused = focusIn(old);
        old.replaceWith(fresh);
        refocus(fresh, focused);
      } else place(fresh);
      // "thinking…" gives way to the answer: that is new too
      const isNew = !old?.querySelector('.panes');
      const mine = message.asked?.member === app.member.id;
      if (isNew && (near || mine)) toCard(fresh);
      else if (isNew) newer.hidden = false;
    },
    toEnd,
    drop: (id) => find(id)?.remove(),
    reset(messages) {
      list.replaceChildren();
      for (const message of messages) place(card(app, message));
      toEnd();
    },
  };
}

interface Focused {
  readonly pane: number;
  readonly line: string | undefined;
}

/** Which control of a card has the focus, so that replacing the card does not lose it. */
function focusIn(old: HTMLElement): Focused | undefined {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !old.contains(active)) return undefined;
  return { pane: [...old.querySelectorAll('.pane')].findIndex((one) => one.contains(active)), line: active.dataset['line'] };
}

function refocus(fresh: HTMLElement, focused: Focused | undefined): void {
  if (!focused) return;
  const pane = fresh.querySelectorAll('.pane')[focused.pane] ?? fresh;
  const controls = [...pane.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]')];
  const next = controls.find((one) => focused.line !== undefined && one.dataset['line'] === focused.line) ?? controls[0];
  next?.focus({ preventScroll: true });
}

/** Stands above the first message, with lines to try. */
function welcome(app: App): HTMLElement {
  const { t } = app;
  const examples = [...new Set(app.state.commands.map((command) => command.example))].slice(0, 6);
  const chip = (line: string) => el('button', { class: 'chip example', attrs: { type: 'button' }, on: { click: () => void app.send(line) } }, line);
  return el(
    'div',
    { class: 'welcome' },
    el('h2', {}, t('welcome')),
    el('p', {}, t('welcomeText')),
    el('div', { class: 'chips' }, ...examples.map(chip)),
  );
}
