import { questionIn } from '../quiz/bank.js';
import { refOf, suggestionBy } from '../quiz/own/suggestion.js';
import { type Report, REASONS, reportedIn, reportsOf, restore } from '../quiz/reports.js';
import { suspend, suspendedIn, type Suspension } from '../quiz/suspended.js';
import { voidPoints } from '../quiz/void.js';
import { bold, type Block, type Button, buttons, heading, note, quote, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';
import { pageOf } from './params.js';
import { ownerOf, questionNamed } from './question-view.js';

/** Questions on a page, and newest words of each: all of it fits one message. */
const QUESTIONS = 3;
const WORDS = 1;
const STEM = 120;

interface Reported {
  readonly id: string;
  readonly reports: readonly Report[];
  readonly suspension: Suspension | undefined;
}

/** `question reports`: what was reported and what is suspended, the most reports first. Members are counted, never named. */
export async function reports(context: Context, args: Args): Promise<Reply> {
  const { t, locale, store } = context;
  const owner = ownerOf(context);
  const [reported, suspended] = await Promise.all([reportedIn(store, owner), suspendedIn(store, owner)]);
  const ids = [...new Set([...reported, ...suspended.keys()])];
  const found = await Promise.all(ids.map(async (id): Promise<Reported> => ({ id, reports: await reportsOf(store, owner, id), suspension: suspended.get(id) })));
  const all = found.filter((one) => one.reports.length > 0 || one.suspension).sort((a, b) => b.reports.length - a.reports.length || (a.id < b.id ? -1 : 1));
  const title = heading(t('question.reports'));
  if (all.length === 0) return { locale, blocks: [title, text(t('question.no-reports'))] };
  const { page, content } = pageOf(Array.from({ length: Math.ceil(all.length / QUESTIONS) }, (_, i) => all.slice(i * QUESTIONS, (i + 1) * QUESTIONS)), args.integer('page'));
  const shown = (await Promise.all(content.map((one) => reportedBlocks(context, one)))).flat();
  const more = page * QUESTIONS < all.length ? [buttons({ label: t('common.more'), line: `question reports page:${page + 1}`, style: 'primary' })] : [];
  return { locale, blocks: [title, ...shown, ...more] };
}

async function reportedBlocks(context: Context, { id, reports: all, suspension }: Reported): Promise<Block[]> {
  const { t, locale, store, request } = context;
  const [question, own] = await Promise.all([questionIn(context, request.place.group, id), suggestionBy(store, id)]);
  const ref = own ? refOf(own) : id;
  const kinds = REASONS.flatMap((why) => {
    const count = all.filter((one) => one.why === why).length;
    return count > 0 ? [t('question.report-kind', { why: t(why === 'other' ? 'question.in-words' : `question.why.${why}`), count })] : [];
  });
  const facts = [...(all.length > 0 ? [t('question.report-count', { count: all.length, reasons: kinds.join(t('quiz.semicolon')) })] : []), ...(suspension ? [t(`question.by-${suspension.by}`)] : [])];
  const words = all.flatMap((one) => one.words ?? []).slice(-WORDS);
  const pause: Button = suspension ? { label: t('question.restore'), line: `question restore ${ref}` } : { label: t('question.suspend'), line: `question suspend ${ref}` };
  return [
    text(bold(ref), ` · ${label(question?.stem[locale] ?? '?', STEM)}`),
    note(facts.join(' · ')),
    ...words.map((one) => quote(one)),
    buttons({ label: t('question.show', { ref }), line: `question show ${ref}` }, pause, { label: t('question.void'), line: `question void ${ref}` }),
  ];
}

/** `question suspend ID`: the group is not asked it until it is restored. */
export async function suspendOne(context: Context, args: Args): Promise<Reply> {
  const { ref, question } = await questionNamed(context, args);
  await suspend(context.store, ownerOf(context), question.id, { at: context.clock.now(), by: 'admin' });
  const { t, locale } = context;
  return { locale, blocks: [text(t('question.suspended', { ref })), buttons({ label: t('question.restore'), line: `question restore ${ref}` }, { label: t('question.void'), line: `question void ${ref}` })] };
}

/** `question restore ID`: it is asked again, and reported anew if need be. */
export async function restoreOne(context: Context, args: Args): Promise<Reply> {
  const { ref, question } = await questionNamed(context, args);
  await restore(context.store, ownerOf(context), question.id);
  return { locale: context.locale, blocks: [text(context.t('question.restored', { ref }))] };
}

/** `question void ID [yes]`: takes back what its rounds gave; asks once. */
export async function voidOne(context: Context, args: Args): Promise<Reply> {
  const { t, locale } = context;
  const { ref, question } = await questionNamed(context, args);
  if (args.text('sure') === undefined) {
    return { locale, blocks: [text(t('question.void-sure', { ref })), buttons({ label: t('question.void-now'), line: `question void ${ref} yes`, style: 'danger' }, { label: t('question.keep'), line: `question show ${ref}` })] };
  }
  const { rounds, answers } = await voidPoints(context, ownerOf(context), question.id);
  return { locale, blocks: [text(rounds > 0 ? t('question.void-done', { rounds, answers }) : t('question.void-none', { ref }))] };
}
