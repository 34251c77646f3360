import { exampleOf, type App } from './app.js';
import { completions, type Completion } from './completions.js';
import { fill, slotOf } from './complete.js';
import { el, icon } from './dom.js';
import { usage } from './usage.js';

/** Milliseconds of quiet before the bot is asked for completions. */
const PAUSE_MS = 80;

export interface Composer {
  readonly element: HTMLElement;
  fill(line: string): void;
  /** What is typed now, to be kept when the page is drawn again. */
  draft(): string;
  /** Content changed: completions on the screen may be stale. */
  forget(): void;
}

/** The input: a line with completions below it, the usage of its command, and the lines sent before. */
export function composer(app: App, draft: string): Composer {
  const { t } = app;
  const list = el('div', { class: 'completions', attrs: { id: 'completions', role: 'listbox', 'aria-label': t('completions'), hidden: true } });
  const attrs = {
    id: 'line',
    role: 'combobox',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-label': t('line'),
    'aria-expanded': 'false',
    'aria-controls': 'completions',
    'aria-autocomplete': 'list',
    'aria-describedby': 'usage',
    placeholder: t('placeholder', { example: exampleOf(app.state.commands, 'lesson') }),
  };
  const input = el('input', { attrs });
  input.value = draft;
  const help = el('div', { class: 'usage', attrs: { id: 'usage' } });
  let shown: readonly Completion[] = [];
  let active = -1;
  let back = 0;
  let asked = 0;
  let pause: number | undefined;

  const close = () => {
    shown = [];
    asked++;
    mark(-1);
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };
  const mark = (index: number) => {
    active = index;
    [...list.children].forEach((one, i) => one.setAttribute('aria-selected', String(i === index)));
    list.children[index]?.scrollIntoView({ block: 'nearest' });
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `completion-${index}`);
  };
  const pick = (one: Completion) => {
    const slot = slotOf(input.value, app.state.commands);
    if (slot) set(fill(input.value, slot, one.value));
    close();
    if (slot?.kind !== 'param') look();
  };
  const draw = (all: readonly Completion[]) => {
    shown = all;
    const option = (one: Completion, i: number) =>
      el(
        'div',
        { class: 'completion', attrs: { id: `completion-${i}`, role: 'option', 'aria-selected': 'false' }, on: { mousedown: (event) => event.preventDefault(), click: () => pick(one) } },
        el('code', {}, one.value),
        one.label === one.value ? undefined : el('span', {}, one.label),
      );
    list.replaceChildren(...all.map(option));
    mark(-1);
    list.hidden = all.length === 0;
    input.setAttribute('aria-expanded', String(all.length > 0));
  };
  const look = () => {
    help.replaceChildren(...usage(app, input.value));
    clearTimeout(pause);
    const mine = ++asked;
    pause = setTimeout(() => {
      void completions(app, input.value).then((all) => {
        // a slower answer to an older line says nothing about this one
        if (mine === asked) draw(all);
      });
    }, PAUSE_MS);
  };
  const set = (line: string) => {
    input.value = line;
    input.focus();
    input.setSelectionRange(line.length, line.length);
    help.replaceChildren(...usage(app, line));
  };
  const recall = (step: number) => {
    const at = Math.min(app.sent.length, Math.max(0, back + step));
    const line = app.sent[app.sent.length - at];
    if (step > 0 && line === undefined) return;
    back = at;
    set(at === 0 ? '' : (line ?? ''));
    close();
  };
  const submit = async () => {
    const line = input.value.trim();
    if (!line) return;
    close();
    input.value = '';
    help.replaceChildren(...usage(app, ''));
    back = 0;
    // what could not be sent comes back, unless something else was typed meanwhile
    if (!(await app.send(line)) && input.value === '') set(line);
  };

  input.addEventListener('input', () => {
    back = 0;
    look();
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const one = shown[active];
    const open = shown.length > 0;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && open) mark((active + 1) % shown.length);
    else if (event.key === 'ArrowDown') recall(-1);
    else if (event.key === 'ArrowUp' && one) mark(active - 1);
    else if (event.key === 'ArrowUp') recall(1);
    else if (event.key === 'Escape' && open) close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && one) pick(one);
    else return;
    event.preventDefault();
  });
  const form = el(
    'form',
    { class: 'composer-line' },
    input,
    el('button', { class: 'send', attrs: { type: 'submit' } }, el('span', {}, t('send')), icon('send')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  help.replaceChildren(...usage(app, draft));
  const foot = el('p', { class: 'composer-foot quiet' }, el('span', { class: 'keys' }, t('keys')), el('span', {}, t('preview')));
  return {
    element: el('footer', { class: 'composer' }, list, help, form, foot),
    fill(line) {
      set(line);
      look();
    },
    draft: () => input.value,
    forget: close,
  };
}
