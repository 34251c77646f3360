import { type Store, update } from '../store.js';
import { type Round, roundKey } from './round.js';

/** The rounds that a member started, so that their name can be taken off again. */
const startedKey = (member: string): string => `started:${member}`;

export const noteStarted = (store: Store, member: string, round: string): Promise<boolean> => store.add(startedKey(member), round);

/** Those that are still kept. */
export async function startedBy(store: Store, member: string): Promise<Round[]> {
  const ids = await store.members(startedKey(member));
  const rounds = await Promise.all(ids.map(async ({ member: id }) => (await store.get<Round>(roundKey(id)))?.value));
  return rounds.filter((round) => round !== undefined);
}

/** Rounds go on without a starter: from then on only who manages the channel may end them early. */
export const unstart = (store: Store, member: string, { id }: Round): Promise<unknown> =>
  update<Round>(store, roundKey(id), (round) => (round?.starter === member ? { ...round, starter: '' } : undefined));
