import type { App } from './app.js';
import { el } from './dom.js';
import type { WireField, WireForm } from './wire.js';

/** What was typed into a form that was closed, by member and line: opening it again brings it back. */
const kept = new Map<string, ReadonlyMap<string, string>>();

/** A dialog over the page with the form's fields. `submit` gets their values; the dialog stays until it says that they were taken. */
export function openForm(app: App, form: WireForm, submit: (fields: Record<string, string>) => Promise<boolean>): void {
  const { t } = app;
  const memory = `${app.member.id} ${form.line}`;
  // several texts share the height that one has to itself
  const rows = form.fields.filter(({ multiline }) => multiline).length > 1 ? '4' : '7';
  const inputs = form.fields.map((field) => input(field, kept.get(memory)?.get(field.name) ?? '', rows));
  const problem = el('p', { class: 'form-problem', attrs: { role: 'alert' } });
  const send = el('button', { class: 'send', attrs: { type: 'submit' } }, form.submit);
  const cancel = el('button', { class: 'form-cancel', attrs: { type: 'button' } }, t('cancel'));
  const body = el(
    'form',
    {},
    el('h2', { attrs: { id: 'form-title' } }, form.title),
    ...inputs.map((one) => one.element),
    problem,
    el('div', { class: 'form-foot' }, el('span', { class: 'quiet' }, t('formKeys')), cancel, send),
  );
  const dialog = el('dialog', { class: 'form', attrs: { 'aria-labelledby': 'form-title' } }, body);
  const values = () => inputs.map(({ field, control }) => [field.name, control.value] as const);

  cancel.addEventListener('click', () => dialog.close());
  // Escape closes a modal dialog by itself
  dialog.addEventListener('close', () => {
    kept.set(memory, new Map(values()));
    dialog.remove();
  });
  body.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) body.requestSubmit();
  });
  body.addEventListener('submit', (event) => {
    event.preventDefault();
    const blank = inputs.find(({ field, control }) => !field.optional && control.value.trim() === '');
    problem.textContent = blank ? t('formEmpty') : '';
    if (blank) return blank.control.focus();
    send.disabled = true;
    void submit(Object.fromEntries(values())).then((taken) => {
      send.disabled = false;
      if (!taken) return void (problem.textContent = t('formFailed'));
      for (const { control } of inputs) control.value = '';
      dialog.close();
    });
  });
  document.body.append(dialog);
  dialog.showModal();
  inputs[0]?.control.focus();
}

interface Input {
  readonly field: WireField;
  readonly control: HTMLInputElement | HTMLTextAreaElement;
  readonly element: HTMLElement;
}

/** A field under its label, with how much of its room is used. */
function input(field: WireField, value: string, rows: string): Input {
  const { name, label, placeholder, multiline, max } = field;
  const id = `form-${name}`;
  const attrs = { id, placeholder, maxlength: String(max), 'aria-describedby': `${id}-room`, autocomplete: 'off' };
  const control = multiline ? el('textarea', { attrs: { ...attrs, rows } }) : el('input', { attrs });
  const room = el('span', { class: 'form-room quiet', attrs: { id: `${id}-room` } });
  const count = () => (room.textContent = `${control.value.length} / ${max}`);
  control.value = value;
  control.addEventListener('input', count);
  count();
  const head = el('div', { class: 'form-label' }, el('label', { attrs: { for: id } }, label), room);
  return { field, control, element: el('div', { class: 'form-field' }, head, control) };
}
