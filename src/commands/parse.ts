import { UserError } from '../errors.js';
import type { T } from '../locale/index.js';
import { MAX_LINE, words } from '../line.js';
import { label } from '../text.js';
import { lessonNumber } from '../course/number.js';
import type { Action, Args, Command, Param } from './command.js';

/** A line understood: which action, and the words for its parameters. Checked values come from `readArgs`. */
export interface Parsed {
  readonly command: Command;
  readonly action: Action;
  readonly words: readonly string[];
}

/**
 * Finds the command and action of a line. A line that is a lesson number is `lesson`; an empty one is `help`.
 * @throws UserError for what is no command, with the nearest thing to do
 */
export function parseLine(line: string, commands: readonly Command[]): Parsed {
  if (line.length > MAX_LINE) throw new UserError('error.too-long', { length: line.length, max: MAX_LINE });
  const [first = 'help', ...rest] = words(line);
  const name = first.replace(/^\//, '').toLowerCase();
  const command = commands.find((one) => one.name === name || one.aliases.includes(name));
  if (command) {
    const [second, ...others] = rest;
    const sub = second?.toLowerCase();
    if (sub !== undefined && sub !== '' && Object.hasOwn(command.actions, sub)) return { command, action: command.actions[sub] as Action, words: others };
    return { command, action: command.actions[command.usual] as Action, words: rest };
  }
  const lesson = commands.find((one) => one.name === 'lesson');
  if (lesson && lessonNumber(line) !== undefined) return { command: lesson, action: lesson.actions[''] as Action, words: words(line) };
  throw new UserError('error.unknown-command', { word: label(first, 40) });
}

/** Deals words out to parameters: `name:value` by name, the others in order, a `rest` parameter takes what is left. */
function deal(params: readonly Param[], given: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  let open: Param | undefined;
  for (const word of given) {
    const [, name, value] = /^([a-z]+)[:=](.+)$/su.exec(word) ?? [];
    const named = params.find((param) => param.name === name);
    if (named && value !== undefined) {
      values.set(named.name, value);
      open = named.rest ? named : undefined;
      continue;
    }
    open = open ?? params.find((param) => !param.named && (param.rest || !values.has(param.name)));
    if (!open) break;
    const before = values.get(open.name);
    values.set(open.name, before === undefined ? word : `${before} ${word}`);
    if (!open.rest) open = undefined;
  }
  return values;
}

/**
 * The values of an action's parameters.
 * @throws UserError naming the first one that is missing or wrong, and what it takes
 */
export function readArgs(parsed: Parsed, t: T): Args {
  const { params } = parsed.action;
  const values = deal(params, parsed.words);
  const about = (param: Param) => (param.hidden ? param.name : t(`param.${param.name}` as 'param.ref'));
  for (const param of params) {
    const value = values.get(param.name);
    if (value === undefined) {
      if (param.required) throw new UserError('error.missing', { param: about(param), example: parsed.command.example });
      continue;
    }
    if (param.type === 'integer') {
      const { min = 0, max = Number.MAX_SAFE_INTEGER } = param;
      const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= min && number <= max)) throw new UserError('error.not-a-number', { param: about(param), min, max });
    }
    if (param.type === 'choice') {
      const chosen = param.reads?.(value) ?? value;
      values.set(param.name, chosen);
      if (!param.choices?.includes(chosen)) throw new UserError('error.not-a-choice', { param: about(param), choices: (param.choices ?? []).join(', ') });
    }
  }
  return {
    text: (name) => values.get(name),
    integer: (name) => (values.has(name) ? Number(values.get(name)) : undefined),
  };
}
