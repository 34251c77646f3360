import type { Locale } from '../locale/index.js';
import type { MessageRef } from '../ports.js';
import type { Mode, Round } from './round.js';

/**
 * A quiz of one or several questions in a channel: rounds that follow each other, one scoreboard. A state machine of
 * values; every step from a state that it does not fit changes nothing, so events may come twice, late, or out of order.
 */
export interface Game {
  readonly id: string;
  readonly mode: Mode;
  readonly platform: string;
  readonly group: string;
  readonly channel: string;
  /** The message below which it was started: all that it posts stands there too. */
  readonly thread?: MessageRef | undefined;
  /** Language of the public messages. */
  readonly locale: Locale;
  /** Member id of whoever started it: may stop and skip, as may who manages the channel. */
  readonly starter: string;
  readonly windowMs: number;
  /** The pool: a lesson's id, or empty for the whole course. */
  readonly from: string;
  /** How many questions it is to have. */
  readonly count: number;
  /** The rounds so far, the current one last, with the ids of their questions. */
  readonly rounds: readonly { readonly round: string; readonly question: string }[];
  /**
   * `asking`: the last round is under way. `resting`: its solution stands there, the next question comes at `nextAt`.
   * `over`: the final scoreboard is due. `closed`: nothing more happens.
   */
  readonly state: 'asking' | 'resting' | 'over' | 'closed';
  readonly nextAt?: number;
  /** No question follows the one that is asked. */
  readonly stopped?: boolean;
  /** Where the final scoreboard stands. */
  readonly scores?: MessageRef;
}

export type GameEvent =
  /** The solution of a round stands there. */
  | { readonly kind: 'shown'; readonly round: Pick<Round, 'id' | 'skipped'>; readonly at: number }
  /** A round that nobody ever saw. */
  | { readonly kind: 'lost'; readonly round: string }
  | { readonly kind: 'asked'; readonly round: string; readonly question: string }
  /** No question is left, or the channel cannot be posted to. */
  | { readonly kind: 'stop' }
  /** The final scoreboard stands there, or never will. */
  | { readonly kind: 'scored'; readonly message?: MessageRef | undefined };

export const gameKey = (id: string): string => `game:${id}`;
/** Board of a game's points. */
export const scoreKey = (game: string): string => `score:${game}`;
/** Set of the members who scored in a game, with their names. */
export const playersKey = (game: string): string => `players:${game}`;
/** Set of the ids of games that are not closed yet. */
export const LIVE_GAMES = 'games:live';
/** Time to read a solution before the next question comes, milliseconds. */
export const REST_MS = 10_000;

export const currentRound = (game: Game): string => game.rounds.at(-1)?.round ?? '';

export function step(game: Game, event: GameEvent): Game {
  const last = game.stopped || game.rounds.length >= game.count;
  switch (event.kind) {
    case 'shown': {
      if (game.state !== 'asking' || currentRound(game) !== event.round.id) return game;
      if (game.count === 1) return { ...game, state: 'closed' };
      // a skipped question has no solution that anybody waits to read
      return last ? { ...game, state: 'over' } : { ...game, state: 'resting', nextAt: event.at + (event.round.skipped ? 0 : REST_MS) };
    }
    case 'lost':
      if (game.state !== 'asking' || currentRound(game) !== event.round) return game;
      return { ...game, state: game.rounds.length === 1 ? 'closed' : 'over' };
    case 'asked':
      if (game.state !== 'resting') return game;
      return { ...game, state: 'asking', rounds: [...game.rounds, { round: event.round, question: event.question }] };
    case 'stop':
      if (game.state === 'asking') return { ...game, stopped: true };
      return game.state === 'resting' ? { ...game, stopped: true, state: 'over' } : game;
    case 'scored':
      return game.state === 'over' ? { ...game, state: 'closed', ...(event.message ? { scores: event.message } : {}) } : game;
  }
}
