import type { Parts } from '../../src/commands/command.js';
import { lessonAt } from '../../src/course/course.js';
import { lessonTitle } from '../../src/course/view.js';
import { translator } from '../../src/locale/index.js';
import { schedulesOf } from '../../src/schedule/book.js';
import { type Mark, marksOf, sheetOf } from '../../src/schedule/calendar.js';
import { followOf } from '../../src/schedule/follows.js';
import { occurrenceKey, type Schedule } from '../../src/schedule/schedule.js';
import { addDays, dueInstant, localDate } from '../../src/schedule/zone.js';
import { GROUP } from './people.js';
import type { WireCalendar, WireLocale, WireOccurrence, WireSchedule } from './web/wire.js';

/** The group's schedules in the six weeks around a month, in the words of `schedule status`. `zone`: the zone of the page. */
export async function calendarOf(parts: Parts, month: string, locale: WireLocale, zone: string): Promise<WireCalendar> {
  const t = translator(locale);
  const { course } = parts.library();
  const days = sheetOf(month);
  const start = (date: string) => dueInstant(date, '00:00', zone);
  const span = { from: start(days[0] as string), to: start(addDays(days.at(-1) as string, 1)), now: parts.clock.now() };
  const lessons = course.lessons.map(({ id }) => id);
  const schedules = await schedulesOf(parts.store, GROUP);

  async function occurrence(schedule: Schedule, { date, dueAt: at, state, settled, lesson: planned }: Mark): Promise<WireOccurrence> {
    const follow = settled?.result === 'sent' ? await followOf(parts.store, occurrenceKey(schedule, date)) : undefined;
    const lesson = lessonAt(course, settled?.lesson ?? planned ?? '');
    return {
      schedule: schedule.number,
      day: localDate(at, zone),
      at,
      state,
      title: lesson ? lessonTitle(lesson, { locale, t }) : t('schedule.title'),
      said: '',
      steps: (follow?.steps ?? []).map(({ kind, state: done }) => `${kind}: ${done}`),
    };
  }
  const plan = ({ number, state, time, zone: own, paused }: Schedule): WireSchedule => ({
    number,
    state,
    title: t('schedule.title'),
    when: `${time} (${own})`,
    said: paused ? t(`schedule.why.${paused.why}`, { missing: paused.missing }) : '',
  });

  const all = schedules.flatMap((schedule) => marksOf(schedule, lessons, span).map((mark) => occurrence(schedule, mark)));
  const occurrences = (await Promise.all(all)).sort((a, b) => a.at - b.at || a.schedule - b.schedule);
  return { month, occurrences, schedules: schedules.map(plan) };
}
