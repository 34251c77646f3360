import { countWaiting } from '../quiz/own/shelf.js';
import { newsFor, told } from '../quiz/own/authored.js';
import { countReported } from '../quiz/reports.js';
import { problems } from '../limits.js';
import { type Block, buttons, divider, note, quote, type Reply, text } from '../reply.js';
import { StoreUnavailable } from '../store.js';
import { label } from '../text.js';
import type { Context } from './command.js';
import { managesGroup } from './rights.js';

type Desk = 'waiting' | 'reported';

/** For who manages the group: how much waits for a decision, with the way to it; nothing for others, or where nothing does. */
export async function deskNotes(context: Context, of: readonly Desk[] = ['waiting', 'reported']): Promise<Block[]> {
  const { t, store, library, request } = context;
  if (!managesGroup(request.member)) return [];
  const owner = { course: library().course.id, group: request.place.group };
  const [waiting, reported] = await Promise.all([of.includes('waiting') ? countWaiting(store, owner) : 0, of.includes('reported') ? countReported(store, owner) : 0]);
  const lines = [...(waiting > 0 ? [t('question.waiting-note', { count: waiting })] : []), ...(reported > 0 ? [t('question.reported-note', { count: reported })] : [])];
  if (lines.length === 0) return [];
  const ways = [...(waiting > 0 ? [{ label: t('question.list'), line: 'question list' }] : []), ...(reported > 0 ? [{ label: t('question.reports'), line: 'question reports' }] : [])];
  return [note(lines.join(' ')), buttons(...ways)];
}

/** Longest beginning of a question where it is only named, UTF-16 units. */
const STEM = 90;

/**
 * A private reply, with what became of the member's suggestions below it where they were not told yet and it fits. To be
 * called back once it is sent: killed in between, they are told twice rather than never.
 */
export async function withNews(context: Context, reply: Reply): Promise<{ reply: Reply; sent(): Promise<void> }> {
  const { store, request, t, locale } = context;
  const nothing = { reply, sent: async () => {} };
  const news = await newsFor(store, request.member.id).catch((error: unknown) => {
    // what was done is told all the same
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  });
  if (!news || news.ids.length === 0) return nothing;
  const blocks = news.decided.flatMap(({ state, question, reason }): Block[] => {
    const stem = label(question.stem[locale], STEM);
    if (state === 'approved') return [text(t('question.news.approved', { stem }))];
    return state === 'declined' ? [text(t('question.news.declined', { stem })), ...(reason === undefined ? [] : [quote(reason)])] : [];
  });
  const whole: Reply = { ...reply, blocks: [...reply.blocks, ...(blocks.length > 0 ? [divider, ...blocks] : [])] };
  return problems(whole).length === 0 ? { reply: whole, sent: () => told(store, request.member.id, news.ids) } : nothing;
}
