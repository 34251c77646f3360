import type { DeclaredCommand } from '../../src/commands/declared.js';
import { channelWord, words } from '../../src/line.js';
import { channelId } from './ids.js';

/** A channel's link, as Slack's clients copy it. */
const LINK = /^https:\/\/[\w-]+(?:\.enterprise)?\.slack\.com\/archives\/([CG][A-Z0-9]+)\/?$/;
/** A mention as it stands in a message, or an id as a channel's details show it. */
const SHAPES = [LINK, /^<#([CG][A-Z0-9]+)(?:\|[^<>]*)?>$/, /^([CG][A-Z0-9]{8,})$/];

/** A link to a channel, as a line has it; undefined for every other address. */
export const linkedChannel = (url: string, team: string): string | undefined => word(LINK.exec(url)?.[1], team);

/** A channel that was typed, as a line has it; undefined for what names none. */
export const typedChannel = (typed: string, team: string): string | undefined => word(SHAPES.flatMap((shape) => shape.exec(typed.trim())?.[1] ?? [])[0], team);

const word = (id: string | undefined, team: string): string | undefined => (id === undefined ? undefined : channelWord(channelId(team, id)));

/** Which lines name channels, and which of their parameters. */
export interface Channels {
  /** Whether the command of the line takes a channel: there a mention of one is kept, everywhere else its name is enough. */
  in(line: string): boolean;
  /** Whether this parameter of the line's command does. */
  as(line: string, param: string): boolean;
}

export function channelsOf(commands: readonly DeclaredCommand[]): Channels {
  const taking = new Map(
    commands.flatMap(({ name, aliases = [], actions }) => {
      const params = actions.flatMap((action) => action.params.filter(({ type }) => type === 'channel').map((param) => param.name));
      return params.length === 0 ? [] : [name, ...aliases].map((one) => [one, new Set(params)] as const);
    }),
  );
  // as the core finds the command of a line
  const found = (line: string) => taking.get((words(line)[0] ?? '').replace(/^\//, '').toLowerCase());
  return { in: (line) => found(line) !== undefined, as: (line, param) => found(line)?.has(param) ?? false };
}
