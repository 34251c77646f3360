import type { Parts } from '../../commands/command.js';
import { lessonAt } from '../../course/course.js';
import { lessonTitle } from '../../course/view.js';
import { type T, translator } from '../../locale/index.js';
import type { Adapter, PostOptions } from '../../ports.js';
import { label } from '../../text.js';
import type { Follow, Step } from '../follow.js';

/** What one attempt of a step may use. */
export interface Doing {
  readonly parts: Parts;
  readonly adapter: Adapter;
  readonly follow: Follow;
  readonly options: Pick<PostOptions, 'key' | 'attempt' | 'since'>;
}

/** Does one step; gives the steps that come of it. @throws DeliveryError */
export type Doer = (doing: Doing) => Promise<readonly Step[]>;

/** Longest title of a thread: Discord's limit for the name of one. */
const TITLE = 100;

/** How the thread of a post is called: by its lesson where it has one. */
export function threadTitle({ library }: Pick<Parts, 'library'>, { lesson: id, locale }: Follow): string {
  const t: T = translator(locale);
  const lesson = lessonAt(library().course, id ?? '');
  return label(lesson ? lessonTitle(lesson, { locale, t }) : t('post.notice.thread'), TITLE);
}
