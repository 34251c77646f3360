import { UserError } from '../errors.js';
import { roundReply } from '../quiz/live.js';
import { closedAt, LIVE_ROUNDS, type Round, ROUND_TTL_MS, roundKey } from '../quiz/round.js';
import { solutionBlocks, verdictBlocks } from '../quiz/solution.js';
import { bold, type Reply, text } from '../reply.js';
import { noteStarted } from '../quiz/started.js';
import { update } from '../store.js';
import type { Args, Context } from './command.js';
import { managesChannel } from './rights.js';
import { attemptOf } from './quiz-answer.js';
import { draw, idOf, questionOf, quizView } from './quiz-practice.js';

const WINDOW_SECONDS = 120;

/** The round that a channel is busy with. */
const channelKey = (channel: string): string => `round-in:${channel}`;

/** `quiz group`: one question for the channel. One round at a time in a channel. */
export async function startRound(context: Context, args: Args): Promise<Reply> {
  const { request, store, clock, locale } = context;
  const { place } = request;
  const busy = await store.get<string>(channelKey(place.channel));
  const running = busy && (await store.get<Round>(roundKey(busy.value)))?.value;
  if (running && running.state !== 'ended') throw new UserError('quiz.running');

  const question = await draw(context, place.group, args.text('ref'));
  const round: Round = {
    id: `r${context.random.id()}`,
    platform: place.platform,
    group: place.group,
    channel: place.channel,
    question: question.id,
    lesson: question.lesson,
    locale,
    starter: request.member.id,
    windowMs: (args.integer('seconds') ?? WINDOW_SECONDS) * 1000,
    state: 'offered',
    offeredAt: clock.now(),
  };
  await noteStarted(store, round.starter, round.id);
  await store.set(roundKey(round.id), round, { ttlMs: ROUND_TTL_MS });
  if (!(await store.compareAndSet(channelKey(place.channel), busy?.version ?? 0, round.id, { ttlMs: ROUND_TTL_MS }))) {
    throw new UserError('quiz.running');
  }
  await store.add(LIVE_ROUNDS, round.id);
  return roundReply(context, round, question);
}

async function roundOf(context: Context, args: Args): Promise<Round> {
  const round = await context.store.get<Round>(roundKey(idOf(args)));
  if (!round) throw new UserError('quiz.gone');
  return round.value;
}

/** `quiz reveal ID`: closes the window now; the solution follows as at its usual end. */
export async function reveal(context: Context, args: Args): Promise<Reply> {
  const round = await roundOf(context, args);
  const { member, at } = context.request;
  if (round.state === 'ended') throw new UserError('quiz.ended');
  if (round.starter !== member.id && !managesChannel(member)) throw new UserError('quiz.not-starter');
  await update<Round>(context.store, roundKey(round.id), (now) => now && closedAt(now, at), { ttlMs: ROUND_TTL_MS });
  return { locale: context.locale, blocks: [text(context.t('quiz.revealing'))] };
}

/** `quiz result ID`: one's own answer and the solution in one's own language, once it is revealed. */
export async function result(context: Context, args: Args): Promise<Reply> {
  const { locale, t } = context;
  const round = await roundOf(context, args);
  const mine = await attemptOf(context, round);
  if (round.state !== 'ended') {
    throw mine ? new UserError('quiz.revealing') : new UserError('quiz.missed');
  }
  const question = questionOf(context, round.question);
  const view = quizView(context, question);
  if (mine) return { locale, blocks: verdictBlocks(question, round.id, mine.answer, view) };
  return { locale, blocks: [text(bold(t('quiz.missed'))), ...solutionBlocks(question, round.id, undefined, view)] };
}
