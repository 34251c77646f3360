import { UserError } from '../errors.js';
import { inOrder, letter } from '../quiz/order.js';
import { type Practice, practiceKey, PRACTICE_TTL_MS } from '../quiz/practice.js';
import type { Option, Question } from '../quiz/question.js';
import { type Attempt, attemptsKey, type Round, roundKey, takes } from '../quiz/round.js';
import { questionBlocks, solutionBlocks } from '../quiz/view.js';
import { bold, type Reply, text } from '../reply.js';
import { update } from '../store.js';
import type { Args, Context } from './command.js';
import { anotherButton, idOf, questionOf, quizView } from './quiz-practice.js';

/** `quiz answer ID PLACE`: an answer to a question asked in private, or in a round. The first one counts. */
export async function answer(context: Context, args: Args): Promise<Reply> {
  const id = idOf(args);
  const place = args.integer('place') ?? 0;
  const practice = await context.store.get<Practice>(practiceKey(id));
  if (practice) return answerPractice(context, practice.value, place);
  const round = await context.store.get<Round>(roundKey(id));
  if (round) return answerRound(context, round.value, place);
  throw new UserError('quiz.gone');
}

function optionAt(question: Question, seed: string, place: number): Option {
  const option = inOrder(question, seed)[place - 1];
  if (!option) throw new UserError('quiz.gone');
  return option;
}

async function answerPractice(context: Context, practice: Practice, place: number): Promise<Reply> {
  const { request, locale, t } = context;
  if (practice.member !== request.member.id) throw new UserError('quiz.not-yours');
  const question = questionOf(context, practice.question);
  const option = optionAt(question, practice.id, place);
  const kept = await update<Practice>(context.store, practiceKey(practice.id), (now) => (now && !now.pick ? { ...now, pick: option.id } : undefined), { ttlMs: PRACTICE_TTL_MS });
  const view = quizView(context, question);
  return {
    locale,
    blocks: [
      ...questionBlocks(question, practice.id, t('quiz.practice', { lesson: view.lesson }), view),
      ...verdict(context, question, practice.id, kept?.pick ?? option.id),
      anotherButton(context, practice.from),
    ],
  };
}

/** Right or not, and the solution: only ever after the reveal. */
export function verdict(context: Context, question: Question, seed: string, picked: string) {
  const order = inOrder(question, seed);
  const at = (id: string) => letter(order.findIndex((option) => option.id === id));
  const words = picked === question.key ? context.t('quiz.right') : context.t('quiz.wrong', { letter: at(picked), key: at(question.key) });
  return [text(bold(words)), ...solutionBlocks(question, seed, picked, quizView(context, question))];
}

async function answerRound(context: Context, round: Round, place: number): Promise<Reply> {
  const { request, store, locale, t } = context;
  if (!takes(round, request.at)) throw new UserError('quiz.ended');
  const question = questionOf(context, round.question);
  const option = optionAt(question, round.id, place);
  const attempt: Attempt = { name: request.member.name, option: option.id, at: request.at };
  const first = await store.add(attemptsKey(round.id), request.member.id, attempt);
  const counted = first ? attempt : await attemptOf(context, round);
  const order = inOrder(question, round.id);
  const shown = letter(order.findIndex((one) => one.id === (counted?.option ?? option.id)));
  return { locale, blocks: [text(t(first ? 'quiz.recorded' : 'quiz.already', { letter: shown }))] };
}

export const attemptOf = ({ store, request }: Context, round: Round): Promise<Attempt | undefined> =>
  store.member<Attempt>(attemptsKey(round.id), request.member.id);
