import type { Parts } from '../commands/command.js';
import { isRight } from './grade.js';
import type { Attempt, Round } from './round.js';

/** An answer that was counted. */
export interface Answered {
  readonly member: string;
  /** Display name at that moment: data, never markup. */
  readonly name: string;
  /** `Place.group`. */
  readonly group: string;
  readonly question: string;
  readonly lesson: string;
  readonly right: boolean;
  /** Epoch milliseconds at which it was given. */
  readonly at: number;
  readonly mode: 'practice' | 'round' | 'race' | 'review';
}

/** A counted attempt at a round. */
export const answeredIn = ({ group, question, lesson, asked, mode }: Round, member: string, { name, answer, at }: Attempt): Answered =>
  ({ member, name, group, question, lesson, right: isRight(asked, answer), at, mode });

/** Something that follows from an answer (a card of a deck, a day of a streak). Safe to repeat for the same answer. */
export type Consequence = (parts: Parts, answered: Answered) => Promise<void>;
