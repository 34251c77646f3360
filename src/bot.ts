import { COMMANDS } from './commands/index.js';
import type { Args, Context, Parts } from './commands/command.js';
import { managesChannel, managesGroup } from './commands/rights.js';
import { withNews } from './commands/question-note.js';
import { formFor } from './commands/form.js';
import { parseLine, type Parsed, readArgs } from './commands/parse.js';
import { UserError } from './errors.js';
import { answerLocale, toldLocale } from './languages.js';
import { words } from './line.js';
import { problems } from './limits.js';
import { createMemory } from './memory.js';
import { createOnce } from './once.js';
import { type Locale, localeOf, translator } from './locale/index.js';
import type { Audience, Core, Member, Place, Request, Responder } from './ports.js';
import { type Count, roundLanded, runRounds } from './quiz/live.js';
import { runGames } from './quiz/live-game.js';
import { pauseGroup } from './schedule/leave.js';
import { createScheduler } from './schedule/scheduler.js';
import { runRedraws } from './quiz/void.js';
import { StoreUnavailable } from './store.js';
import { errorReply } from './trouble.js';
import { tagged, traceOf } from './trace.js';
import type { Reply } from './reply.js';

/** How long an event is being handled before another delivery of it may take over; then how long it is remembered. */
const EVENT_LEASE_MS = 60_000;
const EVENT_TTL_MS = 25 * 3_600_000;
/** Members whose language is remembered between two events. */
const MEMBERS_KEPT = 10_000;
/** Rounds of which is remembered what number of answers their messages show. */
const ROUNDS_KEPT = 1000;

export interface Bot extends Core {
  /**
   * Does what time asks for: daily posts, ends of rounds. Never rejects. To be called every second or so, without
   * waiting for the call before: what is still under way is left alone.
   */
  tick(): Promise<void>;
}

/** The core: request → command → reply. Errors become replies here and nowhere else. */
export function createBot(parts: Parts): Bot {
  const once = createOnce();
  /** The language in which each member was spoken to last: completions cannot wait for the store. */
  const spoken = createMemory<Locale>(MEMBERS_KEPT);
  const counts = createMemory<Count>(ROUNDS_KEPT);
  const scheduler = createScheduler(parts);
  const localeFor = (who: Pick<Request, 'member' | 'place' | 'locale'>, audience: Audience): Promise<Locale> =>
    answerLocale(parts.documents, who, audience, parts.defaults.locale).catch(() => toldLocale(who, audience, parts.defaults.locale));

  /** The language in which to speak to a member at once, from memory. */
  const privately = (member: Member, place: Place): Locale => spoken.recall(member.id) ?? toldLocale({ member, place }, 'you', parts.defaults.locale);

  const receive = async (request: Request, responder: Responder): Promise<void> => {
    const parsed = understand(request.line);
    const audience = audienceOf(parsed, request);
    let first: boolean;
    const log = tagged(parts.log, { event: traceOf(request.key) });
    try {
      first = (await responder.acknowledge(audience)) !== false;
    } catch (error) {
      // too late for the platform: nothing can be shown any more, so nothing is done either
      log.warn('an event could not be acknowledged', { error });
      return;
    }
    const locale = await localeFor(request, audience);
    const context: Context = { ...parts, log, request, locale, t: translator(locale) };
    let token: string | undefined;
    let answered = false;
    try {
      const claim = await parts.store.claim(`event:${request.key}`, { leaseMs: EVENT_LEASE_MS, ttlMs: EVENT_TTL_MS, early: true });
      if (claim.state !== 'claimed') return;
      token = claim.token;
      const reply = await run(parsed, context).catch((error: unknown) => errorReply(error, context));
      const { reply: fit, sent } = await whole(fitting(reply, context), audience, context);
      // `settings` may have changed it
      if (audience !== 'everyone') spoken.keep(request.member.id, localeOf(fit.locale) ?? locale);
      await claim.kept?.catch((error: unknown) => {
        // nobody has it
        token = undefined;
        throw error;
      });
      const message = await responder.answer(fit, audience);
      answered = true;
      if (reply.track && message) await roundLanded(parts, reply.track, message, parts.clock.now());
      await parts.store.complete(`event:${request.key}`, claim.token, undefined, { patient: true });
      await sent();
    } catch (error) {
      // what was answered keeps its claim: given back, another delivery would be answered again
      if (answered) log.error('an answered event was not recorded', { error });
      else await fail(error, context, first ? responder : undefined, audience, token);
    }
  };

  /** In private, what the member is still to be told of stands below. */
  const whole = (reply: Reply, audience: Audience, context: Context) => (audience === 'everyone' ? { reply, sent: async () => {} } : withNews(context, reply));

  /**
   * The store or the platform failed. What was not answered is given back, so that another delivery can still be. `responder`: of
   * the first delivery alone, for what another one answered must not be replaced.
   */
  const fail = async (error: unknown, context: Context, responder: Responder | undefined, audience: Audience, token: string | undefined) => {
    context.log.error('an event was not answered', { error });
    try {
      if (token !== undefined) await parts.store.release(`event:${context.request.key}`, token);
      else if (error instanceof StoreUnavailable) await responder?.answer(errorReply(error, context), audience);
    } catch (again) {
      context.log.error('nor could its failure be told', { error: again });
    }
  };

  /** A reply that exists fits everywhere; one that does not is a bug of a command, and the person gets a sentence. */
  const fitting = (reply: Reply, context: Context): Reply => {
    const found = problems(reply);
    return found.length === 0 ? reply : errorReply(new Error(`a reply does not fit: ${found.join('; ')}`), context);
  };

  return {
    receive,
    async suggest(command, param, typed, { member, place }) {
      const found = COMMANDS.find((one) => one.name === command);
      const complete = Object.values(found?.actions ?? {}).flatMap((action) => action.params).find((one) => one.name === param)?.complete;
      return complete?.(words(typed.slice(0, 200)).join(' '), parts.library(), privately(member, place)) ?? [];
    },
    form({ line, member, place }) {
      const parsed = understand(line);
      return parsed instanceof UserError ? undefined : formFor(parsed, translator(privately(member, place)), parts.library);
    },
    left: (group) => pauseGroup(parts.store, group).catch((error: unknown) => parts.log.error('the schedules of a group that took the bot out were not paused', { group, error })),
    async tick() {
      const failed = (error: unknown) => parts.log.error('a tick failed', { error });
      // a game goes on from where its round is then; what is slow in one tick does not hold up the next
      const quizzes = () => runRounds(parts, once, counts).then(() => runGames(parts, once)).then(() => runRedraws(parts, once));
      const jobs = [quizzes, () => scheduler.look()];
      await Promise.all(jobs.map((job) => job().catch(failed)));
    },
  };
}

/** The command of a line, or the error that will be its answer: decided before anything is awaited. */
function understand(line: string): Parsed | UserError {
  try {
    return parseLine(line, COMMANDS);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Fixed before the command runs, because Discord fixes it at the acknowledgement. */
function audienceOf(parsed: Parsed | UserError, { pressed }: Request): Audience {
  if (parsed instanceof UserError) return pressed?.private ? 'in-place' : 'you';
  if (!pressed) return parsed.action.audience;
  return parsed.action.pressed ?? (pressed.private ? 'in-place' : 'you');
}

async function run(parsed: Parsed | UserError, context: Context): Promise<Reply> {
  if (parsed instanceof UserError) throw parsed;
  const { right } = parsed.action;
  const { member } = context.request;
  if ((right === 'manage' && !managesChannel(member)) || (right === 'admin' && !managesGroup(member))) throw new UserError('error.no-right');
  const args: Args = readArgs(parsed, context.t);
  return parsed.action.run(context, args);
}
