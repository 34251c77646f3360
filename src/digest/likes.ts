import type { Store } from '../store.js';
import { leaveTrace, removeTrace, type Shelf } from './own.js';

/** How long it is remembered what an event did: as long as another delivery of it may come. */
const EVENT_TTL_MS = 25 * 3_600_000;

/** Who of the group likes a comment: one entry a member, with the event that put it there. */
const likesKey = ({ course, lesson, group }: Shelf, of: string): string => `likes:${course}:${lesson}:${of}:${group}`;
/** Which comments of the lesson any member of the group liked at any time. */
const likedKey = ({ course, lesson, group }: Shelf): string => `liked:${course}:${lesson}:${group}`;

/**
 * Likes a comment, or takes the like back. `of` is a comment's `target`, `event` the key of the request: however often
 * it comes, it turns the like once. Returns what holds afterwards.
 */
export async function turnLike(store: Store, shelf: Shelf, of: string, member: string, event: string): Promise<{ likes: boolean; count: number }> {
  const trace = { kind: 'like', ...shelf, target: of } as const;
  await store.add(likedKey(shelf), of);
  await leaveTrace(store, member, trace);
  const likes = await turned(store, likesKey(shelf, of), member, event);
  if (!likes) {
    await removeTrace(store, member, trace);
    // another press at the same time may have liked it again
    if ((await store.member(likesKey(shelf, of), member)) !== undefined) await leaveTrace(store, member, trace);
  }
  return { likes, count: await store.count(likesKey(shelf, of)) };
}

/** What an event did: it took back the like that another event had put there, or (without `took`) it likes. */
interface Turn {
  readonly took?: string | undefined;
}

/** Returns whether the member likes it afterwards. */
async function turned(store: Store, likes: string, member: string, event: string): Promise<boolean> {
  const turn = `like-turn:${event}`;
  const done = (await store.get<Turn>(turn))?.value;
  if (done !== undefined) {
    const now = await store.member<string>(likes, member);
    if (now === undefined || now !== done.took) return now !== undefined;
    // killed before it took the like back
    await store.remove(likes, member);
    return false;
  }
  for (;;) {
    const now = (await store.add(likes, member, event)) ? event : await store.member<string>(likes, member);
    if (now === event) {
      await store.set(turn, {} satisfies Turn, { ttlMs: EVENT_TTL_MS });
      return true;
    }
    if (now === undefined) continue;
    // written first: killed in between, another delivery takes it back and does not like anew
    await store.set(turn, { took: now } satisfies Turn, { ttlMs: EVENT_TTL_MS });
    if (await store.remove(likes, member)) return false;
    // another press was faster: this one turns what that one left
    await store.delete(turn);
  }
}

/** Likes of the group on a lesson's comments, by target; what nobody likes is not in it. */
export async function likesOn(store: Store, shelf: Shelf): Promise<Map<string, number>> {
  const liked = await store.members(likedKey(shelf));
  const counts = await Promise.all(liked.map(async ({ member: of }) => [of, await store.count(likesKey(shelf, of))] as const));
  return new Map(counts.filter(([, count]) => count > 0));
}

/** Forgets all likes of a comment that is no more. */
export async function dropLikes(store: Store, shelf: Shelf, of: string): Promise<void> {
  const likes = likesKey(shelf, of);
  for (const { member } of await store.members(likes)) {
    await store.remove(likes, member);
    await removeTrace(store, member, { kind: 'like', ...shelf, target: of });
  }
  await store.remove(likedKey(shelf), of);
}
