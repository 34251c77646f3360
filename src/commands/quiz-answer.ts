import { UserError } from '../errors.js';
import { follow } from '../quiz/consequences.js';
import { isRight, MAX_ANSWER, readAnswer } from '../quiz/grade.js';
import { fingerprint, shownIn } from '../quiz/order.js';
import { type Practice, practiceKey, PRACTICE_TTL_MS } from '../quiz/practice.js';
import { isOnePress, type Question } from '../quiz/question.js';
import { type Attempt, attemptsKey, type Round, roundKey, takes } from '../quiz/round.js';
import { answeredBlocks } from '../quiz/solution.js';
import { answerButtons, howTo, shownAnswer } from '../quiz/view.js';
import { type Reply, text } from '../reply.js';
import { update } from '../store.js';
import type { ActionForm, Args, Context } from './command.js';
import { idOf, onward, questionOf, quizView, titleOf } from './quiz-practice.js';
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
  const id = idOf(args);
  const practice = await context.store.get<Practice>(practiceKey(id));
  if (practice) return answerPractice(context, practice.value, meant);
  const round = await context.store.get<Round>(roundKey(id));
  if (round) return answerRound(context, round.value, meant);
  throw new UserError('quiz.gone');
}

async function answerPractice(context: Context, practice: Practice, meant: Meant): Promise<Reply> {
  const { request, store, locale } = context;
  const { member } = request;
  if (practice.member !== member.id) throw new UserError('quiz.not-yours');
  const question = questionOf(context, practice.question);
  if (fingerprint(question) !== practice.print) throw new UserError('quiz.changed', {}, [onward(context, practice)]);
  const given = { answer: meant(question, practice.id), at: request.at };
  const kept = await update<Practice>(store, practiceKey(practice.id), (now) => (now && now.answer === undefined ? { ...now, ...given } : undefined), { ttlMs: PRACTICE_TTL_MS });
  const { answer: said = given.answer, at = given.at } = kept ?? {};
  const right = isRight(question, said);
  await follow(context, { member: member.id, name: member.name, group: request.place.group, question: question.id, lesson: question.lesson, right, at, mode: practice.mode });
  const view = quizView(context, question);
  return { locale, blocks: answeredBlocks(question, practice.id, said, titleOf(context, practice, view), view, await afterwards(context, practice, question, right)) };
}

async function answerRound(context: Context, round: Round, meant: Meant): Promise<Reply> {
  const { request, store, locale, t } = context;
  if (!takes(round, request.at)) throw new UserError('quiz.ended');
  const question = questionOf(context, round.question);
  const attempt: Attempt = { name: request.member.name, answer: meant(question, round.id), at: request.at };
  const first = await store.add(attemptsKey(round.id), request.member.id, attempt);
  const counted = first ? attempt : await attemptOf(context, round);
  const shown = shownAnswer(question, round.id, counted?.answer ?? attempt.answer, context);
  return { locale, blocks: [text(t(first ? 'quiz.recorded' : 'quiz.already', { answer: shown }))] };
}

export const attemptOf = ({ store, request }: Context, round: Round): Promise<Attempt | undefined> =>
  store.member<Attempt>(attemptsKey(round.id), request.member.id);
