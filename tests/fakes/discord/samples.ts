import { modal } from '../../../adapters/discord/form.js';
import type { DeclaredCommand } from '../../../src/commands/declared.js';
import type { Form } from '../../../src/ports.js';
import { submitPayload, type Modal } from './forms.js';
import { buttonPayload, commandPayload, type Payload } from './interactions.js';
import { menuPayload } from './menus.js';
import type { Shown } from './messages.js';
import { CHANNEL } from './world.js';

/** A message of the bot, a message of a member, and commands with everything that a command can declare about either. */
export const MESSAGE = { id: '77', channel_id: CHANNEL, body: { flags: 32768 }, private: false };
export const TARGET = { id: '78', author: { id: '800', name: '老王' }, content: '第一行\n  **缩进**  <@1>', at: 1_700_000_000_123 };
export const MENU = menuPayload({ name: 'Save to lesson…', target: TARGET });
const about = { en: 'x', 'zh-CN': 'x' };
const param = (name: string, raw = false) => ({ name, about, type: 'text' as const, required: false, raw, choices: [], completes: false });
export const COMMANDS: DeclaredCommand[] = [
  { name: 'say', about, example: 'say', actions: [{ name: '', about, params: [param('text', true), param('ref')] }] },
  {
    name: 'comment',
    about,
    example: 'comment 13',
    actions: [{ name: 'add', about, params: [param('text', true), param('ref')] }],
    menu: { name: { en: 'Save to lesson…', 'zh-CN': '存到课程…' }, line: 'comment keep' },
  },
];
const field = (name: string, multiline = false) => ({ name, label: name, placeholder: name, multiline, max: 3000 });
export const FORM: Form = { title: 'Comment', line: 'comment add ref:13', submit: 'Send', fields: [field('title'), field('text', true)].map((one) => ({ ...one, optional: true })) };
export const submission = (values: Record<string, string>, message?: Shown): Payload =>
  submitPayload(message ? buttonPayload(message, 'comment 13', {}) : commandPayload({ name: 'comment' }), modal(FORM) as Modal, values, message);

