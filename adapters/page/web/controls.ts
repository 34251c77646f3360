import { el, icon, webAddress } from './dom.js';

/** What both previews know of the page: how to send a line, and its words. */
export interface Press {
  (line: string): void;
}

/** A button that sends its line. */
export function lineButton(className: string, label: string, line: string, press: Press, disabled = false): HTMLButtonElement {
  const attrs = { type: 'button', 'data-line': line, disabled };
  return el('button', { class: className, attrs, on: { click: () => press(line) } }, label);
}

/** A button that leads to a web page; without a web address it is a dead button, as on the platforms. */
export function linkButton(className: string, label: string, url: unknown): HTMLElement {
  const href = webAddress(url);
  if (!href) return el('button', { class: className, attrs: { type: 'button', disabled: true } }, label);
  return el('a', { class: className, attrs: { href, target: '_blank', rel: 'noopener noreferrer' } }, label, icon('out'));
}

/** A picture of the page's own, with room left for it until it has come; the text alone where the address is another's. */
export function picture(className: string, address: unknown, alt: string): HTMLElement {
  const [src, width, height] = /^\/picture\/(\d+)x(\d+)-[\w-]+\.png$/.exec(typeof address === 'string' ? address : '') ?? [];
  if (src === undefined) return el('p', { class: className }, alt);
  return el('img', { class: className, attrs: { src, width, height, alt } });
}

export interface MenuOption {
  readonly label: string;
  readonly description?: string | undefined;
  readonly line: string;
}

let menus = 0;

/**
 * A select menu. Not a native one: that would send the first option as soon as a keyboard user moves through it.
 * Keys: ↓ ↑ Home End move, Enter or Space picks, Escape or Tab closes.
 */
export function selectMenu(className: string, placeholder: string, options: readonly MenuOption[], press: Press): HTMLElement {
  const id = `menu-${++menus}`;
  const list = el('div', { class: 'menu-list', attrs: { id, role: 'listbox', 'aria-label': placeholder, hidden: true } });
  const opener = el(
    'button',
    { class: 'menu-opener', attrs: { type: 'button', 'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-controls': id } },
    el('span', { class: 'menu-label' }, placeholder),
    icon('down'),
  );
  const whole = el('div', { class: `menu ${className}` }, opener, list);

  const open = (want: boolean) => {
    list.hidden = !want;
    opener.setAttribute('aria-expanded', String(want));
    if (want) list.scrollIntoView({ block: 'nearest' });
  };
  const focusAt = (index: number) => (list.children[(index + list.children.length) % list.children.length] as HTMLElement | undefined)?.focus();
  const pick = (line: string) => {
    open(false);
    opener.focus();
    press(line);
  };
  options.forEach(({ label, description, line }, index) => {
    const move: Record<string, () => void> = {
      ArrowDown: () => focusAt(index + 1),
      ArrowUp: () => focusAt(index - 1),
      Home: () => focusAt(0),
      End: () => focusAt(-1),
      Enter: () => pick(line),
      ' ': () => pick(line),
      Escape: () => {
        open(false);
        opener.focus();
      },
    };
    const keydown = (event: KeyboardEvent) => {
      const act = move[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    const attrs = { role: 'option', tabindex: '-1', 'aria-selected': 'false', 'data-line': line };
    const small = description ? el('span', { class: 'menu-description' }, description) : undefined;
    list.append(el('div', { class: 'menu-option', attrs, on: { click: () => pick(line), keydown } }, el('span', {}, label), small));
  });
  opener.addEventListener('click', () => {
    open(opener.getAttribute('aria-expanded') !== 'true');
    if (!list.hidden) focusAt(0);
  });
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open(true);
    focusAt(0);
  });
  whole.addEventListener('focusout', (event) => {
    if (!whole.contains(event.relatedTarget as Node | null)) open(false);
  });
  return whole;
}
