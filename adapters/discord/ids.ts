/** Ids of the core are unique over all platforms: Discord's snowflakes with a prefix. */
const PREFIX = 'discord:';

export const toId = (snowflake: string): string => PREFIX + snowflake;

/** The snowflake of an id that may be of another platform; undefined where it is none. */
export const snowflakeOf = (id: string): string | undefined => /^discord:(\d+)$/.exec(id)?.[1];

/** The snowflake of an id made by `toId`; an id of another platform is a bug. */
export function fromId(id: string): string {
  if (!id.startsWith(PREFIX)) throw new TypeError(`not an id of Discord: ${id}`);
  return id.slice(PREFIX.length);
}
