import type { Store } from '../store.js';

/**
 * The group's own comments. One entry a comment in a set of its course, lesson and group, so nothing of one group is
 * ever read for another. Course and lesson ids hold no colon and stand first, so no two shelves share a key.
 */
export interface Shelf {
  readonly course: string;
  /** Id of the lesson. */
  readonly lesson: string;
  /** The group's id, as the platform's adapter makes it. */
  readonly group: string;
}

/** A comment as it is kept. */
export interface OwnComment {
  /** From 1, by group and lesson; never given again. */
  readonly number: number;
  readonly author: Person;
  /** Who saved it, where it was a message in the chat. */
  readonly saver?: Person | undefined;
  /** As written, tamed and trimmed; 1 to `LONGEST` UTF-16 units. */
  readonly text: string;
  /** Local day on which it was written, `YYYY-MM-DD`. */
  readonly date: string;
  /** What it answers, by `target`. */
  readonly answers?: string | undefined;
  readonly origin: Origin;
}

export interface Person {
  /** The member's id. */
  readonly id: string;
  /** As the platform gave it then: show it through `oneLine`. */
  readonly name: string;
}

/** Where a comment came from. */
export interface Origin {
  readonly channel: string;
  /** The message that was saved, or the event by which it was written: one comment each. */
  readonly message?: string | undefined;
  readonly event?: string | undefined;
}

/** Longest text of a comment, UTF-16 units. */
export const LONGEST = 2000;

/** What likes and answers point to: `g2` for the group's second comment, else the id of a comment of the column. */
export const target = (number: number): string => `g${number}`;

const ownKey = ({ course, lesson, group }: Shelf): string => `own:${course}:${lesson}:${group}`;
/** By origin, where the comment of it stands: the same message is never a second comment. */
const originsKey = ({ course, group }: Pick<Shelf, 'course' | 'group'>): string => `own-origins:${course}:${group}`;
const numbersKey = ({ course, group }: Shelf): string => `own-numbers:${course}:${group}`;

const originOf = ({ channel, message, event }: Origin): string => (message === undefined ? `event:${event}` : `message:${channel}:${message}`);

/**
 * What a member wrote, saved or liked, over all groups, so that it can all be found again: one entry each. Whenever the
 * process is killed, a trace may outlive what it leads to, never the other way round.
 */
export interface Trace extends Shelf {
  readonly kind: 'author' | 'saver' | 'like';
  readonly target: string;
}

export const tracesKey = (member: string): string => `traces:${member}`;
const traceId = ({ kind, course, lesson, target: of, group }: Trace): string => `${kind}:${course}:${lesson}:${of}:${group}`;
export const leaveTrace = (store: Store, member: string, trace: Trace): Promise<boolean> => store.add(tracesKey(member), traceId(trace), trace);
export const removeTrace = (store: Store, member: string, trace: Trace): Promise<boolean> => store.remove(tracesKey(member), traceId(trace));

interface Place {
  readonly lesson: string;
  readonly number: number;
}

export interface Kept {
  readonly comment: OwnComment;
  readonly lesson: string;
  /** False where this message, or this event, is a comment already. */
  readonly added: boolean;
}

/**
 * Keeps a comment. Safe to repeat and to be killed anywhere: the place of an origin is taken first, and whoever finds
 * it taken but empty fills it. Traces come before the comment, so that none is ever without.
 */
export async function keepOwn(store: Store, shelf: Shelf, draft: Omit<OwnComment, 'number'>): Promise<Kept> {
  const origins = originsKey(shelf);
  const origin = originOf(draft.origin);
  let place = await store.member<Place>(origins, origin);
  if (place === undefined) {
    const mine: Place = { lesson: shelf.lesson, number: await store.score(numbersKey(shelf), shelf.lesson, 1) };
    place = (await store.add(origins, origin, mine)) ? mine : ((await store.member<Place>(origins, origin)) ?? mine);
  }
  const { lesson, number } = place;
  const there = { ...shelf, lesson };
  const before = await ownAt(store, there, number);
  if (before) return { comment: before, lesson, added: false };
  const comment: OwnComment = { ...draft, number };
  for (const [member, trace] of tracesOf(there, comment)) await leaveTrace(store, member, trace);
  const added = await store.add(ownKey(there), String(number), comment);
  return { comment, lesson, added };
}

/** Where the comment of a message stands, if it is one already. */
export async function keptFrom(store: Store, group: Pick<Shelf, 'course' | 'group'>, origin: Origin): Promise<Place | undefined> {
  const place = await store.member<Place>(originsKey(group), originOf(origin));
  return place && (await ownAt(store, { ...group, lesson: place.lesson }, place.number)) && place;
}

export const ownAt = (store: Store, shelf: Shelf, number: number): Promise<OwnComment | undefined> => store.member<OwnComment>(ownKey(shelf), String(number));

/** The group's comments on a lesson, in order of their numbers. */
export async function ownOn(store: Store, shelf: Shelf): Promise<OwnComment[]> {
  const all = await store.members<OwnComment>(ownKey(shelf));
  return all.map((one) => one.value).sort((a, b) => a.number - b.number);
}

/** Takes a comment out for good; its number is not given again. False where it was gone already. */
export async function removeOwn(store: Store, shelf: Shelf, comment: OwnComment): Promise<boolean> {
  // while the comment stands it can be deleted again, so everything that leads to it goes first
  await store.remove(originsKey(shelf), originOf(comment.origin));
  const removed = await store.remove(ownKey(shelf), String(comment.number));
  for (const [member, trace] of tracesOf(shelf, comment)) await removeTrace(store, member, trace);
  return removed;
}

/** Takes the saver's name off a comment that somebody else wrote. */
export async function unsign(store: Store, shelf: Shelf, { saver, ...comment }: OwnComment): Promise<void> {
  await store.put(ownKey(shelf), String(comment.number), comment);
  if (saver) await removeTrace(store, saver.id, { kind: 'saver', ...shelf, target: target(comment.number) });
}

/** What a member wrote, saved and liked, in all groups. */
export const tracesOn = async (store: Store, member: string): Promise<Trace[]> => (await store.members<Trace>(tracesKey(member))).map((one) => one.value);

/** The comment of the group's own that a trace leads to. */
export const tracedOwn = (store: Store, trace: Trace): Promise<OwnComment | undefined> => ownAt(store, trace, Number(trace.target.slice(1)));

function tracesOf(shelf: Shelf, { author, saver, number }: OwnComment): [member: string, Trace][] {
  const trace = (kind: Trace['kind']): Trace => ({ kind, ...shelf, target: target(number) });
  return [[author.id, trace('author')], ...(saver ? [[saver.id, trace('saver')] as [string, Trace]] : [])];
}
