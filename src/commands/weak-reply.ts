import { lessonTitle } from '../course/view.js';
import { byline } from '../digest/byline.js';
import type { DigestItem } from '../digest/digest.js';
import { type Asked, lessonDigest } from '../digest/made.js';
import { formatPercent } from '../locale/format.js';
import { weakSpots, type WeakSpot } from '../progress/weak.js';
import { type Bank, bankOf } from '../quiz/bank.js';
import { bold, type Block, type Button, buttons, heading, note, quote, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import type { Context } from './command.js';
import { pageOf } from './params.js';

/** Lessons on a page, and comments below each: all of it fits one message. */
const LESSONS = 3;
const COMMENTS = 1;
/** Longest title of a lesson beside other words, UTF-16 units. */
const TITLE = 60;

/** `report weakspots`: what a group misses most, each lesson with the comments of readers that answer it. */
export async function weakReply(context: Context, asked: Asked, wanted: number | undefined, others: readonly Button[]): Promise<Reply> {
  const { locale, t } = context;
  const spots = await weakSpots(context, asked.group);
  const title = heading(t('report.title.weakspots'));
  if (spots.length === 0) return { locale, blocks: [title, text(t('report.empty.weakspots')), buttons(...others)] };
  const all = Array.from({ length: Math.ceil(spots.length / LESSONS) }, (_, i) => spots.slice(i * LESSONS, (i + 1) * LESSONS));
  const { page, content } = pageOf(all, wanted);
  const shown: Block[] = [];
  const bank = await bankOf(context, asked.group);
  for (const spot of content) shown.push(...(await spotBlocks(context, asked, bank, spot)));
  const more: Button[] = page < all.length ? [{ label: t('common.more'), line: `report weakspots page:${page + 1}`, style: 'primary' }] : [];
  return {
    locale,
    blocks: [title, note(t('report.weak-how')), ...shown, ...(all.length > 1 ? [note(t('common.page', { page, pages: all.length }))] : []), buttons(...more, ...others)],
  };
}

async function spotBlocks(context: Context, asked: Asked, bank: Bank, { lesson, answered, missed }: WeakSpot): Promise<Block[]> {
  const { locale, t } = context;
  const { digest } = await lessonDigest(asked, lesson);
  const items = digest.sections.filter(({ kind }) => kind === 'answer' || kind === 'insight').flatMap((section) => section.items);
  const best = items.sort((a, b) => a.rank - b.rank).slice(0, COMMENTS);
  const open = (item: DigestItem): Button => ({ label: t('comment.show', { ref: item.ref }), line: `comment ${item.ref}` });
  return [
    text(bold(label(lessonTitle(lesson, context), TITLE)), ` · ${t('report.weak', { missed, count: answered, share: formatPercent((100 * missed) / answered, locale) })}`),
    ...best.flatMap((item) => [quote(item.excerpt.text), byline(item, context)]),
    buttons(
      { label: t('digest.lesson'), line: `lesson ${lesson.id}` },
      ...(bank.pool(lesson.id).length > 0 ? [{ label: t('lesson.quiz'), line: `quiz practice ${lesson.id}` }] : []),
      ...best.map(open),
      ...(digest.total > best.length ? [{ label: t('lesson.digest'), line: `digest ${lesson.id}` }] : []),
    ),
  ];
}
