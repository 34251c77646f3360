import type { Answered, Consequence } from '../quiz/answered.js';
import type { Store } from '../store.js';
import { markActive } from './activity.js';
import { isNamed, nameOnBoards, pointsFor } from './boards.js';
import { talliesFor } from './weak.js';

/** A counted answer as its member's log keeps it. */
export interface LoggedAnswer extends Pick<Answered, 'group' | 'question' | 'lesson' | 'right' | 'at' | 'mode'> {
  /** The member's local day then. */
  readonly day: string;
}

/** Every counted answer of a member, in order of their arrival: one entry each. */
export const answersKey = (member: string): string => `answers:${member}`;

export const answersOf = async (store: Store, member: string): Promise<LoggedAnswer[]> => (await store.members<LoggedAnswer>(answersKey(member))).map((one) => one.value);

/** A counted answer makes its day count, stands in the member's log, and with that, once, on the boards of the group. */
export const recordAnswer: Consequence = async (parts, answered) => {
  const { store } = parts;
  const { member, name, group, question, lesson, right, at, mode } = answered;
  const day = await markActive(parts, member, at);
  const entry: LoggedAnswer = { group, question, lesson, right, at, mode, day };
  await store.record([{ set: answersKey(member), member: `${mode} ${at} ${question}`, value: entry, points: [...pointsFor(parts, answered), ...talliesFor(parts, answered)] }]);
  // people change their names; boards show the newest
  if (await isNamed(store, group, member)) await nameOnBoards(store, group, member, name);
};
