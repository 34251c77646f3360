import { tame } from './text.js';

/**
 * A request is a line: `command [action] words… name:value …`. The first words name the command;
 * `name:value` sets a parameter that the command declares; all other words fill the parameters in order.
 */

/** More than anyone types; a longer line is refused before it is read. Discord's own message limit is 4,000. */
export const MAX_LINE = 4000;

/** Printable ASCII: nothing in it to tame or to fold. */
const FOLDED = /^[ -~]*$/;

/**
 * Splits at white space; full-width space, colon and digits as people type them in Chinese input methods are folded
 * by NFKC. Characters that nobody sees are no words.
 */
export function words(line: string): string[] {
  if (FOLDED.test(line)) return line.split(' ').filter(Boolean);
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
  if (FOLDED.test(tamed)) return Array.from(tamed.matchAll(/[^ ]+/g), ({ 0: text, index: at }) => ({ text, at }));
  return [...tamed.matchAll(/\S+/gu)].flatMap(({ 0: typed, index: at }) => words(typed).map((text) => ({ text, at })));
}

/** A channel in a line: `<#discord:12>`. Adapters write it where somebody named a channel in the platform's own way. */
export const channelWord = (id: string): string => `<#${id}>`;

/** The channel's id in such a word; undefined for every other word. */
export const channelIn = (word: string): string | undefined => /^<#([a-z]+:[\w.:-]+)>$/.exec(word)?.[1];

/**
 * The line for a command with values by parameter name, as a slash command gives them.
 * Their inner spaces are folded, because a line has none to spare; but those of `raw` stand last, in that order, as they
 * were written, each but the first on a line of its own.
 */
export function lineOf(command: string, action: string, values: Readonly<Record<string, string | number | boolean>>, raw: readonly string[] = []): string {
  const folded = Object.entries(values)
    .filter(([name]) => !raw.includes(name))
    .map(([name, value]) => `${name}:${words(String(value)).join(' ')}`);
  const typed = raw.filter((name) => values[name] !== undefined);
  const last = typed.map((name) => `${name}:${raw.length > 1 ? String(values[name]).replace(named(raw, '^ *'), ' $&') : String(values[name])}`).join('\n');
  return [command, action, ...folded, last].filter(Boolean).join(' ');
}

/** Where one of these names stands as at the beginning of a text of its own; people type the full-width colon too. */
const named = (names: readonly string[], at = '^'): RegExp => new RegExp(`${at}(?:${names.join('|')})[:=：＝﹕﹦]`, 'gmu');

/**
 * Texts as they were typed, one after another, told apart: each ends where a line begins with the name of one that is
 * not there yet; where there is but one line, at the name itself. `typed` begins with the text of `first`. Inside a text, a
 * line that begins with any name of `all` stands one space further in.
 */
export function textsIn(typed: string, first: string, names: readonly string[], all: readonly string[]): Map<string, string> {
  if (names.length === 1) return new Map([[first, typed.trim()]]);
  const found = new Map<string, string>();
  let [name, from] = [first, 0];
  const end = (to: number) => found.set(name, typed.slice(from, to).replace(named(all, '^ +'), (line) => line.slice(1)).trim());
  for (const { 0: mark, index } of typed.matchAll(typed.includes('\n') ? named(names) : named(names, '(?:^|(?<= ))'))) {
    const next = mark.slice(0, -1);
    if (index === 0 || next === name || found.has(next)) continue;
    end(index);
    [name, from] = [next, index + mark.length];
  }
  end(typed.length);
  return found;
}
