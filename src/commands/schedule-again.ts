import { lessonAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { formatInstant, formatPass } from '../locale/format.js';
import { buttons, type Reply, text } from '../reply.js';
import { changeSchedule } from '../schedule/book.js';
import { dueAt } from '../schedule/occurrences.js';
import { begunAgain } from '../schedule/step.js';
import type { Action, Args, Context } from './command.js';
import { pickToChange, WHICH } from './schedule-pick.js';

/** S8: `schedule again`, below the closing post: the course once more from its first lesson. A second press changes nothing. */
async function begin(context: Context, args: Args): Promise<Reply> {
  const { store, clock, library, locale, t } = context;
  const schedule = await pickToChange(context, args, 'again');
  const { course } = library();
  const [first] = course.lessons;
  if (schedule.what !== 'lesson' || !first) throw new UserError('post.closing.not-lessons');
  const now = clock.now();
  const after = await changeSchedule(store, schedule.id, (current) => begunAgain(current, first.id, now));
  const lesson = lessonAt(course, after?.cursor ?? '');
  if (after?.state !== 'on' || !lesson) throw new UserError('post.closing.not-lessons');
  const said = schedule.state === 'finished' ? 'post.closing.begun' : 'post.closing.begun-already';
  const params = { pass: formatPass(after.pass, locale), lesson: lessonTitle(lesson, context), when: formatInstant(dueAt(after, after.nextDate), after.zone, locale) };
  return { locale, blocks: [text(t(said, params)), buttons({ label: t('schedule.status'), line: `schedule status id:${schedule.id}` })] };
}

export const again: Action = { params: WHICH, audience: 'you', hidden: true, run: begin };
