import { lessonAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { pages } from '../pages.js';
import { questionIn } from '../quiz/bank.js';
import { suggestionsOf } from '../quiz/own/authored.js';
import { suggestionNamed, waitingIn } from '../quiz/own/shelf.js';
import { type Owner, refOf, type Suggestion } from '../quiz/own/suggestion.js';
import { inOrder, letter } from '../quiz/order.js';
import { isChoice, type Question } from '../quiz/question.js';
import { reportsOf } from '../quiz/reports.js';
import { solutionBlocks } from '../quiz/solution.js';
import { suspensionOf } from '../quiz/suspended.js';
import { nameOf } from '../quiz/tally-view.js';
import { questionBlocks } from '../quiz/view.js';
import { inlineCode } from '../inline.js';
import { bold, type Block, type Button, buttons, heading, list as listOf, note, quote, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';
import { pageOf } from './params.js';
import { deskNotes } from './question-note.js';
import { quizView } from './quiz-practice.js';
import { managesGroup } from './rights.js';

export const ownerOf = ({ library, request }: Pick<Context, 'library' | 'request'>): Owner => ({ course: library().course.id, group: request.place.group });

/** A question that a person names: of the course, or suggested in this group. */
export interface Named {
  /** How it is named in lines. */
  readonly ref: string;
  readonly question: Question;
  /** Where it was suggested here. */
  readonly own?: Suggestion | undefined;
}

/** @throws UserError for what this group does not have */
export async function questionNamed(context: Context, args: Args): Promise<Named> {
  const typed = args.text('id') ?? '';
  // ids have no capitals; a phone begins a word with one
  const ref = typed.toLowerCase();
  const own = await suggestionNamed(context.store, ownerOf(context), ref);
  if (own) return { ref: refOf(own), question: own.question, own };
  const question = await questionIn(context, context.request.place.group, ref);
  if (!question) throw new UserError('question.unknown', { ref: label(typed, 40) });
  return { ref: question.id, question };
}

/** Rows on a page: as many as fit with the longest stems, each also in the menu below. */
const ROWS = 10;
const STEM = 90;

/** `question list`: what waits in this group, for its admins, then one's own. */
export async function list(context: Context, args: Args): Promise<Reply> {
  const { t, locale, store, request, clock } = context;
  const owner = ownerOf(context);
  const admin = managesGroup(request.member);
  const waiting = admin ? await waitingIn(store, owner, clock.now()) : [];
  const mine = (await suggestionsOf(store, request.member.id, clock.now())).filter((one) => one.group === owner.group && one.course === owner.course);
  const all = [...waiting, ...mine.filter((one) => !waiting.some(({ id }) => id === one.id)).reverse()];
  const suggest: Button = { label: t('question.suggest'), line: 'question suggest' };
  const title = heading(t('question.title'));
  const notes = await deskNotes(context, ['reported']);
  if (all.length === 0) return { locale, blocks: [title, text(t(admin ? 'question.empty-desk' : 'question.empty')), ...notes, buttons({ ...suggest, style: 'primary' })] };
  const { page, content } = pageOf(Array.from({ length: Math.ceil(all.length / ROWS) }, (_, i) => all.slice(i * ROWS, (i + 1) * ROWS)), args.integer('page'));
  const suspended = await Promise.all(content.map(({ id }) => suspensionOf(store, owner, id)));
  const row = (one: Suggestion, i: number) => {
    const facts = [t(`question.state.${suspended[i] ? 'suspended' : one.state}`), ...(admin && one.author ? [t('question.by', { name: nameOf(one.author.name) })] : [])];
    return [t('question.row', { ref: refOf(one), stem: label(one.question.stem[locale], STEM), facts: facts.join(' · ') })];
  };
  const more: Button[] = page * ROWS < all.length ? [{ label: t('common.more'), line: `question list page:${page + 1}`, style: 'primary' }] : [];
  return {
    locale,
    blocks: [
      title,
      ...(waiting.length > 0 ? [note(t('question.waiting-note', { count: waiting.length }))] : []),
      listOf(content.map(row)),
      { kind: 'choices', placeholder: t('question.open'), choices: content.map((one) => ({ label: label(`${refOf(one)} · ${one.question.stem[locale]}`, LIMITS.choiceLabel), line: `question show ${refOf(one)}` })) },
      ...notes,
      buttons(...more, suggest),
    ],
  };
}

/** `question show ID`: a question with its solution. It tells what is right, so only its author and admins see it. */
export async function show(context: Context, args: Args): Promise<Reply> {
  const { request } = context;
  const found = await questionNamed(context, args);
  if (!managesGroup(request.member) && found.own?.author?.id !== request.member.id) throw new UserError('question.not-yours', { ref: found.ref });
  return showNamed(context, found, [], args.integer('page'));
}

/** All of a question, a page at a time, below what there is to say first. */
export async function showNamed(context: Context, { ref, question, own }: Named, above: readonly Block[] = [], wanted?: number): Promise<Reply> {
  const { t, locale, store, request } = context;
  const admin = managesGroup(request.member);
  const owner = ownerOf(context);
  const [suspension, reports] = await Promise.all([suspensionOf(store, owner, question.id), admin ? reportsOf(store, owner, question.id) : []]);
  const view = { ...quizView(context, question), by: own?.author?.name };
  const lesson = lessonAt(context.library().course, question.lesson);
  const title = `${ref} · ${lesson ? lessonTitle(lesson, context) : question.lesson}`;
  const reasons = isChoice(question)
    ? inOrder(question, question.id).flatMap(({ why }, place): Block[] => (why ? [text(bold(t('quiz.why', { letter: letter(place) })), ' ', ...inlineCode(why[locale]))] : []))
    : [];
  const declined = own?.reason === undefined ? [] : [text(bold(t('question.reason'))), quote(own.reason)];
  const reported = reports.flatMap(({ why, words }): Block[] => (words === undefined ? [] : [note(t(why === 'other' ? 'question.in-words' : `question.why.${why}`)), quote(words)]));
  const [head, ...body] = questionBlocks(question, question.id, title, view);
  const all = pages([...body, ...solutionBlocks(question, question.id, undefined, view), ...reasons, ...declined, ...reported]);
  const { page, content } = pageOf(all, wanted);
  const state = suspension ? t(`question.by-${suspension.by}`) : own && t(`question.state.${own.state}`);
  const more: Button[] = page < all.length ? [{ label: t('common.more'), line: `question show ${ref} page:${page + 1}`, style: 'primary' }] : [];
  const ways = [...more, ...deskButtons(context, { ref, question, own }, suspension !== undefined)];
  return { locale, blocks: [...above, ...(head ? [head] : []), ...(state ? [note(state)] : []), ...content, ...(ways.length > 0 ? [buttons(...ways)] : [])] };
}

/** What a member may do with a question; checked again at the press. */
function deskButtons({ t, request }: Context, { ref, own }: Named, suspended: boolean): Button[] {
  const admin = managesGroup(request.member);
  const waiting = own?.state === 'waiting';
  const remove: Button[] = own && (admin || waiting) ? [{ label: t('question.delete'), line: `question delete ${ref}` }] : [];
  if (!admin || own?.state === 'declined') return remove;
  if (waiting) return [{ label: t('question.approve'), line: `question approve ${ref}`, style: 'primary' }, { label: t('question.decline'), line: `question decline ${ref}` }, ...remove];
  const pause = suspended ? ({ label: t('question.restore'), line: `question restore ${ref}` } as const) : ({ label: t('question.suspend'), line: `question suspend ${ref}` } as const);
  return [pause, { label: t('question.void'), line: `question void ${ref}` }, ...remove];
}
