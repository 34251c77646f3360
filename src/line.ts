import { tame } from './text.js';

/**
 * A request is a line: `command [action] words… name:value …`. The first words name the command;
 * `name:value` sets a parameter that the command declares; all other words fill the parameters in order.
 */

/** More than anyone types; a longer line is refused before it is read. Discord's own message limit is 4,000. */
export const MAX_LINE = 4000;

/**
 * Splits at white space; full-width space, colon and digits as people type them in Chinese input methods are folded
 * by NFKC. Characters that nobody sees are no words.
 */
export function words(line: string): string[] {
  return tame(line).normalize('NFKC').split(/\s+/u).filter(Boolean);
}

/** A word of a line, folded, and where what was typed for it begins in the tamed line. */
export interface Word {
  readonly text: string;
  /** UTF-16 units into `tame(line)`. */
  readonly at: number;
}

/** As `words`, with their places. */
export function wordsAt(tamed: string): Word[] {
  return [...tamed.matchAll(/\S+/gu)].flatMap(({ 0: typed, index: at }) => words(typed).map((text) => ({ text, at })));
}

/** A channel in a line: `<#discord:12>`. Adapters write it where somebody named a channel in the platform's own way. */
export const channelWord = (id: string): string => `<#${id}>`;

/** The channel's id in such a word; undefined for every other word. */
export const channelIn = (word: string): string | undefined => /^<#([a-z]+:[\w.:-]+)>$/.exec(word)?.[1];

/**
 * The line for a command with values by parameter name, as a slash command gives them.
 * Their inner spaces are folded, because a line has none to spare; but the value of `raw` stands last, as it was written.
 */
export function lineOf(command: string, action: string, values: Readonly<Record<string, string | number | boolean>>, raw?: string): string {
  const named = Object.entries(values)
    .filter(([name]) => name !== raw)
    .map(([name, value]) => `${name}:${words(String(value)).join(' ')}`);
  const last = raw !== undefined && values[raw] !== undefined ? [`${raw}:${String(values[raw])}`] : [];
  return [command, action, ...named, ...last].filter(Boolean).join(' ');
}
