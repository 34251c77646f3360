import type { Parts } from '../commands/command.js';
import { DeliveryError } from '../errors.js';
import type { Once } from '../once.js';
import { pointsFor } from '../progress/boards.js';
import type { Addition, Store } from '../store.js';
import { answeredIn } from './answered.js';
import { type Game, gameKey } from './game.js';
import type { Owner } from './own/suggestion.js';
import { givenBack, type Voided, voidedKey } from './points.js';
import { type Attempt, attemptsKey, type Round, roundKey } from './round.js';
import { finalReply, revealReply } from './round-view.js';

/** The rounds in which a group was asked a question. */
const roundsKey = ({ course, group }: Owner, question: string): string => `rounds-of:${course}:${question}:${group}`;
/** Set of the ids of rounds whose messages do not say yet that their points are taken back. */
const REDRAW = 'rounds:redraw';

/** Before a round can give a point: so that it is found again while it is kept. */
export const noteRound = (store: Store, course: string, { id, group, question }: Round): Promise<boolean> => store.add(roundsKey({ course, group }, question), id);

export interface Voiding {
  readonly rounds: number;
  /** Right answers whose points were taken back. */
  readonly answers: number;
}

/**
 * Takes back all points that the ended rounds with a question gave in a group, in their games and on the boards: all
 * rounds in one step, each once, whoever else does it too. Rounds are kept for a month.
 */
export async function voidPoints(parts: Pick<Parts, 'store' | 'library' | 'defaults'>, owner: Owner, question: string): Promise<Voiding> {
  const { store } = parts;
  let done: Voiding = { rounds: 0, answers: 0 };
  for (;;) {
    const due = await voidable(store, owner, question);
    const all = await Promise.all(due.map((round) => takingBack(parts, round)));
    const added = (await store.record(all.flatMap(({ additions }) => additions))) ?? 0;
    // each round is one entry for its points and one for its message
    const taken = all.slice(0, Math.floor(added / 2));
    done = { rounds: done.rounds + taken.length, answers: done.answers + taken.reduce((sum, { answers }) => sum + answers, 0) };
    if (taken.length === all.length) return done;
  }
}

/** The ended rounds with points to take back; those that are not kept any more are forgotten here too. */
async function voidable(store: Store, owner: Owner, question: string): Promise<Round[]> {
  const found: Round[] = [];
  for (const { member: id } of await store.members(roundsKey(owner, question))) {
    const round = (await store.get<Round>(roundKey(id)))?.value;
    if (!round) await store.remove(roundsKey(owner, question), id);
    else if ((round.state === 'ended' || round.state === 'shown') && !round.skipped && (await store.member<Voided>(voidedKey(round.game), id)) === undefined) found.push(round);
  }
  return found;
}

async function takingBack(parts: Pick<Parts, 'store' | 'library' | 'defaults'>, round: Round): Promise<{ additions: Addition[]; answers: number }> {
  const attempts = await parts.store.members<Attempt>(attemptsKey(round.id));
  const given = attempts.flatMap(({ member, value }) => pointsFor(parts, answeredIn(round, member, value)));
  const back = given.map((points) => ({ ...points, by: -points.by }));
  const scored = await givenBack(parts.store, round, attempts);
  const additions = [
    { set: voidedKey(round.game), member: round.id, value: 'void' satisfies Voided, points: [...scored, ...back] },
    { set: REDRAW, member: round.id },
  ];
  return { additions, answers: new Set(given.map(({ member }) => member)).size };
}

/** Messages that stand there say what was taken back: the round's own, and the final scores of its game. Safe to repeat. */
export async function runRedraws(parts: Parts, once: Once): Promise<void> {
  const ids = await parts.store.members(REDRAW);
  await Promise.all(
    ids.map(({ member: id }) => once(`redraw:${id}`, () => redraw(parts, id)).catch((error: unknown) => parts.log.warn('a message could not say yet that points were taken back', { round: id, error }))),
  );
}

async function redraw(parts: Parts, id: string): Promise<void> {
  const { store, adapters } = parts;
  const round = (await store.get<Round>(roundKey(id)))?.value;
  // its reveal, or its game's scores, are on their way and say it themselves
  if (round && round.state !== 'shown') return;
  const game = round && (await store.get<Game>(gameKey(round.game)))?.value;
  if (game?.state === 'over') return;
  const adapter = round && adapters.get(round.platform);
  if (round && !adapter) return;
  try {
    if (round?.message) await adapter?.edit(round.message, await revealReply(parts, round, await store.members<Attempt>(attemptsKey(id))));
    if (game?.scores) await adapter?.edit(game.scores, await finalReply(parts, game));
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.kind === 'retry') throw error;
    parts.log.info('a message that said who scored is gone', { round: id, error });
  }
  await store.remove(REDRAW, id);
}
