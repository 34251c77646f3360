import { lineOf } from '../line.js';
import { LIMITS } from '../limits.js';
import type { T } from '../locale/index.js';
import type { Form } from '../ports.js';
import type { Library } from './command.js';
import { deal, type Parsed } from './parse.js';

/** The form for a line that lacks what its action's form is there for; undefined for every other line. */
export function formFor(parsed: Parsed, t: T, library: () => Library): Form | undefined {
  const { form } = parsed.action;
  if (!form) return undefined;
  const values = deal(parsed);
  const all = typeof form.fields === 'function' ? form.fields(values) : form.fields;
  if (all.some(({ name, extra }) => !extra && values.get(name))) return undefined;
  if (form.wanted && !form.wanted(values, library())) return undefined;
  const fields = all.filter(({ name }) => !values.get(name));
  const known = [...values].filter(([name]) => !fields.some((field) => field.name === name));
  const line = lineOf(parsed.command.name, parsed.name, Object.fromEntries(known));
  if (line.length > LIMITS.line) return undefined;
  return {
    title: t(`form.title.${form.title}`),
    line,
    fields: fields.map(({ name, label = name, multiline, max, optional = false }) => ({ name, label: t(`form.label.${label}`), placeholder: t(`form.placeholder.${label}`), multiline, max, optional })),
    submit: t('form.submit'),
  };
}
