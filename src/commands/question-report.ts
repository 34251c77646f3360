import { showable } from '../digest/graphemes.js';
import { UserError } from '../errors.js';
import { questionIn } from '../quiz/bank.js';
import { type Practice, practiceKey } from '../quiz/practice.js';
import { enoughReports, REASONS, type Report, report as keepReport, REPORT_MAX } from '../quiz/reports.js';
import { type Round, roundKey } from '../quiz/round.js';
import { note, type Reply, text } from '../reply.js';
import type { Args, Context } from './command.js';
import { ownerOf } from './question-view.js';
import { idOf } from './quiz-practice.js';

/**
 * The question whose solution this member has seen: of a round that is over, or of one's own answered practice.
 * @throws UserError for every line that was forged before that
 */
async function seen(context: Context, args: Args): Promise<string> {
  const id = await solved(context, args);
  // another group's own, or gone meanwhile
  if (!(await questionIn(context, context.request.place.group, id))) throw new UserError('quiz.gone');
  return id;
}

async function solved({ store, request }: Context, args: Args): Promise<string> {
  const id = idOf(args, 'pr');
  const practice = (await store.get<Practice>(practiceKey(id)))?.value;
  if (practice) {
    if (practice.member !== request.member.id) throw new UserError('quiz.not-yours');
    if (practice.answer === undefined) throw new UserError('question.too-early');
    return practice.question;
  }
  const round = (await store.get<Round>(roundKey(id)))?.value;
  if (!round) throw new UserError('quiz.gone');
  if (round.group !== request.place.group) throw new UserError('quiz.elsewhere');
  if (round.state !== 'ended' && round.state !== 'shown') throw new UserError('question.too-early');
  return round.question;
}

/** `question report ID`: asks what is wrong; one press answers. */
export async function report(context: Context, args: Args): Promise<Reply> {
  const { t, locale } = context;
  await seen(context, args);
  const id = args.text('id') ?? '';
  return {
    locale,
    blocks: [text(t('question.report-ask')), { kind: 'choices', placeholder: t('question.report-choose'), choices: REASONS.map((why) => ({ label: t(`question.why.${why}`), line: `question because ${id} ${why}` })) }],
  };
}

/** `question because ID WHY [WORDS]`: keeps the report; the one that makes enough suspends the question. */
export async function because(context: Context, args: Args): Promise<Reply> {
  const { t, locale, store, documents, request } = context;
  const question = await seen(context, args);
  const why = args.text('why') as Report['why'];
  const words = args.text('reason') || undefined;
  if (why === 'other' && !showable(words ?? '')) throw new UserError('question.report-words', { id: args.text('id') ?? '' });
  if (words !== undefined && words.length > REPORT_MAX) throw new UserError('question.long-reason', { length: words.length, max: REPORT_MAX });
  const owner = ownerOf(context);
  const enough = await enoughReports(documents, owner.group);
  const { added, suspended } = await keepReport(store, owner, question, request.member.id, { why, at: request.at, ...(words !== undefined && showable(words) ? { words } : {}) }, enough);
  return { locale, blocks: [text(t(added ? 'question.reported' : 'question.reported-before')), ...(suspended ? [note(t('question.now-suspended'))] : [])] };
}
