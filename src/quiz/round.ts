import type { Locale } from '../locale/index.js';
import type { MessageRef } from '../ports.js';
import type { Question } from './question.js';

/** `round`: everybody who is right in the window scores. `race`: the first who is right alone, and that ends it. */
export type Mode = 'round' | 'race';

/**
 * One question put to a group. Values in, values out; the store and the platforms are elsewhere.
 * Attempts are kept one a member beside the round, so that an answer costs the same in a group of any size.
 */
export interface Round {
  readonly id: string;
  /** The game that it belongs to, and its place there, from 1. */
  readonly game: string;
  readonly number: number;
  /** How many questions the game is to have. */
  readonly of: number;
  readonly mode: Mode;
  readonly platform: string;
  readonly group: string;
  readonly channel: string;
  readonly question: string;
  /** The question as it was asked: an edit of the course meanwhile changes no round. */
  readonly asked: Question;
  readonly lesson: string;
  /** What the game asks about: the id of a lesson or a topic, or empty for the whole course. */
  readonly from?: string;
  /** Language of the public message. */
  readonly locale: Locale;
  /** How long answers are taken, milliseconds. */
  readonly windowMs: number;
  /**
   * `offered` until the platform confirms that the question stands there: the clock starts then. `ended`: no more
   * answers, the reveal is due. `shown`: nothing is left to do.
   */
  readonly state: 'offered' | 'open' | 'ended' | 'shown';
  /** Nobody scores. */
  readonly skipped?: boolean;
  /** It was skipped because its question was suspended meanwhile. */
  readonly suspended?: boolean;
  readonly offeredAt: number;
  readonly message?: MessageRef;
  readonly closesAt?: number;
  /** Set for a question of the day, which belongs to no game. */
  readonly day?: Day;
}

/** A round that stands for a day. */
export interface Day {
  /** The occurrence of a schedule that it belongs to; what follows that ends it. */
  readonly key: string;
  /** Epoch milliseconds until which it takes answers. */
  readonly until: number;
  /** On whose clocks people read that. */
  readonly zone: string;
}

/** One member's counted attempt: the first. */
export interface Attempt {
  readonly name: string;
  /** In its canonical form (grade.ts). */
  readonly answer: string;
  readonly at: number;
}

export const roundKey = (id: string): string => `round:${id}`;
export const attemptsKey = (id: string): string => `attempts:${id}`;
/** Set of the ids of rounds that are not ended yet. */
export const LIVE_ROUNDS = 'rounds:live';
/** Rounds and attempts stay for a month, so that old buttons can say what became of them. */
export const ROUND_TTL_MS = 30 * 86_400_000;
/** An answer that was received in time may still be on its way to the store when the window closes. */
export const GRACE_MS = 1500;
/** An offered round that no platform confirmed for so long never will be. */
export const OFFER_MS = 10 * 60_000;

const closingOf = ({ day, windowMs }: Round, at: number): number => (day ? Math.max(day.until, at) : at + windowMs);

export const opened = (round: Round, message: MessageRef, at: number): Round =>
  round.state === 'offered' ? { ...round, state: 'open', message, closesAt: round.skipped ? at : closingOf(round, at) } : round;

export const closedAt = (round: Round, at: number): Round =>
  round.state === 'open' ? { ...round, closesAt: Math.min(round.closesAt ?? at, at) } : round;

/** Closed, and worth nothing. */
export const skippedAt = (round: Round, at: number): Round =>
  round.state === 'offered' || round.state === 'open' ? { ...closedAt(round, at), skipped: true } : round;

/** The same, and it says why. A race that was won just now is over. */
export const suspendedAt = (round: Round, at: number): Round =>
  round.state === 'offered' || round.state === 'open' ? { ...skippedAt(round, at), suspended: true } : round;

/** A race that somebody won: nothing is waited for. */
export const wonAt = (round: Round, at: number): Round => (round.state === 'open' ? { ...closedAt(round, at), state: 'ended' } : round);

export const ended = (round: Round): Round => (round.state === 'shown' ? round : { ...round, state: 'ended' });

export const shown = (round: Round): Round => ({ ...round, state: 'shown' });

/** Whether an answer received at `at` counts. An answer can overtake the news that its question stands there. */
export const takes = (round: Round, at: number): boolean =>
  !round.skipped && (round.state === 'offered' || (round.state === 'open' && at < (round.closesAt ?? 0)));

/** What the clock asks for: reveal it, forget it (nobody ever saw it), or nothing yet. */
export function overdue(round: Round, now: number): 'reveal' | 'forget' | undefined {
  if (round.state === 'shown') return undefined;
  if (round.state === 'ended') return 'reveal';
  if (round.state === 'open') return now >= (round.closesAt ?? 0) + GRACE_MS ? 'reveal' : undefined;
  // a newer version, which runs beside this one for a while, may know more states
  return round.state === 'offered' && now >= round.offeredAt + OFFER_MS ? 'forget' : undefined;
}
