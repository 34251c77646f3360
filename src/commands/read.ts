import { type Course, lessonAt } from '../course/course.js';
import { byPass, history, passed, passesOf, type Reader } from '../course/reading.js';
import { lessonButton, lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { formatDate, formatPass } from '../locale/format.js';
import { bold, type Block, type Button, buttons, heading, list, note, type Reply, text } from '../reply.js';
import { pages } from '../pages.js';
import { activityOf, markActive } from '../progress/activity.js';
import { dayAt } from '../progress/days.js';
import { streakOn } from '../progress/streak.js';
import type { Args, Command, Context } from './command.js';
import { progressPicture } from './read-picture.js';
import { deskNotes } from './question-note.js';
import { lessonFor, lessonParam, pageOf, pageParam } from './params.js';
import { changeReader, readerOf } from './reader.js';
import { dueBlocks } from './review-view.js';

/** `read [REF]`: the lesson named, or the one opened last, is read once more today. */
async function mark(context: Context, args: Args): Promise<Reply> {
  const { locale, t, clock, request } = context;
  const before = await readerOf(context);
  const ref = args.text('ref') ?? before.last;
  if (ref === undefined) throw new UserError('read.nothing');
  const lesson = lessonFor(context, ref);
  const day = await markActive(context, request.member.id, clock.now());
  const after = await changeReader(context, (reader) => passed(reader, lesson.id, day));
  const pass = passesOf(after, lesson.id).indexOf(day) + 1;
  const already = passesOf(before, lesson.id).includes(day);
  const params = { lesson: lessonTitle(lesson, context), pass: formatPass(pass, locale), day: formatDate(day, locale) };
  return {
    locale,
    blocks: [text(t(already ? 'read.already' : 'read.marked', params)), ...whatNext(context, after), buttons(...progressButtons(context, lesson.id))],
  };
}

const progressButtons = ({ t }: Context, lesson: string): Button[] => [
  { label: t('lesson.quiz'), line: `quiz practice ${lesson}` },
  { label: t('read.title'), line: 'progress' },
];

/** The first lesson not read as often as the one read most: a second pass goes through the course in order too. */
function upNext(course: Course, reader: Reader) {
  const least = Math.min(...course.lessons.map((lesson) => passesOf(reader, lesson.id).length));
  return { lesson: course.lessons.find((lesson) => passesOf(reader, lesson.id).length === least), pass: least + 1 };
}

function whatNext(context: Context, reader: Reader): Block[] {
  const { lesson, pass } = upNext(context.library().course, reader);
  if (!lesson) return [];
  const words = pass === 1 || lesson !== context.library().course.lessons[0] ? context.t('read.up-next', { lesson: lessonTitle(lesson, context) }) : context.t('read.done');
  return [text(words), buttons(lessonButton(lesson, context))];
}

/** The streak and the last days, once there is one: in words, and all of the progress as a picture. */
async function atAGlance(context: Context, counts: readonly number[]): Promise<Block[]> {
  const { t, clock, defaults, request } = context;
  const activity = await activityOf(context, request.member.id);
  if (activity.days.length === 0 && counts.length === 0) return [];
  const day = dayAt(activity, clock.now(), defaults.zone);
  const { length, longest, today, freeze } = streakOn(activity.days, day);
  const now = t('streak.now', { count: length });
  const most = t('streak.longest', { count: longest });
  const more = [most, t(today ? 'streak.today' : 'streak.open'), t(freeze ? 'streak.freeze' : 'streak.spent')];
  const picture = progressPicture(context, { counts, days: activity.days, today: day, streak: `${now} · ${most}` });
  return activity.days.length === 0 ? [picture] : [picture, text(bold(now), ` · ${more.join(' · ')}`)];
}

async function overview(context: Context, args: Args): Promise<Reply> {
  const { locale, t } = context;
  const { course } = context.library();
  const reader = await readerOf(context);
  const ids = course.lessons.map((lesson) => lesson.id);
  const passes = history(reader, ids);
  const passed = byPass(reader, ids);
  const counts = passed.map((count, i) => [t('read.count', { pass: formatPass(i + 1, locale), count, total: ids.length })]);
  const items = passes.map(({ lesson, day, pass }) => {
    const known = lessonAt(course, lesson);
    return [t('read.item', { day: formatDate(day, locale), lesson: known ? lessonTitle(known, context) : lesson, pass: formatPass(pass, locale) })];
  });
  const content: Block[] = items.length > 0 ? [list(counts), text(bold(t('read.history'))), list(items)] : [text(t('read.none'))];
  const all = pages(content);
  const { page, content: shown } = pageOf(all, args.integer('page'));
  const more = page < all.length ? [note(t('common.page', { page, pages: all.length })), buttons({ label: t('common.more'), line: `progress page:${page + 1}`, style: 'primary' })] : [];
  return { locale, blocks: [heading(t('read.title')), ...(page === 1 ? await atAGlance(context, passed) : []), ...shown, ...more, ...(await dueBlocks(context)), ...(await deskNotes(context)), ...whatNext(context, reader)] };
}

export const read: Command = {
  name: 'read',
  aliases: ['done', '读完', '已读', '刷完'],
  example: 'read 23',
  usual: '',
  actions: { '': { params: [lessonParam], audience: 'you', run: mark } },
};

export const progress: Command = {
  name: 'progress',
  aliases: ['进度', '我的进度'],
  example: 'progress',
  usual: '',
  actions: { '': { params: [pageParam], audience: 'you', run: overview } },
};
