import type { Locale } from '../../locale/index.js';

export type Text = Readonly<Record<Locale, string>>;

/** What was looked at, and what came of it. A `problem` keeps the bot from working; a `warning` does not, yet. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem';
  /** A word for what was looked at: a variable, a platform. */
  readonly about: string;
  /** What it means. */
  readonly what: Text;
  /** What to do about it. */
  readonly todo?: Text | undefined;
}

export const text = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
export const ok = (about: string, what: Text): Finding => ({ level: 'ok', about, what });
export const warning = (about: string, what: Text, todo: Text): Finding => ({ level: 'warning', about, what, todo });
export const problem = (about: string, what: Text, todo: Text): Finding => ({ level: 'problem', about, what, todo });
