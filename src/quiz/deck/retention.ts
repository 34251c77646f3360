import { type Documents, type Settings, settingsKey } from '../../documents.js';

/**
 * How sure to be of a card on the day when it comes back, whole per cent: more means that it comes sooner. Below 70
 * cards are mostly forgotten by then, above 97 they come nearly every day.
 */
export const RETENTION = { least: 70, most: 97, usual: 90 } as const;

export const retentionOf = async (documents: Documents, member: string): Promise<number> =>
  (await documents.get<Settings>(settingsKey(member)))?.retention ?? RETENTION.usual;
