import { type Store, update } from '../store.js';
import { type Game, gameKey } from './game.js';

/** The games that a member started, so that their name can be taken off again. */
const startedKey = (member: string): string => `started:${member}`;

export const noteStarted = (store: Store, member: string, game: string): Promise<boolean> => store.add(startedKey(member), game);

/** Those that are still kept. */
export async function startedBy(store: Store, member: string): Promise<Game[]> {
  const ids = await store.members(startedKey(member));
  const games = await Promise.all(ids.map(async ({ member: id }) => (await store.get<Game>(gameKey(id)))?.value));
  return games.filter((game) => game !== undefined);
}

/** Games go on without a starter: from then on only who manages the channel may end them early. */
export const unstart = (store: Store, member: string, { id }: Game): Promise<unknown> =>
  update<Game>(store, gameKey(id), (game) => (game?.starter === member ? { ...game, starter: '' } : undefined));
