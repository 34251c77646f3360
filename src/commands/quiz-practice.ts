import { lessonAt, questionAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { draw, poolOf } from '../quiz/draw.js';
import { fingerprint } from '../quiz/order.js';
import { type Practice, practiceKey, PRACTICE_TTL_MS } from '../quiz/practice.js';
import type { Question } from '../quiz/question.js';
import { answerButtons, type QuizView, questionBlocks } from '../quiz/view.js';
import { type Block, buttons, type Reply } from '../reply.js';
import type { Args, Context } from './command.js';
import { lessonFor } from './params.js';

/** Where the answered question leads on to; `from` is a lesson's id or empty. */
export const anotherButton = ({ t }: Context, from: string): Block =>
  buttons(
    { label: t('quiz.another'), line: `quiz another ${from}`.trim(), style: 'primary' },
    ...(from ? [{ label: t('digest.lesson'), line: `lesson ${from}` }] : []),
  );

export function quizView(context: Context, question: Question): QuizView {
  const lesson = lessonAt(context.library().course, question.lesson);
  return { locale: context.locale, t: context.t, lesson: lesson ? lessonTitle(lesson, context) : '' };
}

/** A question that `of` (a member or a group) was not asked lately, from a lesson or, where it is empty, the course. @throws UserError for an empty pool */
export async function drawn(context: Context, of: string, from: string): Promise<Question> {
  const { course } = context.library();
  const question = await draw(context, of, poolOf(course, from));
  if (question) return question;
  const lesson = lessonAt(course, from);
  throw new UserError('quiz.no-questions', { lesson: lesson ? lessonTitle(lesson, context) : course.title[context.locale] }, [
    buttons({ label: context.t('help.tryIt'), line: 'quiz practice' }),
  ]);
}

async function ask(context: Context, ref: string | undefined): Promise<Reply> {
  const { request, locale, t } = context;
  const from = ref === undefined ? '' : lessonFor(context, ref).id;
  const question = await drawn(context, request.member.id, from);
  const id = `p${context.random.id()}`;
  const practice: Practice = { id, member: request.member.id, question: question.id, print: fingerprint(question), from };
  await context.store.set(practiceKey(id), practice, { ttlMs: PRACTICE_TTL_MS });
  const view = quizView(context, question);
  return { locale, blocks: [...questionBlocks(question, id, t('quiz.practice', { lesson: view.lesson }), view), answerButtons(question, id, view)] };
}

export const practise = (context: Context, args: Args): Promise<Reply> => ask(context, args.text('ref'));

/** "Another one" below an answered question: from the same lesson, where it came from one. */
export const practiseAgain = (context: Context, args: Args): Promise<Reply> => ask(context, args.text('id'));

/**
 * The id that a button carries: of a practice question (`p`), a round (`r`), a game (`g`).
 * @throws UserError for what `Random.id` never made: it must not become a key of the store
 */
export function idOf(args: Args, kinds: string): string {
  const id = args.text('id') ?? '';
  if (!kinds.includes(id.charAt(0)) || !/^[a-z][a-z0-9]{12}$/.test(id)) throw new UserError('quiz.gone');
  return id;
}

/** The question of an attempt, as long as content still has it. @throws UserError */
export function questionOf(context: Context, id: string): Question {
  const question = questionAt(context.library().course, id);
  if (!question) throw new UserError('quiz.gone');
  return question;
}
