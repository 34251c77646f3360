import { createEmptyCard, fsrs, Rating, type Card as Fsrs } from 'ts-fsrs';
import type { Answered } from '../answered.js';

/** A missed question of one member, until it is known. Plain JSON; days are local ones, `YYYY-MM-DD`. */
export interface Card {
  readonly member: string;
  readonly question: string;
  readonly lesson: string;
  /** The day from which it is to be asked. */
  readonly due: string;
  /** The day of the answer that was graded last, and whether that was right. */
  readonly last: string;
  readonly right: boolean;
  /** As ts-fsrs keeps it. */
  readonly memory: Omit<Fsrs, 'due' | 'last_review' | 'elapsed_days'>;
  /** Instants (epoch ms) of the latest answers, so that each is graded once. */
  readonly seen: readonly number[];
  /** Only active ones are asked; the others were missed too often (`leech`), or content has no such question any more (`gone`). */
  readonly state: 'active' | 'leech' | 'gone';
}

type Answer = Pick<Answered, 'member' | 'question' | 'lesson' | 'right' | 'at'>;

/** So often a card may be forgotten before it is put aside: by then it wants reading, not asking. */
export const LEECH_LAPSES = 8;
const standing = (lapses: number) => (lapses >= LEECH_LAPSES ? 'leech' : 'active');

/** An answer told twice comes twice within moments; nobody gives so many others to one card in between. */
const SEEN_KEPT = 16;

/**
 * By whole days and without chance, so that the same answers give the same days: every day goes to ts-fsrs as the
 * midnight of that date in UTC, which makes its days the member's own, whatever the zone and the daylight saving.
 */
const scheduler = (retention: number) => fsrs({ request_retention: retention / 100, enable_fuzz: false, enable_short_term: false });

/**
 * The card after an answer: wrong is Again, right is Good, and only a miss makes a card. Undefined where the answer
 * changes nothing. `on`: the answer's local day; `retention`: per cent. A card that is not due counts one answer a day,
 * for the solution was just shown; but a miss overrules what was right before.
 */
export function graded(card: Card | undefined, answer: Answer, { on, retention }: { on: string; retention: number }): Card | undefined {
  const { member, question, lesson, right, at } = answer;
  if (!card && right) return undefined;
  if (card?.seen.includes(at)) return undefined;
  // told late: a later answer says more of what is known
  if (card && right && card.seen.some((instant) => instant > at)) return undefined;
  const day = card && card.last > on ? card.last : on;
  const seen = [...(card?.seen ?? []), at].sort((a, b) => a - b).slice(-SEEN_KEPT);
  if (card && card.last === day && card.due > day && (right || !card.right)) return { ...card, state: standing(card.memory.lapses), seen };

  const before = card ? { ...card.memory, due: card.due, last_review: card.last, elapsed_days: 0 } : createEmptyCard(day);
  const { due, stability, difficulty, scheduled_days, learning_steps, reps, lapses, state } = scheduler(retention).next(before, day, right ? Rating.Good : Rating.Again).card;
  return {
    ...card,
    member,
    question,
    lesson,
    due: due.toISOString().slice(0, 10),
    last: day,
    right,
    memory: { ...card?.memory, stability, difficulty, scheduled_days, learning_steps, reps, lapses, state },
    seen,
    state: standing(lapses),
  };
}

/** Put aside because content has no such question any more; it comes back with the question. */
export const gone = (card: Card | undefined): Card | undefined => (card?.state === 'active' ? { ...card, state: 'gone' } : undefined);

/** Back from being gone: due when it was. */
export const found = (card: Card | undefined): Card | undefined => (card?.state === 'gone' ? { ...card, state: 'active' } : undefined);

/** A leech asked again: due from this day, its lapses counted anew. */
export const again = (card: Card | undefined, day: string): Card | undefined =>
  card?.state === 'leech' ? { ...card, state: 'active', due: day, memory: { ...card.memory, lapses: 0 } } : undefined;
