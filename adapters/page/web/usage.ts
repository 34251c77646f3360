import type { App } from './app.js';
import { slotOf } from './complete.js';
import { el } from './dom.js';
import type { WireParam } from './wire.js';

/** As it is typed: a name and a colon where words in order do not fill it, in brackets where it may be left out. */
function shown({ name, named, required }: WireParam): string {
  const typed = named ? `${name}:…` : name;
  return required ? typed : `[${typed}]`;
}

/** How the command that is being typed is used: its parameters with a word on each, and an example to take. */
export function usage(app: App, line: string): Node[] {
  const { t, locale } = app;
  const slot = slotOf(line, app.state.commands);
  const { command, action } = slot ?? {};
  if (!command) return [];
  const param = (one: WireParam) =>
    el(
      'span',
      { class: `param${one === slot?.param ? ' now' : ''}`, attrs: { 'data-param': one.name } },
      el('code', {}, shown(one)),
      ` ${one.about[locale]}`,
      one.required ? undefined : el('small', {}, ` (${t('optional')})`),
    );
  const params = action?.params ?? [];
  const example = el('button', { class: 'usage-example', attrs: { type: 'button' }, on: { click: () => app.fill(command.example) } }, `${t('example')}: `, el('code', {}, command.example));
  const name = [command.name, action?.name].filter(Boolean).join(' ');
  return [el('strong', {}, name), el('span', {}, (action ?? command).about[locale]), ...params.map(param), example];
}
