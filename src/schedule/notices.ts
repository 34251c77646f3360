import type { Parts } from '../commands/command.js';
import { type Bank, bankOf } from '../quiz/bank.js';
import { activityOf } from '../progress/activity.js';
import { dayAt } from '../progress/days.js';
import { dueOn, slotsOf } from '../quiz/deck/deck.js';
import type { Store } from '../store.js';
import type { Schedule } from './schedule.js';

/** S7: who wants to be mentioned when a schedule posts. */
export interface Listener {
  /** The member's id. */
  readonly id: string;
  /** As the platform gave it then: show it through `oneLine`. */
  readonly name: string;
}

const noticeKey = (schedule: string): string => `notice:${schedule}`;
/** The schedules that a member listens to. */
const listensKey = (member: string): string => `listens:${member}`;
/** Whom which message of an occurrence mentions. */
const toldKey = (schedule: string): string => `notice-told:${schedule}`;

export async function listen(store: Store, schedule: string, { id, name }: Listener): Promise<void> {
  await store.add(listensKey(id), schedule);
  await store.put(noticeKey(schedule), id, name);
}

export async function unlisten(store: Store, schedule: string, member: string): Promise<void> {
  await store.remove(noticeKey(schedule), member);
  await store.remove(toldKey(schedule), member);
  await store.remove(listensKey(member), schedule);
}

export const listensTo = async (store: Store, schedule: string, member: string): Promise<boolean> => (await store.member(noticeKey(schedule), member)) !== undefined;

/** Ids of the schedules that a member listens to. */
export const listenedBy = async (store: Store, member: string): Promise<string[]> => (await store.members(listensKey(member))).map((one) => one.member);

/** A schedule is no more, and nobody listens to it. */
export async function dropListeners(store: Store, schedule: string): Promise<void> {
  for (const { member } of await store.members(noticeKey(schedule))) await unlisten(store, schedule, member);
}

/** Members whose cards are looked at together. */
const TOGETHER = 50;

/** Whom the next post is to mention, in the order in which they asked for it: of a nudge to review, who has cards due. */
export async function listenersOf(parts: Parts, { id: schedule, what, group }: Pick<Schedule, 'id' | 'what' | 'group'>): Promise<Listener[]> {
  const all = (await parts.store.members<string>(noticeKey(schedule))).map(({ member, value }) => ({ id: member, name: value }));
  if (what !== 'review') return all;
  const bank = await bankOf(parts, group);
  const found: Listener[] = [];
  for (let i = 0; i < all.length; i += TOGETHER) {
    const some = all.slice(i, i + TOGETHER);
    const due = await Promise.all(some.map(({ id }) => hasDue(parts, id, bank)));
    found.push(...some.filter((_, place) => due[place]));
  }
  return found;
}

async function hasDue(parts: Parts, member: string, bank: Bank): Promise<boolean> {
  const { store, clock, defaults } = parts;
  const today = dayAt(await activityOf(parts, member), clock.now(), defaults.zone);
  return dueOn(await slotsOf(store, member), today).some(({ question }) => bank.asks(question));
}

/** The message that mentioned somebody last: which occurrence, and which portion of it, from 0, the post itself. */
interface Told {
  readonly date: string;
  readonly portion: number;
}

/**
 * Whom one message of an occurrence mentions, `most` at most: written down before it is sent, so that a repeat mentions
 * the same, and no other message does. Undefined when nobody is left.
 */
export async function portionOf(store: Store, schedule: string, { date, portion }: Told, listeners: readonly Listener[], most: number): Promise<Listener[] | undefined> {
  const told = new Map((await store.members<Told>(toldKey(schedule))).map(({ member, value }) => [member, value]));
  const isMine = (one: Told | undefined) => one?.date === date && one.portion === portion;
  if ([...told.values()].some(isMine)) return listeners.filter(({ id }) => isMine(told.get(id)));
  const left = listeners.filter(({ id }) => (told.get(id)?.date ?? '') < date).slice(0, most);
  for (const { id } of left) await store.put(toldKey(schedule), id, { date, portion } satisfies Told);
  return left.length > 0 ? left : undefined;
}
