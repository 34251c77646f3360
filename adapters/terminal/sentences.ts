/** What the command line itself says; replies come from the core's own catalogs. */
export type CliLocale = 'zh-CN' | 'en';

export interface Sentences {
  readonly help: string;
  unknownOption(option: string): string;
  needsValue(option: string): string;
  noValue(option: string): string;
  badLang(value: string): string;
  readonly badName: string;
  readonly busy: string;
  readonly lost: string;
  readonly noAnswer: string;
  failed(why: string): string;
}

export const SENTENCES: Readonly<Record<CliLocale, Sentences>> = {
  en: {
    help: `Usage: npm run -s ask -- [OPTIONS] [LINE]

Says one line to Study Hall and prints the reply. Without LINE, reads lines from standard input.

  --as NAME          who is speaking (default: me)
  --lang zh-CN|en    language of the replies
  --json             one reply a line, as JSON
  --help             this text

A LINE that begins with a dash stands after a further "--".
Try: npm run -s ask -- help`,
    unknownOption: (option) => `There is no option ${option}. See --help; a line that begins with a dash stands after "--".`,
    needsValue: (option) => `${option} needs a value. See --help.`,
    noValue: (option) => `${option} takes no value. See --help.`,
    badLang: (value) => `--lang is zh-CN or en, not "${value}".`,
    badName: '--as needs a name of 1 to 64 characters.',
    busy: 'The store is in use by another process that does not answer here. Stop that process, or try again in a moment.',
    lost: 'The running Study Hall went away or fell silent before it answered. See its log, then try again.',
    noAnswer: 'No answer came to that line. Try again.',
    failed: (why) => `That did not work: ${why}`,
  },
  'zh-CN': {
    help: `用法：npm run -s ask -- [选项] [一行话]

对学习室说一行话，打印回复。不写这一行时，从标准输入逐行读取。

  --as 名字          以谁的身份说话（默认：me）
  --lang zh-CN|en    回复所用的语言
  --json             每行一条回复，JSON 格式
  --help             显示本说明

以短横线开头的一行话，请放在另一个 “--” 之后。
试试：npm run -s ask -- help`,
    unknownOption: (option) => `没有 ${option} 这个选项。请看 --help；以短横线开头的一行话请放在 “--” 之后。`,
    needsValue: (option) => `${option} 后面需要一个值。请看 --help。`,
    noValue: (option) => `${option} 不带值。请看 --help。`,
    badLang: (value) => `--lang 只能是 zh-CN 或 en，不能是“${value}”。`,
    badName: '--as 需要一个 1 到 64 个字符的名字。',
    busy: '数据文件正被另一个进程占用，而它没有在这里应答。请停掉那个进程，或稍后再试。',
    lost: '正在运行的学习室在回答之前退出或失去了响应。请查看它的日志，然后重试。',
    noAnswer: '这一行没有得到回答。请再试一次。',
    failed: (why) => `没有成功：${why}`,
  },
};

/** The language that the environment asks for, in POSIX order; undefined where it asks for none (`C`, nothing). */
export function envLocale(env: Readonly<Record<string, string | undefined>>): CliLocale | undefined {
  const tag = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  if (/^zh\b|^zh_/i.test(tag)) return 'zh-CN';
  return tag === '' || /^(C|POSIX)\b/.test(tag) ? undefined : 'en';
}
