import type { DeclaredCommand } from '../../src/commands/declared.js';
import { channelWord } from '../../src/line.js';
import { toId } from './ids.js';

/** A channel as Discord's clients copy it: mentioned, by its link, by its id. */
const SHAPES = [/^<#(\d{15,20})>$/, /^https:\/\/(?:ptb\.|canary\.)?discord\.com\/channels\/\d+\/(\d{15,20})\/?$/, /^(\d{15,20})$/];

/** A channel that was typed, as a line has it; undefined for what names none. */
export function typedChannel(typed: string): string | undefined {
  const id = SHAPES.flatMap((shape) => shape.exec(typed.trim())?.[1] ?? [])[0];
  return id === undefined ? undefined : channelWord(toId(id));
}

/** Whether a parameter of the command that begins this line takes a channel. */
export function takesChannel(commands: readonly DeclaredCommand[], line: string, param: string): boolean {
  const command = commands.find(({ name }) => name === line.split(' ', 1)[0]);
  return command?.actions.some(({ params }) => params.some(({ name, type }) => name === param && type === 'channel')) ?? false;
}
