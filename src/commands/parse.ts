import { UserError } from '../errors.js';
import type { T } from '../locale/index.js';
import { channelIn, MAX_LINE, textsIn, wordsAt, type Word } from '../line.js';
import { label, tame } from '../text.js';
import { lessonNumber } from '../course/number.js';
import type { Action, Args, Command, Param } from './command.js';

/** A line understood: which action, and the words for its parameters. Checked values come from `readArgs`. */
export interface Parsed {
  readonly command: Command;
  /** Name of the action in the command; empty for the usual one where it has no name. */
  readonly name: string;
  readonly action: Action;
  readonly words: readonly Word[];
  /** The whole line, tamed; the words' places are in it. */
  readonly line: string;
}

/**
 * Finds the command and action of a line. A line that is a lesson number is `lesson`; an empty one is `help`.
 * @throws UserError for what is no command, with the nearest thing to do
 */
export function parseLine(line: string, commands: readonly Command[]): Parsed {
  if (line.length > MAX_LINE) throw new UserError('error.too-long', { length: line.length, max: MAX_LINE });
  const tamed = tame(line);
  const all = wordsAt(tamed);
  const [first, ...rest] = [all[0]?.text ?? 'help', ...all.slice(1)] as const;
  const name = first.replace(/^\//, '').toLowerCase();
  const command = commands.find((one) => one.name === name || one.aliases.includes(name));
  if (command) {
    const sub = rest[0]?.text.toLowerCase();
    const named = sub ? Object.entries(command.actions).find(([one, { aliases }]) => one === sub || aliases?.includes(sub))?.[0] : undefined;
    const action = named ?? command.usual;
    return { command, name: action, action: command.actions[action] as Action, words: named === undefined ? rest : rest.slice(1), line: tamed };
  }
  const lesson = commands.find((one) => one.name === 'lesson');
  if (lesson && lessonNumber(line) !== undefined) return { command: lesson, name: '', action: lesson.actions[''] as Action, words: all, line: tamed };
  throw new UserError('error.unknown-command', { word: label(first, 40) });
}

/** Name of the command that a line means; `unknown` where it means none. */
export function commandOf(line: string, commands: readonly Command[]): string {
  try {
    return parseLine(line, commands).command.name;
  } catch (error) {
    if (error instanceof UserError) return 'unknown';
    throw error;
  }
}

/**
 * Deals words out to parameters: `name:value` by name, the others in order, a `rest` parameter takes what is left.
 * Where the line ends in text as typed, names stand only before the first word in order, and a named value goes on
 * to the next name: a word of the text is never taken for a name, nor one of a value for the text. Of several such texts
 * each begins on a line of its own. An action that sorts its words says of each without a name what it is for.
 */
export function deal({ action: { params, sort }, words: given, line }: Pick<Parsed, 'action' | 'words' | 'line'>): Map<string, string> {
  const values = new Map<string, string>();
  const typing = params.some((param) => param.raw);
  let inOrder = false;
  let open: Param | undefined;
  let last: Param | undefined;
  const unnamed = (word: string): Param | undefined => {
    if (!sort) return params.find((param) => !param.named && (param.rest || !values.has(param.name)));
    const name = sort(word, values, last?.name);
    return params.find((param) => param.name === name);
  };
  for (const { text: word, at } of given) {
    const [, name, value] = /^([a-z]+)[:=](.*)$/su.exec(word) ?? [];
    const named = params.find((param) => param.name === name && (param.raw || ((value || sort) && !(typing && inOrder))));
    const target = named ?? open ?? unnamed(word);
    if (!target && sort) continue;
    if (!target) break;
    last = target;
    if (target.raw) {
      const typed = line.slice(at);
      // the name's colon may be a full-width one
      const texts = textsIn(named ? typed.replace(/^.*?[:=：＝﹕﹦]/su, '') : typed, target.name, params.flatMap((param) => (param.raw ? [param.name] : [])), params.map((param) => param.name));
      for (const [text, value] of texts) values.set(text, value);
      break;
    }
    inOrder ||= !named && target !== open;
    open = (target.rest && !sort) || (typing && !inOrder) ? target : undefined;
    if (named) {
      values.set(named.name, value ?? '');
      continue;
    }
    const before = values.get(target.name);
    values.set(target.name, before ? `${before} ${word}` : word);
  }
  return values;
}

/**
 * The values of an action's parameters.
 * @throws UserError naming the first one that is missing or wrong, and what it takes
 */
export function readArgs(parsed: Parsed, t: T): Args {
  const { params } = parsed.action;
  const values = deal(parsed);
  const about = (param: Param) => (param.hidden ? param.name : t(`param.${param.text ?? param.name}` as 'param.ref'));
  for (const param of params) {
    const value = values.get(param.name);
    if (value === undefined) {
      if (param.required) throw new UserError('error.missing', { param: about(param), example: parsed.action.example ?? parsed.command.example });
      continue;
    }
    if (param.type === 'integer') {
      const { min = 0, max = Number.MAX_SAFE_INTEGER } = param;
      const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= min && number <= max)) throw new UserError('error.not-a-number', { param: about(param), min, max });
    }
    if (param.type === 'channel') {
      const channel = channelIn(value);
      if (channel === undefined && !param.byName) throw new UserError('error.not-a-channel', { param: about(param), word: label(value, 40) });
      values.set(param.name, channel ?? value);
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
