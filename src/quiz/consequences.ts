import type { Parts } from '../commands/command.js';
import { recordAnswer } from '../progress/answers.js';
import type { Answered, Consequence } from './answered.js';
import { keepCard } from './deck/keep.js';

/** What follows from every counted answer, in this order. Each is safe to repeat. */
const CONSEQUENCES: readonly Consequence[] = [recordAnswer, keepCard];

/** Carries out what follows from an answer. Rejects with the first failure; then it is to be done again. */
export async function follow(parts: Parts, answered: Answered): Promise<void> {
  for (const consequence of CONSEQUENCES) await consequence(parts, answered);
}
