import type { Parts } from '../commands/command.js';
import type { Memory } from '../memory.js';
import type { Once } from '../once.js';
import type { MessageRef } from '../ports.js';
import { update } from '../store.js';
import { answeredIn } from './answered.js';
import { follow } from './consequences.js';
import { deliverOnce } from './deliver.js';
import { takeBack, winnerOf } from './points.js';
import { revealReply, roundReply } from './round-view.js';
import { type Attempt, attemptsKey, ended, LIVE_ROUNDS, opened, overdue, type Round, ROUND_TTL_MS, roundKey, shown, suspendedAt, wonAt } from './round.js';
import { type Suspension, suspensionOf } from './suspended.js';

/** How many answers the public message of a round says there are, and since when (epoch milliseconds). */
export interface Count {
  readonly answers: number;
  readonly at: number;
}

/** Between two changes of the number of answers on a message, milliseconds; none come in the last moments, so that none is in the way of the reveal. */
const PACE_MS = 5000;
const CALM_MS = 3000;
/** Answers whose consequences are carried out together: they share their writes. */
const TOGETHER = 100;

const change = (parts: Parts, id: string, to: (round: Round) => Round) => update<Round>(parts.store, roundKey(id), (now) => now && to(now), { ttlMs: ROUND_TTL_MS });

/** The platform confirmed that the question of a round stands there. */
export async function roundLanded(parts: Parts, id: string, message: MessageRef, at: number): Promise<void> {
  await change(parts, id, (round) => opened(round, message, at));
}

/**
 * Ends the rounds whose time is over and shows their solutions. Safe to repeat and to be killed anywhere: a round
 * leaves the live set only after all that follows from it was done. Rounds do not wait for each other.
 */
export async function runRounds(parts: Parts, once: Once, counts: Memory<Count>): Promise<void> {
  const ids = await parts.store.members(LIVE_ROUNDS);
  await Promise.all(
    ids.map(({ member: id }) =>
      once(`round:${id}`, () => runRound(parts, id, counts)).catch((error: unknown) => parts.log.warn('a round could not be revealed yet', { round: id, error })),
    ),
  );
}

async function runRound(parts: Parts, id: string, counts: Memory<Count>): Promise<void> {
  const { store, clock } = parts;
  let round = (await store.get<Round>(roundKey(id)))?.value;
  // from when it is suspended no answer is taken: those that were on their way are taken back with the others
  const suspension = round && (await suspensionNow(parts, round));
  if (suspension) round = await change(parts, id, (now) => suspendedAt(now, suspension.at));
  // whoever won may have been the last that this process did
  if (round?.state === 'open' && (await winnerOf(store, round))) round = await change(parts, id, (now) => wonAt(now, clock.now()));
  const what = round && overdue(round, clock.now());
  if (round && what === undefined && round.state !== 'shown') return showCount(parts, round, counts);
  if (what === 'reveal') {
    // from here on no attempt is added: each is added only to the version of the round that it was read from
    const done = await change(parts, id, ended);
    if (done && !(await finish(parts, done))) return;
  }
  if (what) await change(parts, id, shown);
  await store.remove(LIVE_ROUNDS, id);
}

/** News of a round that is not over: its question is suspended. */
const suspensionNow = async ({ store, library }: Parts, { state, suspended, question, group }: Round): Promise<Suspension | undefined> =>
  (state === 'offered' || state === 'open') && !suspended ? suspensionOf(store, { course: library().course.id, group }, question) : undefined;

/** All that follows from an ended round. False while it is not settled yet. */
async function finish(parts: Parts, round: Round): Promise<boolean> {
  const adapter = parts.adapters.get(round.platform);
  const { message } = round;
  // the adapter of a platform that is switched off today may be back tomorrow
  if (!adapter || !message) return !message;
  const attempts = await parts.store.members<Attempt>(attemptsKey(round.id));
  if (round.skipped) await takeBack(parts.store, round, attempts);
  const revealed = await deliverOnce(parts, `reveal:${round.id}`, async () => {
    await adapter.edit(message, await revealReply(parts, round, attempts));
    return true;
  });
  if (revealed.state === 'later') return false;
  for (let i = 0; i < attempts.length && !round.skipped; i += TOGETHER) {
    await Promise.all(attempts.slice(i, i + TOGETHER).map(({ member, value }) => follow(parts, answeredIn(round, member, value))));
  }
  return true;
}

/** The public message says how many have answered, and nothing of what. A number that cannot be shown now is left out. */
async function showCount(parts: Parts, round: Round, counts: Memory<Count>): Promise<void> {
  const { store, clock, adapters, log } = parts;
  const { id, message, closesAt = 0, windowMs } = round;
  const now = clock.now();
  const adapter = adapters.get(round.platform);
  const before = counts.recall(id) ?? { answers: 0, at: closesAt - windowMs };
  if (round.state !== 'open' || !message || !adapter || now - before.at < PACE_MS || closesAt - now < CALM_MS) return;
  const answers = await store.count(attemptsKey(id));
  if (answers === before.answers) return;
  counts.keep(id, { answers, at: now });
  await adapter.edit(message, roundReply(parts, round, answers)).catch((error: unknown) => log.info('the number of answers could not be shown', { round: id, error }));
}
