import { UserError } from '../errors.js';
import { follow } from '../quiz/consequences.js';
import { isRight, MAX_ANSWER, readAnswer } from '../quiz/grade.js';
import { fingerprint, shownIn } from '../quiz/order.js';
import { type Practice, practiceKey, PRACTICE_TTL_MS } from '../quiz/practice.js';
import { isOnePress, type Question } from '../quiz/question.js';
import { roundLanded } from '../quiz/live.js';
import { additions, winnerOf } from '../quiz/points.js';
import { type Attempt, attemptsKey, type Round, ROUND_TTL_MS, roundKey, takes, wonAt } from '../quiz/round.js';
import { answeredBlocks } from '../quiz/solution.js';
import { suspensionOf } from '../quiz/suspended.js';
import { answerButtons, howTo, shownAnswer } from '../quiz/view.js';
import { type Reply, text } from '../reply.js';
import { StoreUnavailable, update } from '../store.js';
import type { ActionForm, Args, Context } from './command.js';
import { idOf, onward, questionOf, solutionView, titleOf } from './quiz-practice.js';
import { afterwards } from './review-view.js';

/** The answer that a member means, in its canonical form, once its question is known. @throws UserError for what is none */
type Meant = (question: Question, seed: string) => string;

export const answerForm: ActionForm = { title: 'quiz', fields: [{ name: 'answer', multiline: false, max: MAX_ANSWER }] };

/** `quiz answer ID PLACE`: an answer by one press, to a question asked in private or in a round. The first one counts. */
export const answer = (context: Context, args: Args): Promise<Reply> =>
  take(context, args, (question, seed) => {
    const option = isOnePress(question) ? shownIn(question, seed)[(args.integer('place') ?? 0) - 1] : undefined;
    if (!option) throw new UserError('quiz.gone');
    return option.id;
  });

/** `quiz type ID ANSWER`: the same in letters or words. */
export const typeAnswer = (context: Context, args: Args): Promise<Reply> =>
  take(context, args, (question, seed) => {
    const read = readAnswer(question, seed, args.text('answer') ?? '');
    if (read !== undefined) return read;
    throw new UserError('quiz.unread', { how: howTo(question, seed, context.t) }, [answerButtons(question, seed, context)]);
  });

async function take(context: Context, args: Args, meant: Meant): Promise<Reply> {
  const id = idOf(args, 'pr');
  const practice = await context.store.get<Practice>(practiceKey(id));
  if (practice) return answerPractice(context, practice.value, meant);
  return answerRound(context, id, meant);
}

async function answerPractice(context: Context, practice: Practice, meant: Meant): Promise<Reply> {
  const { request, store, locale } = context;
  const { member } = request;
  if (practice.member !== member.id) throw new UserError('quiz.not-yours');
  const question = await questionOf(context, practice.question);
  if (fingerprint(question) !== practice.print) throw new UserError('quiz.changed', {}, [onward(context, practice)]);
  const given = { answer: meant(question, practice.id), at: request.at };
  const kept = await update<Practice>(store, practiceKey(practice.id), (now) => (now && now.answer === undefined ? { ...now, ...given } : undefined), { ttlMs: PRACTICE_TTL_MS });
  const { answer: said = given.answer, at = given.at } = kept ?? {};
  const right = isRight(question, said);
  await follow(context, { member: member.id, name: member.name, group: request.place.group, question: question.id, lesson: question.lesson, right, at, mode: practice.mode });
  const view = await solutionView(context, question);
  return { locale, blocks: answeredBlocks(question, practice.id, said, titleOf(context, practice, view), view, await afterwards(context, practice, question, right)) };
}

/** More often than a round ever changes while it takes answers. */
const TRIES = 10;

/** The attempt and its points are one step, and only while the round still is what it was when it was read. */
async function answerRound(context: Context, id: string, meant: Meant): Promise<Reply> {
  const { request, store, locale, t } = context;
  const { member, place, at } = request;
  for (let tries = 0; tries < TRIES; tries++) {
    const entry = await store.get<Round>(roundKey(id));
    if (!entry) throw new UserError('quiz.gone');
    const round = entry.value;
    if (round.group !== place.group) throw new UserError('quiz.elsewhere');
    if (round.suspended || (takes(round, at) && (await suspensionOf(store, { course: context.library().course.id, group: round.group }, round.question)))) throw new UserError('quiz.suspended');
    if (!takes(round, at)) throw new UserError('quiz.ended');
    const attempt: Attempt = { name: member.name, answer: meant(round.asked, id), at };
    const added = await store.record(additions(round, member.id, attempt), { unchanged: { key: roundKey(id), version: entry.version } });
    if (added === undefined) continue;
    // who pressed saw the message: news of it that was lost in a crash comes with the press
    if (round.state === 'offered' && request.pressed?.message) await roundLanded(context, id, request.pressed.message, at);
    const counted = added > 0 ? attempt : await attemptOf(context, round);
    if (round.mode === 'race' && (await winnerOf(store, round))) await update<Round>(store, roundKey(id), (now) => now && wonAt(now, at), { ttlMs: ROUND_TTL_MS });
    const shown = shownAnswer(round.asked, id, counted?.answer ?? attempt.answer, context);
    return { locale, blocks: [text(t(added > 0 ? 'quiz.recorded' : 'quiz.already', { answer: shown }))] };
  }
  throw new StoreUnavailable(`the round ${id} changes too often`);
}

export const attemptOf = ({ store, request }: Context, round: Round): Promise<Attempt | undefined> =>
  store.member<Attempt>(attemptsKey(round.id), request.member.id);
