import { declare } from '../src/commands/declare.js';
import { COMMANDS } from '../src/commands/index.js';
import { VARIABLES } from '../src/io/variables.js';
import type { Locale } from '../src/locale/index.js';
import { FAULTS } from './faults.js';
import { INVITATION, RIGHTS } from './discord/rights.js';
import { manifest, SCOPES } from './slack/manifest.js';

/** Everything in the tree that is made from the declarations. A test keeps it equal; `npm run docs` writes it. */

const HEADS: Record<Locale, Record<'command' | 'about' | 'example' | 'variable' | 'usual' | 'right' | 'why' | 'fault' | 'does' | 'you', string>> = {
  en: { command: 'Command', about: 'What it does', example: 'For example', variable: 'Variable', usual: 'Default', right: 'Right', why: 'Why', fault: 'What fails', does: 'What the bot does', you: 'What you do' },
  'zh-CN': { command: '命令', about: '用途', example: '例如', variable: '变量', usual: '默认值', right: '权限', why: '用途', fault: '故障', does: '机器人怎么做', you: '你要做什么' },
};

const row = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: string[], rows: string[][]): string => [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

export function commandTable(locale: Locale): string {
  const { command, about, example } = HEADS[locale];
  const rows = declare(COMMANDS).map((one) => {
    const actions = one.actions.filter((action) => action.name).map((action) => `\`${action.name}\` ${action.about[locale]}`);
    return [`\`${one.name}\``, [one.about[locale], ...actions].join('<br>'), `\`${one.example}\``];
  });
  return table([command, about, example], rows);
}

export function variableTable(locale: Locale): string {
  const { variable, about, usual } = HEADS[locale];
  const rows = Object.entries(VARIABLES).map(([name, one]) => [`\`${name}\``, one.about[locale], one.fallback === undefined ? '' : `\`${one.fallback}\``]);
  return table([variable, about, usual], rows);
}

export function rightTable(locale: Locale): string {
  const { right, why } = HEADS[locale];
  return table([right, why], RIGHTS.map(({ name, why: reason }) => [name, reason[locale]]));
}

export function faultTable(locale: Locale): string {
  const { fault, does, you } = HEADS[locale];
  return table([fault, does, you], FAULTS.map((one) => [one.fault[locale], one.does[locale], one.you[locale]]));
}

/** The link that invites the bot, with the rights of the table and no others. */
const invited = (document: string): string => document.replace(/(?<=&permissions=)\d+/g, String(INVITATION));

export const scopeTable = (): string => table(['Scope', 'Why'], SCOPES.map(({ scope, why }) => [`\`${scope}\``, why]));

export function envExample(): string {
  const lines = Object.entries(VARIABLES).map(([name, one]) => `# ${one.about.en.replaceAll('`', '')}\n# ${name}=${one.fallback ?? ''}\n`);
  return `# All of these are optional: without any, npm start opens the local page. Copy to .env and set what you need.\n\n${lines.join('\n')}`;
}

/** Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`. @throws Error where the marks are missing */
export function filled(document: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((now, [name, content]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = now.indexOf(open);
    const to = now.indexOf(close);
    if (from < 0 || to < from) throw new Error(`the marks ${open} … ${close} are missing`);
    return `${now.slice(0, from + open.length)}\n${content}\n${now.slice(to)}`;
  }, document);
}

/** Path → what the file must be, given what it is now. */
export const GENERATED: Readonly<Record<string, (now: string) => string>> = {
  'manifest.json': () => `${JSON.stringify(manifest(declare(COMMANDS)), null, 2)}\n`,
  '.env.example': envExample,
  'README.md': (now) => filled(invited(now), { commands: commandTable('en'), variables: variableTable('en'), scopes: scopeTable(), rights: rightTable('en'), faults: faultTable('en') }),
  'README.zh-CN.md': (now) => filled(invited(now), { commands: commandTable('zh-CN'), variables: variableTable('zh-CN'), rights: rightTable('zh-CN'), faults: faultTable('zh-CN') }),
};
