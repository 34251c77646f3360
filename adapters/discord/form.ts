import { ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData } from 'discord.js';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import { lineOf } from '../../src/line.js';
import type { Form } from '../../src/ports.js';
import { takesChannel, typedChannel } from './channels.js';
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

/** The name of a parameter, as it may stand before a colon in a line. */
const NAME = /^[a-z]{1,32}$/;

/** The line of a submitted form; undefined without one. What is no raw value reads the same as it was typed. */
export function submittedLine({ custom_id, components }: WireData, commands: readonly DeclaredCommand[]): string | undefined {
  if (!custom_id) return undefined;
  const values = present(components).flatMap(({ component }) => {
    const { custom_id: name, value } = component ?? {};
    if (!name || !NAME.test(name) || !value?.trim()) return [];
    return [[name, (takesChannel(commands, custom_id, name) ? typedChannel(value) : undefined) ?? value] as const];
  });
  return lineOf(custom_id, '', Object.fromEntries(values), values.map(([name]) => name));
}
