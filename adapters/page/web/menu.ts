import type { App } from './app.js';
import { el, icon } from './dom.js';
import type { WireAction, WireCommand } from './wire.js';

/** The commands, from the bot's own declaration. Picking one fills the line; `toggle` opens them where the window is narrow. */
export function menu(app: App): { readonly element: HTMLElement; readonly toggle: HTMLElement } {
  const { t, locale } = app;
  const pick = (line: string) => {
    close();
    app.fill(line);
  };
  const entry = (line: string, about: string, className: string) =>
    el(
      'button',
      { class: className, attrs: { type: 'button', 'data-command': line.trim() }, on: { click: () => pick(line) } },
      el('code', {}, line.trim()),
      el('span', {}, about),
    );
  const rows = (command: WireCommand): HTMLElement => {
    const named = command.actions.filter((action) => action.name !== '');
    const needs = (action: WireAction | undefined) => (action && action.params.length > 0 ? ' ' : '');
    const bare = command.actions.find((action) => action.name === '');
    return el(
      'li',
      {},
      entry(`${command.name}${named.length > 0 ? ' ' : needs(bare)}`, command.about[locale], 'command'),
      ...named.map((action) => entry(`${command.name} ${action.name}${needs(action)}`, action.about[locale], 'command action')),
    );
  };
  const list = el('ul', { class: 'commands', attrs: { id: 'commands' } }, ...app.state.commands.map(rows));
  const toggle = el(
    'button',
    { class: 'menu-toggle', attrs: { type: 'button', 'aria-expanded': 'false', 'aria-controls': 'commands' } },
    t('commands'),
    icon('down'),
  );
  const nav = el(
    'nav',
    { class: 'sidebar', attrs: { 'aria-label': t('commands') } },
    el('h2', {}, t('commands')),
    el('p', { class: 'quiet' }, t('commandsHint')),
    list,
  );
  const close = () => {
    nav.classList.remove('open');
    toggle.setAttribute('aria-expanded', 'false');
  };
  toggle.addEventListener('click', () => {
    const open = nav.classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(open));
  });
  return { element: nav, toggle };
}
