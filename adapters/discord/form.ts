import { ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData } from 'discord.js';
import { lineOf } from '../../src/line.js';
import type { Form } from '../../src/ports.js';
import { present, type WireData } from './wire.js';

/**
 * A form as a modal (developer docs, "Modals"; a text input stands in a label, for rows of them are deprecated). Its id is the
 * line, so that a submission says all by itself, also after a restart.
 */
export function modal({ title, line, fields }: Form): APIModalInteractionResponseCallbackData {
  return {
    title,
    custom_id: line,
    // they come back in this order
    components: fields.map(({ name, label, placeholder, multiline, max, optional = false }) => ({
      type: ComponentType.Label,
      label,
      component: {
        type: ComponentType.TextInput,
        custom_id: name,
        style: multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
        placeholder,
        max_length: max,
        required: !optional,
      },
    })),
  };
}

/** The line of a submitted form; undefined without one. A last field that is no raw one reads the same as it was typed. */
export function submittedLine({ custom_id, components }: WireData): string | undefined {
  if (!custom_id) return undefined;
  const values = present(components).flatMap(({ component }) =>
    component?.custom_id && component.value?.trim() ? [[component.custom_id, component.value] as const] : [],
  );
  return lineOf(custom_id, '', Object.fromEntries(values), values.at(-1)?.[0]);
}
