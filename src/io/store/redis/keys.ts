/** All that is ours begins with this, so that a Redis may be shared with other programs. */
export const PREFIX = 'sh:';

/** Number of the shape in which everything is kept; see `schema.ts`. */
export const SCHEMA_KEY = `${PREFIX}schema`;

const KINDS = { document: `${PREFIX}doc:`, claim: `${PREFIX}claim:`, set: `${PREFIX}set:`, board: `${PREFIX}board:` } as const;
/** What a key names. */
export type Kind = keyof typeof KINDS;

/**
 * The key for a name, by what it names. No hash tags: one step may change a document, sets and a board over all groups
 * (what is due), so everything has to be on one server; a cluster is refused.
 */
export const KEYS: Readonly<Record<Kind, (name: string) => string>> = {
  document: (name) => KINDS.document + name,
  claim: (name) => KINDS.claim + name,
  set: (name) => KINDS.set + name,
  board: (name) => KINDS.board + name,
};

/** What a key names; undefined for one that is none of ours. */
export function named(key: string): { kind: Kind; name: string } | undefined {
  for (const [kind, start] of Object.entries(KINDS)) if (key.startsWith(start)) return { kind: kind as Kind, name: key.slice(start.length) };
  return undefined;
}
