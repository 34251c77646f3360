import type { Parts } from '../../commands/command.js';
import { type Lesson, lessonAt } from '../../course/course.js';
import { byline } from '../../digest/byline.js';
import { lessonDigest } from '../../digest/made.js';
import { inlineCode } from '../../inline.js';
import { translator } from '../../locale/index.js';
import { bold, type Block, type Button, buttons, list, quote, text } from '../../reply.js';
import { localDate } from '../zone.js';
import type { Follow } from '../follow.js';
import { type Doer, threadTitle } from './doing.js';

/** The day's talk begins with what the lesson asks its readers, and with what readers ask most. */
export const thread: Doer = async ({ parts, adapter, follow, options }) => {
  const { channel, message, lesson: id, locale } = follow;
  const lesson = lessonAt(parts.library().course, id ?? '');
  if (!lesson || !message) return [];
  const t = translator(locale);
  const questions = lesson.written?.[locale].discuss ?? [];
  const asked = await readersQuestion(parts, follow, lesson);
  const write: Button = { label: t('comment.write'), line: `comment add ${lesson.id}` };
  const blocks: Block[] = [
    text(t(questions.length > 0 ? 'post.thread.begin' : 'post.thread.open')),
    ...(questions.length > 0 ? [list(questions.map(inlineCode), true)] : []),
    ...(asked ? [text(bold(t('post.thread.asked'))), ...asked.blocks] : []),
    buttons(write, ...(asked ? [{ label: t('comment.show', { ref: asked.ref }), line: `comment ${asked.ref}` }] : [])),
  ];
  await adapter.post(channel, { locale, blocks }, { ...options, under: { message, title: threadTitle(parts, follow) } });
  return [];
};

/** The question that most readers like, an open one before others; samples are nobody's question. */
async function readersQuestion({ store, library, clock, defaults }: Parts, { group, locale }: Follow, lesson: Lesson): Promise<{ ref: string; blocks: Block[] } | undefined> {
  const { course } = library();
  const { digest } = await lessonDigest({ store, course, group, now: localDate(clock.now(), defaults.zone) }, lesson);
  const likes = (one: { likes: number | undefined; groupLikes: number | undefined }) => (one.likes ?? 0) + (one.groupLikes ?? 0);
  const [best] = digest.sections
    .flatMap(({ kind, items }) => (kind === 'question' ? items : []))
    .filter(({ source }) => source !== 'sample')
    .sort((a, b) => likes(b) - likes(a));
  return best && { ref: best.ref, blocks: [quote(best.excerpt.text), byline(best, { locale, t: translator(locale) })] };
}
