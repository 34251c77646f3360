import { type Store, update } from '../../store.js';
import { type Owner, type Suggestion, suggestionBy } from './suggestion.js';

/** A suggestion as its author's document knows it. */
export interface Authored extends Owner {
  readonly id: string;
  /** Nobody has decided on it, as far as is known here. */
  readonly open: boolean;
  /** Epoch milliseconds at which it was suggested. */
  readonly at: number;
}

/** One document a member, over all groups: what they suggested, in order. */
const authoredKey = (member: string): string => `authored:${member}`;
/** Set of the ids of which a member is still to be told what was decided. */
const newsKey = (member: string): string => `news:${member}`;

interface Document {
  readonly of: readonly Authored[];
}

const authored = async (store: Store, member: string): Promise<readonly Authored[]> => (await store.get<Document>(authoredKey(member)))?.value.of ?? [];

/** Changes what a member's document says; the same list back leaves it as it is. */
export async function changeAuthored(store: Store, member: string, change: (all: readonly Authored[]) => readonly Authored[]): Promise<void> {
  await update<Document>(store, authoredKey(member), (now) => {
    const before = now?.of ?? [];
    const after = change(before);
    return after === before ? undefined : { ...now, of: after };
  });
}

/** Between what leads to a suggestion and its document there are moments, milliseconds. */
export const MAKING_MS = 3_600_000;

/** What a member suggested and is still kept, oldest first; the document learns what was decided, and forgets what is gone. */
export async function suggestionsOf(store: Store, member: string, nowMs: number): Promise<Suggestion[]> {
  const all = await authored(store, member);
  const kept = new Map((await Promise.all(all.map(({ id }) => suggestionBy(store, id)))).flatMap((one) => (one?.author?.id === member ? [[one.id, one]] : [])));
  const isOpen = (one: Authored) => one.open && (kept.get(one.id)?.state ?? 'waiting') === 'waiting';
  const isGone = (one: Authored) => !kept.has(one.id) && nowMs - one.at > MAKING_MS;
  if (all.some((one) => isGone(one) || isOpen(one) !== one.open)) {
    await changeAuthored(store, member, (now) => now.filter((one) => !isGone(one)).map((one) => ({ ...one, open: isOpen(one) })));
  }
  return [...kept.values()];
}

/** The member is to be told of a decision. */
export const tellLater = (store: Store, member: string, id: string): Promise<boolean> => store.add(newsKey(member), id);

/** Ids of what a member was not told of yet, with the decisions; of what is gone there is nothing to tell. */
export async function newsFor(store: Store, member: string): Promise<{ readonly ids: readonly string[]; readonly decided: readonly Suggestion[] }> {
  const ids = (await store.members(newsKey(member))).map((one) => one.member);
  const all = await Promise.all(ids.map((id) => suggestionBy(store, id)));
  return { ids, decided: all.flatMap((one) => one ?? []) };
}

export async function told(store: Store, member: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await store.remove(newsKey(member), id);
}
