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

/**
 * The line for a command with values by parameter name, as a slash command gives them.
 * Values keep their inner spaces folded, because a line has none to spare.
 */
export function lineOf(command: string, action: string, values: Readonly<Record<string, string | number | boolean>>): string {
  const named = Object.entries(values).map(([name, value]) => `${name}:${words(String(value)).join(' ')}`);
  return [command, action, ...named].filter(Boolean).join(' ');
}
