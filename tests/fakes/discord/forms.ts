import type { Payload } from './interactions.js';
import { wire, type Shown } from './messages.js';
import { snowflake } from './world.js';

interface Input {
  readonly type: number;
  readonly custom_id: string;
  readonly style: number;
  readonly label?: string | null;
  readonly placeholder?: string | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
  readonly required?: boolean | null;
}
export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly { readonly type: number; readonly label?: string; readonly component?: Input }[];
}

const [TEXT_INPUT, LABEL] = [4, 18];
const MODAL_SUBMIT = 5;

/** What Discord refuses in a modal (developer docs, "Modals", "Label", "Text Input"), and rows of inputs, which it no longer wants. */
export function modalProblems({ custom_id, title, components = [] }: Partial<Modal>): string[] {
  const found: string[] = [];
  const need = (fine: boolean, what: string) => void (fine || found.push(what));
  const within = (text: string | null | undefined, max: number) => (text ?? '').trim() !== '' && (text ?? '').length <= max;
  need(within(custom_id, 100), `a modal with the id ${JSON.stringify(custom_id)}`);
  need(within(title, 45), `a modal's title of 1–45: ${JSON.stringify(title)}`);
  need(components.length >= 1 && components.length <= 5, `${components.length} fields in a modal`);
  for (const { type, label, component } of components) {
    need(type === LABEL && component?.type === TEXT_INPUT, `a component ${type} with ${component?.type} in a modal`);
    need(within(label, 45), `a field's label of 1–45: ${JSON.stringify(label)}`);
    need(component?.label === undefined, 'a label inside a label');
    need(within(component?.custom_id, 100), `a field with the id ${JSON.stringify(component?.custom_id)}`);
    need(component?.style === 1 || component?.style === 2, `a field of style ${component?.style}`);
    need((component?.placeholder ?? '').length <= 100, 'a placeholder over 100');
    const { min_length, max_length } = component ?? {};
    need((max_length ?? 4000) >= Math.max(1, min_length ?? 0) && (max_length ?? 4000) <= 4000, `a field from ${min_length} to ${max_length}`);
  }
  const ids = components.map(({ component }) => component?.custom_id);
  need(new Set(ids).size === ids.length, 'Component custom id cannot be duplicated');
  const texts = [custom_id, title, ...components.flatMap(({ label, component }) => [label, component?.custom_id, component?.placeholder])];
  need(texts.every((text) => text?.isWellFormed() ?? true), 'a lone surrogate');
  return found;
}

/**
 * A modal as its member sends it, on the same message if it was a message's. Fields that are not filled come as empty strings.
 * @throws where a client would not let it be sent
 */
export function submitPayload(opener: Payload, modal: Modal, values: Readonly<Record<string, string>>, message: Shown | undefined): Payload {
  const inputs = modal.components.flatMap(({ component }) => (component ? [component] : []));
  for (const name of Object.keys(values)) if (!inputs.some((one) => one.custom_id === name)) throw new Error(`no field ${name}`);
  const components = inputs.map((input, i) => {
    const value = values[input.custom_id] ?? '';
    const { required, min_length, max_length } = input;
    if (value === '' ? (required ?? true) : value.length < (min_length ?? 0) || value.length > (max_length ?? 4000))
      throw new Error(`the field ${input.custom_id} takes no ${value.length} characters`);
    return { type: LABEL, id: 2 * i + 1, component: { type: TEXT_INPUT, id: 2 * i + 2, custom_id: input.custom_id, value } };
  });
  const { message: _opened, ...rest } = opener;
  return {
    ...rest,
    id: snowflake(),
    token: `secret-${snowflake()}`,
    type: MODAL_SUBMIT,
    data: { custom_id: modal.custom_id, components },
    ...(message ? { message: wire(message) } : {}),
  };
}
