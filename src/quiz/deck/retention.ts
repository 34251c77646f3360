import type { Documents } from '../../documents.js';

/**
 * How sure one wants to be of a card on the day when it comes back, whole per cent: more means that it comes sooner.
 * Below 70 cards are mostly forgotten, above 97 they come nearly every day.
 */
export const RETENTION = { least: 70, most: 97, usual: 90 } as const;

export const retentionKey = (member: string): string => `retention:${member}`;

/** What a member chose, whole per cent. */
export const retentionOf = async (documents: Documents, member: string): Promise<number> => (await documents.get<number>(retentionKey(member))) ?? RETENTION.usual;
