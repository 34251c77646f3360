import { parseArgs } from 'node:util';
import { LOCALES, type Locale } from '../../src/locale/index.js';

export interface DoctorOptions {
  readonly online: boolean;
  /** Where the bot shall post: Discord's or Slack's own id. */
  readonly channel: { readonly platform: 'discord' | 'slack'; readonly id: string } | undefined;
  readonly lang: Locale | undefined;
  readonly help: boolean;
  /** Whether something was mistyped. */
  readonly wrong: boolean;
}

export const HELP: Readonly<Record<Locale, string>> = {
  en: `Usage: npm run -s doctor -- [--online] [--channel ID] [--lang zh-CN|en]

Says what is right and what is not: configuration, Node.js, course, store, TOKEN_KEY, pictures, time zone, clock, disk.
  --online       asks Discord, Slack (each workspace) and Redis as well; changes nothing there
  --channel ID   whether the bot may post there: the id as Discord (digits) or Slack (C…) shows it
  --lang         the language of what is said

Ends with 0 when nothing keeps the bot from working, 1 when something does, 2 for a mistyped command.`,
  'zh-CN': `用法：npm run -s doctor -- [--online] [--channel ID] [--lang zh-CN|en]

检查配置、Node.js、课程、数据、TOKEN_KEY、图片、时区、时钟和磁盘，逐项说明是否正常。
  --online       同时向 Discord、Slack（逐个工作区）和 Redis 查询，不做任何改动
  --channel ID   bot 能否在该频道发布：Discord（数字）或 Slack（C…）显示的 id
  --lang         输出语言

没有问题时以 0 结束，有问题时为 1，命令有误时为 2。`,
};

export function readOptions(argv: readonly string[]): DoctorOptions {
  const { values, positionals } = parseArgs({
    args: [...argv], strict: false, allowPositionals: true,
    options: { online: { type: 'boolean' }, channel: { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const { online, channel: typed, lang: asked, help, ...unknown } = values;
  const channel = typeof typed === 'string' ? channelOf(typed.trim()) : undefined;
  const lang = LOCALES.find((one) => one === asked);
  const wrong = positionals.length > 0 || Object.keys(unknown).length > 0 || (typed !== undefined && channel === undefined) || (asked !== undefined && lang === undefined);
  return { online: online === true || channel !== undefined, channel, lang, help: help === true, wrong };
}

function channelOf(typed: string): DoctorOptions['channel'] {
  if (/^\d{15,21}$/.test(typed)) return { platform: 'discord', id: typed };
  return /^[CG][A-Z0-9]+$/.test(typed) ? { platform: 'slack', id: typed } : undefined;
}
