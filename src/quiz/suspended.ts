import type { Store } from '../store.js';
import type { Owner } from './own/suggestion.js';

/** The ids of the questions that a group is not asked for now. */
const suspendedKey = ({ course, group }: Owner): string => `suspended:${course}:${group}`;

export interface Suspension {
  /** Epoch milliseconds. */
  readonly at: number;
  /** By so many reports, or by an admin. */
  readonly by: 'reports' | 'admin';
}

export const suspendedIn = async (store: Store, owner: Owner): Promise<Map<string, Suspension>> =>
  new Map((await store.members<Suspension>(suspendedKey(owner))).map(({ member, value }) => [member, value]));

export const suspensionOf = (store: Store, owner: Owner, question: string): Promise<Suspension | undefined> => store.member<Suspension>(suspendedKey(owner), question);

/** False where it is suspended already. */
export const suspend = (store: Store, owner: Owner, question: string, how: Suspension): Promise<boolean> => store.add(suspendedKey(owner), question, how);

export const unsuspend = (store: Store, owner: Owner, question: string): Promise<boolean> => store.remove(suspendedKey(owner), question);
