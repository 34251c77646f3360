import type { Parts } from '../commands/command.js';
import type { Once } from '../once.js';
import type { MessageRef, PostOptions } from '../ports.js';
import { update } from '../store.js';
import { deliverOnce } from './deliver.js';
import { bankOf, drawFrom } from './bank.js';
import { currentRound, type Game, type GameEvent, gameKey, LIVE_GAMES, step } from './game.js';
import { roundLanded } from './live.js';
import type { Question } from './question.js';
import { finalReply, roundReply } from './round-view.js';
import { noteRound } from './void.js';
import { LIVE_ROUNDS, type Round, ROUND_TTL_MS, roundKey } from './round.js';

/** The round that asks a question as a game's next. */
export const roundOf = (game: Game, id: string, asked: Question, offeredAt: number): Round => ({
  id,
  game: game.id,
  number: game.rounds.findIndex(({ round }) => round === id) + 1 || game.rounds.length + 1,
  of: game.count,
  mode: game.mode,
  platform: game.platform,
  group: game.group,
  channel: game.channel,
  question: asked.id,
  asked,
  lesson: asked.lesson,
  from: game.from,
  locale: game.locale,
  windowMs: game.windowMs,
  state: 'offered',
  offeredAt,
});

/** Takes a game one step on, where the step fits. Returns the game as it is then. */
export const advance = ({ store }: Pick<Parts, 'store'>, id: string, event: GameEvent): Promise<Game | undefined> =>
  update<Game>(
    store,
    gameKey(id),
    (now) => {
      const next = now && step(now, event);
      return next === now ? undefined : next;
    },
    { ttlMs: ROUND_TTL_MS },
  );

/** Takes every game on that has something to do: the next question, the final scoreboard. Safe to repeat and to be killed anywhere. */
export async function runGames(parts: Parts, once: Once): Promise<void> {
  const ids = await parts.store.members(LIVE_GAMES);
  await Promise.all(
    ids.map(({ member: id }) => once(`game:${id}`, () => runGame(parts, id)).catch((error: unknown) => parts.log.warn('a quiz could not go on yet', { game: id, error }))),
  );
}

/** Steps on until the game waits for something. */
async function runGame(parts: Parts, id: string): Promise<void> {
  let before: Game['state'] | undefined;
  for (;;) {
    const game = (await parts.store.get<Game>(gameKey(id)))?.value;
    if (!game || game.state === 'closed') return void (await parts.store.remove(LIVE_GAMES, id));
    if (game.state === before) return;
    before = game.state;
    if (game.state === 'asking') await watch(parts, game);
    else if (game.state === 'over') await score(parts, game);
    // any other state is a newer version's, which runs beside this one for a while
    else if (game.state === 'resting' && parts.clock.now() >= (game.nextAt ?? 0)) await askNext(parts, game);
  }
}

/** The question of a game is being asked: posts it where that was not done, and sees when its solution stands there. */
async function watch(parts: Parts, game: Game): Promise<void> {
  const id = currentRound(game);
  const round = (await parts.store.get<Round>(roundKey(id)))?.value;
  if (round?.state === 'shown' && round.message) await advance(parts, game.id, { kind: 'shown', round, at: parts.clock.now() });
  else if (!round || round.state === 'shown') await advance(parts, game.id, { kind: 'lost', round: id });
  else {
    await parts.store.add(LIVE_ROUNDS, id);
    // the first one is the answer to the command that started the game
    if (round.state === 'offered' && round.number > 1) await post(parts, game, round);
  }
}

async function askNext(parts: Parts, game: Game): Promise<void> {
  const { store, random, clock, library } = parts;
  const pool = (await bankOf(parts, game.group)).pool(game.from).filter(({ id }) => !game.rounds.some(({ question }) => question === id));
  const question = await drawFrom(parts, game.group, game.group, pool);
  if (!question) return void (await advance(parts, game.id, { kind: 'stop' }));
  const round = roundOf(game, `r${random.id()}`, question, clock.now());
  await store.set(roundKey(round.id), round, { ttlMs: ROUND_TTL_MS });
  await noteRound(store, library().course.id, round);
  const after = await advance(parts, game.id, { kind: 'asked', round: round.id, question: question.id });
  // somebody stopped the game just now, or another process asks already
  if (!after || currentRound(after) !== round.id) return void (await store.delete(roundKey(round.id)));
  await store.add(LIVE_ROUNDS, round.id);
  await post(parts, after, round);
}

/** Where a game goes on: in the thread in which it was started. */
const below = ({ library }: Pick<Parts, 'library'>, { thread, locale }: Game): Pick<PostOptions, 'under'> => (thread ? { under: { message: thread, title: library().course.title[locale] } } : {});

/** Posts a question once; its clock starts when the platform has it. */
async function post(parts: Parts, game: Game, round: Round): Promise<void> {
  const adapter = parts.adapters.get(game.platform);
  if (!adapter) return;
  const posted = await deliverOnce(parts, `ask:${round.id}`, async (attempt): Promise<{ message: MessageRef; at: number }> => {
    const message = await adapter.post(game.channel, roundReply(parts, round), { key: `quiz:${round.id}`, attempt, ...below(parts, game) });
    return { message, at: parts.clock.now() };
  });
  if (posted.state === 'done') await roundLanded(parts, round.id, posted.result.message, posted.result.at);
  if (posted.state === 'lost') await advance(parts, game.id, { kind: 'lost', round: round.id });
}

async function score(parts: Parts, game: Game): Promise<void> {
  const adapter = parts.adapters.get(game.platform);
  if (!adapter) return;
  const posted = await deliverOnce(parts, `final:${game.id}`, async (attempt) => adapter.post(game.channel, await finalReply(parts, game), { key: `quiz:${game.id}`, attempt, ...below(parts, game) }));
  if (posted.state !== 'later') await advance(parts, game.id, { kind: 'scored', message: posted.state === 'done' ? posted.result : undefined });
}
