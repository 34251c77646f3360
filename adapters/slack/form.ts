import type { InputBlock, ModalView } from '@slack/types';
import { lineOf } from '../../src/line.js';
import { localeOf, translator } from '../../src/locale/index.js';
import type { Form, FormField } from '../../src/ports.js';
import { typedChannel, type Channels } from './channels.js';
import { fields, word } from './fields.js';
import type { Incoming } from './receive.js';
import { plainText } from './render.js';
import type { Seal } from './seal.js';

/** Says of a submission that it is of one of our forms; the rest stands in what was sealed. */
const CALLBACK = 'study_hall_form';

/** The name of a parameter, as it may stand before a colon in a line. */
const NAME = /^[a-z]{1,32}$/;

/**
 * A form as Slack's modal. `tag` is the language of the member's client, where its own buttons are in that language.
 * Cuts nothing: a form that exists fits (src/ports.ts).
 */
export function renderForm(form: Form, metadata: string, tag: string | undefined): ModalView {
  const locale = localeOf(tag);
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: metadata,
    title: plainText(form.title),
    submit: plainText(form.submit),
    ...(locale === undefined ? {} : { close: plainText(translator(locale)('form.close')) }),
    blocks: form.fields.map(input),
  };
}

const input = ({ name, label, placeholder, multiline, max, optional = false }: FormField): InputBlock => ({
  type: 'input',
  block_id: name,
  ...(optional ? { optional } : {}),
  label: plainText(label),
  element: {
    type: 'plain_text_input',
    action_id: name,
    multiline,
    max_length: max,
    ...(placeholder.trim() === '' ? {} : { placeholder: plainText(placeholder) }),
  },
});

/**
 * A submitted form; undefined for what is none of ours, or comes back other than we gave it out. Sent again, or
 * submitted again after a lost acknowledgement, a view has the same id and hash.
 */
export function readSubmission(body: unknown, seal: Seal, channels?: Channels): Incoming | undefined {
  const submission = fields(body);
  const [view, person] = [fields(submission['view']), fields(submission['user'])];
  const [id, user] = [word(view['id']), word(person['id'])];
  if (view['callback_id'] !== CALLBACK || id === undefined || user === undefined) return undefined;
  const kept = seal.open(word(view['private_metadata']) ?? '', user);
  if (kept === undefined) return undefined;
  const { line, raw, ...origin } = kept;
  const values = typed(fields(view['state'])['values']).map(
    ([name, value]) => [name, (channels?.as(line, name) ? typedChannel(value, origin.team) : undefined) ?? value] as const,
  );
  return {
    key: `slack:${id}:${word(view['hash']) ?? ''}`,
    line: lineOf(line, '', Object.fromEntries(values), raw),
    name: word(person['name']) ?? word(person['username']) ?? user,
    origin: { ...origin, user },
  };
}

/** Values by field. Slack gives them as they were typed, without the escapes of messages. */
function typed(values: unknown): [name: string, value: string][] {
  const all = Object.entries(fields(values)).map(([name, block]) => [name, word(fields(fields(block)[name])['value'])] as const);
  return all.filter((one): one is [string, string] => NAME.test(one[0]) && one[1] !== undefined);
}
