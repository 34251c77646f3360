import { bankOf } from '../quiz/bank.js';
import { UserError } from '../errors.js';
import { currentRound, type Game, gameKey, LIVE_GAMES } from '../quiz/game.js';
import { advance, roundOf } from '../quiz/live-game.js';
import { roundLanded } from '../quiz/live.js';
import { voidedIn } from '../quiz/points.js';
import { roundReply } from '../quiz/round-view.js';
import { closedAt, LIVE_ROUNDS, type Mode, type Round, ROUND_TTL_MS, roundKey, skippedAt } from '../quiz/round.js';
import { solutionBlocks, verdictBlocks } from '../quiz/solution.js';
import type { Request } from '../ports.js';
import { bold, buttons, note, type Reply, text } from '../reply.js';
import { noteStarted } from '../quiz/started.js';
import { closedEarly } from '../schedule/day-round.js';
import { noteRound } from '../quiz/void.js';
import { update } from '../store.js';
import type { Args, Context } from './command.js';
import { attemptOf } from './quiz-answer.js';
import { poolFor } from './quiz-pool.js';
import { drawn, idOf, solutionView } from './quiz-practice.js';

const WINDOW_SECONDS: Readonly<Record<Mode, number>> = { round: 120, race: 60 };

/** The game that a channel is busy with. */
const channelKey = (channel: string): string => `game-in:${channel}`;

/** `quiz group`, `quiz race`: questions for the channel. One quiz at a time in a channel. */
export const start = (mode: Mode) => async (context: Context, args: Args): Promise<Reply> => {
  const { request, store, clock, random, locale } = context;
  const { place } = request;
  const busy = await store.get<string>(channelKey(place.channel));
  const running = busy && (await store.get<Game>(gameKey(busy.value)))?.value;
  if (running && running.state !== 'closed') throw new UserError('quiz.running');

  const wanted = args.integer('count') ?? 1;
  const seconds = args.integer('seconds') ?? WINDOW_SECONDS[mode];
  const from = poolFor(context, args.text('ref'), `quiz ${mode === 'race' ? 'race' : 'group'} count:${wanted} seconds:${seconds}`);
  if (wanted > 1) await mayPost(context);
  const question = await drawn(context, place.group, from);
  const game: Game = {
    id: `g${random.id()}`,
    mode,
    platform: place.platform,
    group: place.group,
    channel: place.channel,
    thread: place.thread,
    locale,
    starter: request.member.id,
    windowMs: seconds * 1000,
    from,
    // a small pool makes a short quiz, never one that repeats itself
    count: Math.min(wanted, (await bankOf(context, place.group)).pool(from).length),
    rounds: [{ round: `r${random.id()}`, question: question.id }],
    state: 'asking',
  };
  await noteStarted(store, game.starter, game.id);
  const round = roundOf(game, currentRound(game), question, clock.now());
  await store.set(roundKey(round.id), round, { ttlMs: ROUND_TTL_MS });
  await store.set(gameKey(game.id), game, { ttlMs: ROUND_TTL_MS });
  await noteRound(store, context.library().course.id, round);
  // before the channel is taken: killed in between, the game is forgotten, and does not keep its channel for ever
  await store.add(LIVE_GAMES, game.id);
  if (!(await store.compareAndSet(channelKey(place.channel), busy?.version ?? 0, game.id, { ttlMs: ROUND_TTL_MS }))) {
    await Promise.all([store.delete(gameKey(game.id)), store.delete(roundKey(round.id))]);
    throw new UserError('quiz.running');
  }
  await store.add(LIVE_ROUNDS, round.id);
  return roundReply(context, round);
};

/** A quiz of several questions posts all but the first by itself. @throws UserError where it could not */
async function mayPost({ request: { place }, adapters }: Context): Promise<void> {
  const missing = (await adapters.get(place.platform)?.preflight(place.channel)) ?? [place.platform];
  if (missing.length > 0) throw new UserError('quiz.cannot-post', { missing: missing.join(', ') });
}

async function roundById({ store }: Context, id: string): Promise<Round> {
  const round = await store.get<Round>(roundKey(id));
  if (!round) throw new UserError('quiz.gone');
  return round.value;
}

/** Who may end what others are asked: the admins of the group, and the hosts of its channel, who are none in another one. */
const managesIts = ({ channel }: Pick<Game, 'channel'>, { member, place }: Request): boolean => member.admin || (member.host === true && place.channel === channel);

/** A game by its id, or the one of this channel; only for whoever started it or manages its channel. @throws UserError */
async function mine({ store, request }: Context, id: string | undefined): Promise<Game> {
  const { member, place } = request;
  const named = id ?? (await store.get<string>(channelKey(place.channel)))?.value;
  const game = named === undefined ? undefined : (await store.get<Game>(gameKey(named)))?.value;
  if (!game || game.group !== place.group) throw new UserError(id === undefined ? 'quiz.none-running' : 'quiz.gone');
  if (game.state === 'closed') throw new UserError(id === undefined ? 'quiz.none-running' : 'quiz.ended');
  if (game.starter !== member.id && !managesIts(game, request)) throw new UserError('quiz.not-starter');
  return game;
}

const change = ({ store }: Context, id: string, to: (round: Round) => Round) => update<Round>(store, roundKey(id), (now) => now && to(now), { ttlMs: ROUND_TTL_MS });

const over = (round: Round): boolean => round.state === 'ended' || round.state === 'shown';

/** Closes a round before its time: one of a game for its starter and the channel's hosts, a question of the day for these alone. */
async function end(context: Context, round: Round, how: (round: Round, at: number) => Round): Promise<void> {
  const { place, at, pressed } = context.request;
  if (!round.day) await mine(context, round.game);
  else if (round.group !== place.group) throw new UserError('quiz.elsewhere');
  else if (!managesIts(round, context.request)) throw new UserError('quiz.not-host');
  // who pressed saw the message, whatever became of the news of it
  if (round.day && pressed?.message) await roundLanded(context, round.id, pressed.message, at);
  await change(context, round.id, (now) => how(now, at));
  await closedEarly(context, round, at);
}

/** `quiz reveal ID`: closes the window now; the solution follows as at its usual end. */
export async function reveal(context: Context, args: Args): Promise<Reply> {
  const round = await roundById(context, idOf(args, 'r'));
  if (over(round)) throw new UserError('quiz.ended');
  await end(context, round, closedAt);
  return { locale: context.locale, blocks: [text(context.t('quiz.revealing'))] };
}

/** `quiz skip [ID]`: the question gives no points, and the next one comes at once. */
export async function skip(context: Context, args: Args): Promise<Reply> {
  const id = args.text('id') === undefined ? currentRound(await mine(context, undefined)) : idOf(args, 'r');
  const round = await roundById(context, id);
  if (over(round)) throw new UserError('quiz.ended');
  await end(context, round, skippedAt);
  return { locale: context.locale, blocks: [text(context.t('quiz.skipping'))] };
}

/** `quiz stop [ID]`: no question follows; what was answered counts. */
export async function stop(context: Context, args: Args): Promise<Reply> {
  const game = await mine(context, args.text('id') === undefined ? undefined : idOf(args, 'g'));
  const { at } = context.request;
  const stopped = await advance(context, game.id, { kind: 'stop' });
  // what never stood there has no answers to reveal
  await change(context, currentRound(stopped ?? game), (now) => (now.state === 'offered' ? skippedAt(now, at) : closedAt(now, at)));
  return { locale: context.locale, blocks: [text(context.t('quiz.stopping'))] };
}

/** `quiz result ID`: one's own answer and the solution in one's own language, once it is revealed. */
export async function result(context: Context, args: Args): Promise<Reply> {
  const { locale, t } = context;
  const round = await roundById(context, idOf(args, 'r'));
  if (round.group !== context.request.place.group) throw new UserError('quiz.elsewhere');
  const attempt = await attemptOf(context, round);
  if (!over(round)) throw attempt ? new UserError('quiz.revealing') : new UserError('quiz.missed');
  const view = await solutionView(context, round.asked);
  const blocks = attempt ? verdictBlocks(round.asked, round.id, attempt.answer, view) : [text(bold(t('quiz.missed'))), ...solutionBlocks(round.asked, round.id, undefined, view)];
  const worthless = round.suspended ? [note(t('quiz.suspended-round'))] : (await voidedIn(context.store, round.game)).includes(round.id) ? [note(t('quiz.voided'))] : [];
  return { locale, blocks: [...blocks, ...worthless, buttons({ label: t('question.report'), line: `question report ${round.id}` })] };
}
