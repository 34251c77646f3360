import type { Locale } from '../locale/index.js';

/**
 * The command table as plain data, every text in every language. Discord's registration, Slack's manifest,
 * the help, the page's menu and the README's table are all made from this.
 */
export interface DeclaredParam {
  /** ASCII, `^[a-z]{1,32}$`. */
  readonly name: string;
  readonly about: Readonly<Record<Locale, string>>;
  readonly type: 'text' | 'integer' | 'choice' | 'channel';
  readonly required: boolean;
  /** A line gives it only as `name:value`; words in order never fill it. */
  readonly named?: boolean | undefined;
  /** Its value stands last in a line, as it was typed. */
  readonly raw?: boolean | undefined;
  /** For `choice`: what may be chosen, ≤ 25. */
  readonly choices: readonly { readonly value: string; readonly label: Readonly<Record<Locale, string>> }[];
  /** For `integer`. */
  readonly min?: number | undefined;
  /** For `integer`; of a `text` its greatest length. */
  readonly max?: number | undefined;
  /** The core completes it while it is typed (`Core.suggest`). */
  readonly completes: boolean;
}

export interface DeclaredAction {
  /** Empty for a command without sub-commands. */
  readonly name: string;
  readonly about: Readonly<Record<Locale, string>>;
  readonly params: readonly DeclaredParam[];
}

export interface DeclaredCommand {
  /** ASCII, `^[a-z]{1,32}$`. */
  readonly name: string;
  /** Other words that people type for it. */
  readonly aliases?: readonly string[] | undefined;
  readonly about: Readonly<Record<Locale, string>>;
  /** One action without a name, or named sub-commands. */
  readonly actions: readonly DeclaredAction[];
  /** A line to try, for help and menus. */
  readonly example: string;
  /** An entry of every message's own menu: `name` ≤ 24 characters (Slack; Discord 32), and the line that it sends. */
  readonly menu?: { readonly name: Readonly<Record<Locale, string>>; readonly line: string } | undefined;
}
