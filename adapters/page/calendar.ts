import type { Parts } from '../../src/commands/command.js';
import { titleOf, whatOf, whenOf } from '../../src/commands/schedule-facts.js';
import { haltOf, nextOf, resultOf, stepsOf } from '../../src/commands/schedule-told.js';
import { translator } from '../../src/locale/index.js';
import { schedulesOf } from '../../src/schedule/book.js';
import { type Mark, marksOf, sheetOf } from '../../src/schedule/calendar.js';
import { followOf } from '../../src/schedule/follows.js';
import { troubleKey } from '../../src/schedule/occurrences.js';
import { occurrenceKey, type Schedule } from '../../src/schedule/schedule.js';
import { addDays, dueInstant, localDate } from '../../src/schedule/zone.js';
import { GROUP } from './people.js';
import type { WireCalendar, WireLocale, WireOccurrence, WireSchedule } from './web/wire.js';

/** The group's schedules in the six weeks around a month, in the words of `schedule status`. `zone`: the zone of the page. */
export async function calendarOf(parts: Parts, month: string, locale: WireLocale, zone: string): Promise<WireCalendar> {
  const speaker = { locale, t: translator(locale), library: parts.library };
  const days = sheetOf(month);
  const start = (date: string) => dueInstant(date, '00:00', zone);
  const span = { from: start(days[0] as string), to: start(addDays(days.at(-1) as string, 1)), now: parts.clock.now() };
  const lessons = parts.library().course.lessons.map(({ id }) => id);
  const schedules = await schedulesOf(parts.store, GROUP);

  const steps = async (key: string, { zone: own }: Schedule): Promise<readonly string[]> => {
    const follow = await followOf(parts.store, key);
    return follow ? stepsOf(speaker, follow, own) : [];
  };
  function title(schedule: Schedule, { settled, lesson = settled?.lesson, state }: Mark): string {
    if (lesson !== undefined) return titleOf(speaker, lesson);
    // of lessons only the post after the last one has none; of a day without a post nobody knows
    const isClosing = schedule.what === 'lesson' && state !== 'missed' && state !== 'skipped';
    return isClosing ? speaker.t('schedule.closing') : whatOf(speaker, schedule);
  }
  async function occurrence(schedule: Schedule, mark: Mark): Promise<WireOccurrence> {
    const { date, dueAt: at, state, settled } = mark;
    return {
      schedule: schedule.number,
      day: localDate(at, zone),
      at,
      state,
      title: title(schedule, mark),
      said: settled ? resultOf(speaker, schedule, settled) : '',
      steps: settled?.result === 'sent' ? await steps(occurrenceKey(schedule, date), schedule) : [],
    };
  }
  const plan = async (schedule: Schedule): Promise<WireSchedule> => ({
    number: schedule.number,
    state: schedule.state,
    title: whatOf(speaker, schedule),
    when: whenOf(speaker, schedule),
    said: haltOf(speaker, schedule) ?? nextOf(speaker, schedule),
    steps: schedule.paused ? await steps(troubleKey(schedule, schedule.nextDate), schedule) : [],
  });

  const all = schedules.flatMap((schedule) => marksOf(schedule, lessons, span).map((mark) => occurrence(schedule, mark)));
  const occurrences = (await Promise.all(all)).sort((a, b) => a.at - b.at || a.schedule - b.schedule);
  return { month, occurrences, schedules: await Promise.all(schedules.map(plan)) };
}
