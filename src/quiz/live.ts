import { lessonAt, questionAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { DeliveryError } from '../errors.js';
import type { Parts } from '../commands/command.js';
import { type T, translator } from '../locale/index.js';
import type { MessageRef } from '../ports.js';
import { buttons, note, type Reply } from '../reply.js';
import { update } from '../store.js';
import { settle } from './settle.js';
import { solutionBlocks } from './solution.js';
import { tallyBlocks } from './tally-view.js';
import { tally } from './tally.js';
import { answerButtons, questionBlocks } from './view.js';
import type { Once } from '../once.js';
import { type Attempt, attemptsKey, ended, LIVE_ROUNDS, opened, overdue, type Round, ROUND_TTL_MS, roundKey } from './round.js';
import type { Question } from './question.js';

/** How long one reveal under way keeps others from it, milliseconds; the longest request is shorter than half of it. */
const REVEAL_LEASE_MS = 30_000;

/** A round's length in words: whole minutes as such, otherwise seconds. */
export const inWords = (ms: number, t: T): string =>
  ms % 60_000 === 0 ? t('quiz.minutes', { count: ms / 60_000 }) : t('quiz.seconds', { count: Math.round(ms / 1000) });

const viewOf = (parts: Parts, round: Round) => {
  const t = translator(round.locale);
  const lesson = lessonAt(parts.library().course, round.lesson);
  return { locale: round.locale, t, lesson: lesson ? lessonTitle(lesson, { locale: round.locale, t }) : '' };
};

/** The public message of a round that takes answers. Tracked: the clock starts when the platform confirms it. */
export function roundReply(parts: Parts, round: Round, question: Question): Reply {
  const view = viewOf(parts, round);
  return {
    locale: round.locale,
    track: round.id,
    blocks: [
      ...questionBlocks(question, round.id, view.t('quiz.group', { lesson: view.lesson }), view),
      note(view.t('quiz.window', { time: inWords(round.windowMs, view.t) })),
      answerButtons(question, round.id, view),
      buttons({ label: view.t('quiz.reveal'), line: `quiz reveal ${round.id}` }),
    ],
  };
}

/** The public message after the reveal. */
async function revealReply(parts: Parts, round: Round, question: Question): Promise<Reply> {
  const view = viewOf(parts, round);
  const attempts = await parts.store.members<Attempt>(attemptsKey(round.id));
  return {
    locale: round.locale,
    blocks: [
      ...questionBlocks(question, round.id, view.t('quiz.group', { lesson: view.lesson }), view),
      ...solutionBlocks(question, round.id, undefined, view),
      ...tallyBlocks(question, round.id, tally(round.id, question, attempts), view),
      buttons(
        { label: view.t('quiz.mine'), line: `quiz result ${round.id}` },
        { label: view.t('quiz.another-group'), line: `quiz group ${round.lesson}`, style: 'primary' },
      ),
    ],
  };
}

/** The platform confirmed that the question of a round stands there. */
export async function roundLanded(parts: Parts, id: string, message: MessageRef, at: number): Promise<void> {
  await update<Round>(parts.store, roundKey(id), (round) => round && opened(round, message, at), { ttlMs: ROUND_TTL_MS });
}

/**
 * Ends the rounds whose time is over and shows their solutions. Safe to repeat and to be killed anywhere: a round
 * leaves the live set only after its message was edited. Rounds do not wait for each other.
 */
export async function runRounds(parts: Parts, once: Once): Promise<void> {
  const ids = await parts.store.members(LIVE_ROUNDS);
  await Promise.all(
    ids.map(({ member: id }) =>
      once(`round:${id}`, () => runRound(parts, id)).catch((error: unknown) => parts.log.warn('a round could not be revealed yet', { round: id, error })),
    ),
  );
}

async function runRound(parts: Parts, id: string): Promise<void> {
  const round = (await parts.store.get<Round>(roundKey(id)))?.value;
  const what = round ? overdue(round, parts.clock.now()) : 'forget';
  if (!what) return;
  const done = await update<Round>(parts.store, roundKey(id), (now) => (now && now.state !== 'ended' ? ended(now) : undefined), { ttlMs: ROUND_TTL_MS });
  if (what === 'reveal' && done && !(await reveal(parts, done))) return;
  await parts.store.remove(LIVE_ROUNDS, id);
}

/** Shows the solution, once, whoever else is at it. False while it is not settled yet. */
async function reveal(parts: Parts, round: Round): Promise<boolean> {
  const question = questionAt(parts.library().course, round.question);
  if (!round.message || !question) return true;
  const adapter = parts.adapters.get(round.platform);
  // the adapter of a platform that is switched off today may be back tomorrow
  if (!adapter) return false;
  const key = `reveal:${round.id}`;
  const claim = await parts.store.claim(key, { leaseMs: REVEAL_LEASE_MS, ttlMs: ROUND_TTL_MS });
  if (claim.state !== 'claimed') return claim.state === 'done';
  try {
    await adapter.edit(round.message, await revealReply(parts, round, question));
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.kind === 'retry') {
      await parts.store.release(key, claim.token);
      throw error;
    }
    // the message is gone, or not ours to change any more: trying again would not bring it back
    parts.log.warn('a round ended without its reveal', { round: round.id, error });
  }
  // killed or failed before it is complete, all of it is done again
  await settle(parts, round, question);
  await parts.store.complete(key, claim.token);
  return true;
}
