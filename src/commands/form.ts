import { lineOf } from '../line.js';
import { LIMITS } from '../limits.js';
import type { T } from '../locale/index.js';
import type { Form } from '../ports.js';
import type { Library } from './command.js';
import { deal, type Parsed } from './parse.js';

/** The form for a line that lacks everything its action's form asks for; undefined for every other line. */
export function formFor(parsed: Parsed, t: T, library: () => Library): Form | undefined {
  const { form } = parsed.action;
  if (!form) return undefined;
  const values = deal(parsed);
  const fields = typeof form.fields === 'function' ? form.fields(values) : form.fields;
  if (fields.some(({ name }) => values.get(name))) return undefined;
  if (form.wanted && !form.wanted(values, library())) return undefined;
  const known = [...values].filter(([name]) => !fields.some((field) => field.name === name));
  const line = lineOf(parsed.command.name, parsed.name, Object.fromEntries(known));
  if (line.length > LIMITS.line) return undefined;
  return {
    title: t(`form.title.${form.title}`),
    line,
    fields: fields.map(({ name, label = name, ...field }) => ({ name, label: t(`form.label.${label}`), placeholder: t(`form.placeholder.${label}`), ...field })),
    submit: t('form.submit'),
  };
}
