import type { Parts } from '../commands/command.js';
import { lessonAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { inlineCode } from '../inline.js';
import { translator } from '../locale/index.js';
import { answerLocale } from '../languages.js';
import type { Adapter, PostOptions } from '../ports.js';
import { bold, buttons, list, text } from '../reply.js';
import { label } from '../text.js';
import { scheduleOf } from './book.js';
import type { Follow, Step, StepKind } from './follow.js';

/** What one attempt of a step may use. */
export interface Doing {
  readonly parts: Parts;
  readonly adapter: Adapter;
  readonly follow: Follow;
  readonly options: Pick<PostOptions, 'key' | 'attempt' | 'since'>;
}

/** Does one step; gives the steps that come of it. @throws DeliveryError */
type Doer = (doing: Doing) => Promise<readonly Step[]>;

/** Longest title of a thread: Discord's limit for the name of one. */
const TITLE = 100;

export const DOERS: Readonly<Record<StepKind, Doer>> = {
  async pin({ adapter, follow: { message } }) {
    if (message) await adapter.pin(message);
    return [];
  },

  /** The day's talk begins with what the lesson asks its readers. */
  async thread({ parts, adapter, follow: { channel, message, lesson: id, locale }, options }) {
    const lesson = lessonAt(parts.library().course, id ?? '');
    if (!lesson || !message) return [];
    const t = translator(locale);
    const title = label(lessonTitle(lesson, { locale, t }), TITLE);
    const questions = lesson.written?.[locale].discuss ?? [];
    const blocks = [text(t('schedule.talk')), ...(questions.length > 0 ? [list(questions.map(inlineCode), true)] : [])];
    await adapter.post(channel, { locale, blocks }, { ...options, under: { message, title } });
    return [];
  },

  /** Whoever set the schedule learns why it stopped, and what to do. */
  async tell({ parts, adapter, follow: { schedule: id, channel, group, trouble, locale: postsIn }, options }) {
    const schedule = await scheduleOf(parts.store, id);
    if (!schedule || schedule.owner === '' || !trouble) return [];
    const place = { platform: schedule.platform, group, channel, locale: postsIn };
    const locale = await answerLocale(parts.documents, { member: { id: schedule.owner, name: '', admin: false }, place }, 'you', postsIn);
    const t = translator(locale);
    const blocks = [
      text(bold(t('schedule.stopped', { number: schedule.number }))),
      text(t('schedule.paused-why', { why: t(`schedule.why.${trouble.why}`, { missing: trouble.missing }), number: schedule.number })),
      buttons({ label: t('schedule.resume'), line: `schedule resume id:${schedule.id}`, style: 'primary' }, { label: t('schedule.status'), line: `schedule status id:${schedule.id}` }),
    ];
    await adapter.tell(schedule.owner, { locale, blocks }, options);
    return [];
  },
};
