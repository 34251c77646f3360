import { topicAt } from '../course/course.js';
import { type Bank, bankOf } from '../quiz/bank.js';
import { cardOf, dueOn, leechesIn, nextAfter, type Slot, slotsOf } from '../quiz/deck/deck.js';
import { activityOf } from '../progress/activity.js';
import { dayAt } from '../progress/days.js';
import type { Practice } from '../quiz/practice.js';
import type { Question } from '../quiz/question.js';
import { formatDate } from '../locale/format.js';
import { type Block, buttons, note, text } from '../reply.js';
import type { Context } from './command.js';
import { onward } from './quiz-practice.js';

/** A member's deck as it is today. */
export interface Deck {
  readonly today: string;
  readonly slots: readonly Slot[];
  /** What is to be asked now, what waited longest first: only questions that this group has. */
  readonly due: readonly Slot[];
  /** Put aside by its member's forgetting. */
  readonly leeches: readonly Slot[];
  /** Due too, but suspended in this group, or another group's own: they come back by themselves, and lose nothing. */
  readonly waiting: readonly Slot[];
  readonly bank: Bank;
}

export async function deckOf(context: Context): Promise<Deck> {
  const { store, clock, defaults, request } = context;
  const [all, bank] = await Promise.all([slotsOf(store, request.member.id), bankOf(context, request.place.group)]);
  const slots = all.filter(({ question }) => !bank.waits(question));
  const today = dayAt(await activityOf(context, request.member.id), clock.now(), defaults.zone);
  const has = ({ question }: Slot) => bank.asks(question);
  const waiting = dueOn(all.filter(({ question }) => bank.waits(question)), today);
  return { today, slots, due: dueOn(slots, today).filter(has), leeches: leechesIn(slots).filter(has), waiting, bank };
}

/** How many cards wait for their questions. */
export const waitingNote = ({ t }: Context, { waiting }: Deck): Block[] => (waiting.length > 0 ? [note(t('review.waiting', { count: waiting.length }))] : []);

/** When the next cards come; nothing where none do. */
export function upcoming({ t, locale }: Context, { slots, today }: Deck): Block[] {
  const next = nextAfter(slots, today);
  return next ? [note(t('review.upcoming', { count: next.count, day: formatDate(next.day, locale) }))] : [];
}

/** Below an answered question: what became of its card, what is left, and where to go on. */
export async function afterwards(context: Context, practice: Practice, question: Question, right: boolean): Promise<Block[]> {
  const { t, locale, store, request } = context;
  const card = await cardOf(store, request.member.id, question.id);
  const leech = !right && card?.state === 'leech';
  const fate = leech ? [text(t('review.leech'))] : card?.state === 'active' && (!right || practice.mode === 'review') ? [note(t('review.kept', { day: formatDate(card.due, locale) }))] : [];
  // a topic has no page of its own to go to
  const lesson = leech || topicAt(context.library().course, practice.from) ? question.lesson : practice.from;
  if (practice.mode === 'practice') return [...fate, onward(context, practice, { lesson, answered: true })];
  const deck = await deckOf(context);
  const left = deck.due.length;
  const rest = left > 0 ? [note(t('review.left', { count: left }))] : [note(t('review.done')), ...upcoming(context, deck)];
  return [...fate, ...rest, onward(context, practice, { lesson, left, answered: true })];
}

/** How many cards wait today, and the way to them; nothing for who has no cards. */
export async function dueBlocks(context: Context): Promise<Block[]> {
  const { due, slots } = await deckOf(context);
  if (slots.length === 0) return [];
  return [note(context.t('review.today', { count: due.length })), ...(due.length > 0 ? [buttons({ label: context.t('review.start'), line: 'review' })] : [])];
}
