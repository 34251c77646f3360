import type { Parts } from '../commands/command.js';
import { lessonAt, neighbour } from '../course/course.js';
import { lessonBlocks } from '../course/view.js';
import { placeLocale } from '../languages.js';
import { type Locale, translator } from '../locale/index.js';
import { note, type Reply } from '../reply.js';
import type { StepKind } from './follow.js';
import type { Schedule, What } from './schedule.js';

/** What one occurrence posts. */
export interface Post {
  readonly reply: Reply;
  readonly lesson?: string | undefined;
  /** The cursor afterwards. */
  readonly next: string | undefined;
  /** The closing post: nothing follows. */
  readonly last: boolean;
  /** What is to follow it. */
  readonly steps: readonly StepKind[];
}

/** The channel's language: posts speak it. */
export const postLocale = (parts: Parts, schedule: Schedule): Promise<Locale> =>
  placeLocale(parts.documents, { channel: schedule.channel, group: schedule.group, locale: schedule.locale }, parts.defaults.locale);

type Maker = (parts: Parts, schedule: Schedule, locale: Locale) => Promise<Post | undefined>;

const MAKERS: Readonly<Record<What, Maker>> = {
  async lesson(parts, schedule, locale) {
    const t = translator(locale);
    const { course } = parts.library();
    const lesson = lessonAt(course, schedule.cursor ?? '');
    if (!lesson) return undefined;
    const reply = { locale, blocks: [note(t('schedule.post')), ...lessonBlocks(lesson, { course, locale, t }, 1)] };
    const { thread, pin } = schedule.follow;
    const next = neighbour(course, lesson.id, 1)?.id;
    return { reply, lesson: lesson.id, next, last: next === undefined, steps: [...(thread ? (['thread'] as const) : []), ...(pin ? (['pin'] as const) : [])] };
  },
};

/** What an occurrence posts, in the channel's language; undefined while the course lacks what it needs. */
export const postOf = async (parts: Parts, schedule: Schedule): Promise<Post | undefined> => MAKERS[schedule.what](parts, schedule, await postLocale(parts, schedule));
