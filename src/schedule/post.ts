import type { Parts } from '../commands/command.js';
import { placeLocale } from '../languages.js';
import { type Locale, translator } from '../locale/index.js';
import { digestPost } from './posts/digest.js';
import { lessonPost } from './posts/lesson.js';
import type { Maker, Post } from './posts/making.js';
import { withNotices } from './posts/notices.js';
import { quizPost } from './posts/quiz.js';
import { reviewPost } from './posts/review.js';
import type { Schedule, What } from './schedule.js';

const MAKERS: Readonly<Record<What, Maker>> = { lesson: lessonPost, quiz: quizPost, digest: digestPost, review: reviewPost };

/** The channel's language: posts speak it. */
export const postLocale = (parts: Parts, schedule: Schedule): Promise<Locale> =>
  placeLocale(parts.documents, { channel: schedule.channel, group: schedule.group, locale: schedule.locale }, parts.defaults.locale);

async function make(parts: Parts, schedule: Schedule, draft: boolean): Promise<Post | undefined> {
  const locale = await postLocale(parts, schedule);
  const making = { parts, schedule, date: schedule.nextDate, locale, t: translator(locale), draft };
  const post = await MAKERS[schedule.what](making);
  return post && withNotices(making, post);
}

/**
 * What the next occurrence posts, in the channel's language; undefined while the course lacks what it needs. What is
 * drawn for it is written down, so that a repeat posts the same.
 */
export const postOf = (parts: Parts, schedule: Schedule): Promise<Post | undefined> => make(parts, schedule, false);

/** The same to be looked at: nothing is drawn for good, nobody is pinged, and what would be a round takes no answers. */
export const previewOf = (parts: Parts, schedule: Schedule): Promise<Post | undefined> => make(parts, schedule, true);
