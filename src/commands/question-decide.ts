import { showable } from '../digest/graphemes.js';
import { UserError } from '../errors.js';
import { countPooled, POOL_MOST, remove as removeOwn, settle } from '../quiz/own/shelf.js';
import { decide, refOf, type Suggestion } from '../quiz/own/suggestion.js';
import { clearReports } from '../quiz/reports.js';
import { unsuspend } from '../quiz/suspended.js';
import { buttons, type Reply, text } from '../reply.js';
import type { Args, Context } from './command.js';
import { ownerOf, questionNamed, showNamed } from './question-view.js';
import { managesGroup } from './rights.js';

/** Longest reason for a decision, UTF-16 units. */
export const REASON_MAX = 500;

/** @throws UserError for a question of the course, or none */
async function ownNamed(context: Context, args: Args): Promise<Suggestion> {
  const { ref, own } = await questionNamed(context, args);
  if (!own) throw new UserError('question.not-own', { ref });
  return own;
}

/** What one decides after somebody else has decided otherwise is not done. @throws UserError */
async function decideAs(context: Context, { id, ...own }: Suggestion, as: Pick<Suggestion, 'state' | 'reason'>): Promise<Suggestion> {
  const { store, t } = context;
  const after = await decide(store, id, as);
  if (!after) throw new UserError('question.unknown', { ref: refOf(own) });
  await settle(store, after);
  if (after.state !== as.state) throw new UserError('question.decided', { ref: refOf(own), state: t(`question.state.${after.state}`) });
  return after;
}

/** `question approve ID`: from now on the group is asked it. */
export async function approve(context: Context, args: Args): Promise<Reply> {
  const { t, store } = context;
  const own = await ownNamed(context, args);
  if (own.state === 'waiting' && (await countPooled(store, ownerOf(context))) >= POOL_MOST) throw new UserError('question.pool-full', { max: POOL_MOST });
  const after = await decideAs(context, own, { state: 'approved' });
  return showNamed(context, { ref: refOf(after), question: after.question, own: after }, [text(t('question.approved', { ref: refOf(after) }))]);
}

/** `question decline ID REASON`: its author reads why; of several reasons the first one. */
export async function decline(context: Context, args: Args): Promise<Reply> {
  const { t, locale } = context;
  const own = await ownNamed(context, args);
  const ref = refOf(own);
  const reason = args.text('reason') ?? '';
  if (!showable(reason)) throw new UserError('question.need-reason', { ref });
  if (reason.length > REASON_MAX) throw new UserError('question.long-reason', { length: reason.length, max: REASON_MAX });
  const { reason: first } = await decideAs(context, own, { state: 'declined', reason });
  if (first !== reason) throw new UserError('question.decided', { ref, state: t('question.state.declined') });
  return { locale, blocks: [text(t('question.declined', { ref })), buttons({ label: t('question.list'), line: 'question list' })] };
}

/** `question delete ID [yes]`: asks once. Its author takes it back while it waits; admins delete it at any time. */
export async function remove(context: Context, args: Args): Promise<Reply> {
  const { t, locale, store, request } = context;
  const own = await ownNamed(context, args);
  const ref = refOf(own);
  const owner = ownerOf(context);
  if (!managesGroup(request.member) && !(own.author?.id === request.member.id && own.state === 'waiting')) throw new UserError('question.not-to-delete', { ref });
  if (args.text('sure') === undefined) {
    return { locale, blocks: [text(t('question.sure', { ref })), buttons({ label: t('question.delete-now'), line: `question delete ${ref} yes`, style: 'danger' }, { label: t('question.keep'), line: `question show ${ref}` })] };
  }
  await clearReports(store, owner, own.id);
  await unsuspend(store, owner, own.id);
  await removeOwn(store, own);
  return { locale, blocks: [text(t('question.deleted', { ref })), buttons({ label: t('question.list'), line: 'question list' })] };
}
