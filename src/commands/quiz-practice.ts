import { lessonAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { bankOf, creditOf, drawFrom, questionIn } from '../quiz/bank.js';
import { fingerprint } from '../quiz/order.js';
import { type Practice, practiceKey, PRACTICE_TTL_MS } from '../quiz/practice.js';
import type { Question } from '../quiz/question.js';
import { suspensionOf } from '../quiz/suspended.js';
import { answerButtons, type QuizView, questionBlocks } from '../quiz/view.js';
import { type Block, buttons, type Reply } from '../reply.js';
import type { Args, Context } from './command.js';
import { poolFor, poolName } from './quiz-pool.js';

/** Where a question asked in private leads on to. */
interface Onward {
  /** To a lesson, where there is one to go to; by default to the one that all were drawn from. */
  readonly lesson?: string;
  /** How many cards are still due. */
  readonly left?: number;
  /** The solution stands there, so it can be reported. */
  readonly answered?: boolean;
}

export const onward = ({ t, library }: Context, { mode, from, id }: Practice, { lesson = from, left, answered }: Onward = {}): Block =>
  buttons(
    mode === 'review' ? { label: t(left === 0 ? 'review.heading' : 'review.next'), line: 'review', style: 'primary' } : { label: t('quiz.another'), line: `quiz another ${from}`.trim(), style: 'primary' },
    ...(lesson && lessonAt(library().course, lesson) ? [{ label: t('digest.lesson'), line: `lesson ${lesson}` }] : []),
    ...(answered ? [{ label: t('question.report'), line: `question report ${id}` }] : []),
  );

export function quizView(context: Context, question: Question): QuizView {
  const lesson = lessonAt(context.library().course, question.lesson);
  return { locale: context.locale, t: context.t, lesson: lesson ? lessonTitle(lesson, context) : '' };
}

/** For its solution: with who suggested it. */
export const solutionView = async (context: Context, question: Question): Promise<QuizView> => ({ ...quizView(context, question), by: await creditOf(context, question) });

/** A question that `of` (a member or a group) was not asked lately, from a lesson or a topic or, where it is empty, the course. @throws UserError for an empty pool */
export async function drawn(context: Context, of: string, from: string): Promise<Question> {
  const { course } = context.library();
  const { group } = context.request.place;
  const question = await drawFrom(context, of, group, (await bankOf(context, group)).pool(from));
  if (question) return question;
  throw new UserError('quiz.no-questions', { lesson: poolName(context, course, from) ?? course.title[context.locale] }, [
    buttons({ label: context.t('help.tryIt'), line: 'quiz practice' }, { label: context.t('question.suggest'), line: `question suggest ${lessonAt(course, from)?.id ?? ''}`.trim() }),
  ]);
}

async function ask(context: Context, ref: string | undefined): Promise<Reply> {
  const from = poolFor(context, ref, 'quiz practice');
  const question = await drawn(context, context.request.member.id, from);
  return pose(context, question, { mode: 'practice', from });
}

/** Asks a question in private; `notes` stand below it. */
export async function pose(context: Context, question: Question, how: Pick<Practice, 'mode' | 'from'>, notes: readonly Block[] = []): Promise<Reply> {
  const id = `p${context.random.id()}`;
  const practice: Practice = { id, member: context.request.member.id, question: question.id, print: fingerprint(question), ...how };
  await context.store.set(practiceKey(id), practice, { ttlMs: PRACTICE_TTL_MS });
  const view = quizView(context, question);
  return { locale: context.locale, blocks: [...questionBlocks(question, id, titleOf(context, practice, view), view), ...notes, answerButtons(question, id, view)] };
}

/** What stands above a question asked in private. */
export const titleOf = ({ t }: Context, { mode }: Practice, { lesson }: QuizView): string => t(mode === 'review' ? 'review.title' : 'quiz.practice', { lesson });

export const practise = (context: Context, args: Args): Promise<Reply> => ask(context, args.text('ref'));

/** "Another one" below an answered question: from the same lesson or topic, where it came from one. */
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

/** The question of an attempt, as long as this group can be asked it. @throws UserError */
export async function questionOf(context: Context, id: string): Promise<Question> {
  const { group } = context.request.place;
  const [question, suspension] = await Promise.all([questionIn(context, group, id), suspensionOf(context.store, { course: context.library().course.id, group }, id)]);
  if (suspension) throw new UserError('quiz.suspended', {}, [buttons({ label: context.t('quiz.another'), line: 'quiz practice' })]);
  if (!question) throw new UserError('quiz.gone');
  return question;
}
