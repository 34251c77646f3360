import type { Parts } from '../commands/command.js';
import { follow } from './consequences.js';
import { isRight } from './grade.js';
import type { Question } from './question.js';
import { type Attempt, attemptsKey, type Round } from './round.js';

/** Answers told of at once: as many as one commit of the store takes. */
const AT_ONCE = 256;

/** Carries out what follows from the answers of a round that was revealed. Safe to repeat. */
export async function settle(parts: Parts, { id, group, lesson }: Round, question: Question): Promise<void> {
  const attempts = await parts.store.members<Attempt>(attemptsKey(id));
  for (let from = 0; from < attempts.length; from += AT_ONCE) {
    await Promise.all(
      attempts
        .slice(from, from + AT_ONCE)
        .map(({ member, value: { name, answer, at } }) => follow(parts, { member, name, group, question: question.id, lesson, right: isRight(question, answer), at, mode: 'round' })),
    );
  }
}
