import type { Addition, Points, Store } from '../store.js';
import { playersKey, scoreKey } from './game.js';
import { isRight } from './grade.js';
import { type Attempt, attemptsKey, type Round } from './round.js';

/** Set with one member, `first`: who won a race. */
const winnerKey = (round: string): string => `winner:${round}`;
const FIRST = 'first';

export interface Winner {
  readonly member: string;
  readonly name: string;
}

/** An attempt and what it is worth, as one step of the store. In a race only the first right one is worth anything. */
export function additions(round: Round, member: string, attempt: Attempt): Addition[] {
  const kept = { set: attemptsKey(round.id), member, value: attempt };
  if (!isRight(round.asked, attempt.answer)) return [kept];
  const points = [{ board: scoreKey(round.game), member, by: 1 }];
  const player = { set: playersKey(round.game), member, value: attempt.name };
  const winner: Winner = { member, name: attempt.name };
  return round.mode === 'race' ? [kept, { set: winnerKey(round.id), member: FIRST, value: winner, points }, player] : [{ ...kept, points }, player];
}

/** Who won a race; undefined while nobody has, and in a round where everybody who is right scores. */
export const winnerOf = async (store: Store, round: Round): Promise<Winner | undefined> =>
  round.mode === 'race' ? store.member<Winner>(winnerKey(round.id), FIRST) : undefined;

export type Attempts = readonly { readonly member: string; readonly value: Attempt }[];

/** By round of a game, why it is worth nothing: its points are taken back with the entry, so once. */
export const voidedKey = (game: string): string => `voided:${game}`;
export type Voided = 'skipped' | 'void';

/** What takes a round's points off the scores of its game. */
export async function givenBack(store: Store, round: Round, attempts: Attempts): Promise<Points[]> {
  const winner = await winnerOf(store, round);
  const right = attempts.filter(({ value }) => isRight(round.asked, value.answer)).map(({ member }) => member);
  const scored = round.mode === 'race' ? (winner ? [winner.member] : []) : right;
  return scored.map((member) => ({ board: scoreKey(round.game), member, by: -1 }));
}

/** Takes back what a skipped round gave, once. */
export async function takeBack(store: Store, round: Round, attempts: Attempts): Promise<void> {
  await store.record([{ set: voidedKey(round.game), member: round.id, value: 'skipped' satisfies Voided, points: await givenBack(store, round, attempts) }]);
}

/** The rounds of a game whose points were taken back after they had ended. */
export const voidedIn = async (store: Store, game: string): Promise<string[]> =>
  (await store.members<Voided>(voidedKey(game))).flatMap(({ member, value }) => (value === 'void' ? [member] : []));

/** A game's scores, highest first; equal ones share a rank. */
export async function scores(store: Store, game: string, limit: number): Promise<{ readonly rank: number; readonly name: string; readonly score: number }[]> {
  const top = (await store.top(scoreKey(game), limit)).filter(({ score }) => score > 0);
  const names = await Promise.all(top.map(({ member }) => store.member<string>(playersKey(game), member)));
  return top.map(({ score }, i) => ({ rank: 1 + top.findIndex((other) => other.score === score), name: names[i] ?? '?', score }));
}
