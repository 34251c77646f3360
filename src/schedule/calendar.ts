import { dayFrom, dueAt, isClosed } from './occurrences.js';
import type { Schedule, Settled } from './schedule.js';
import { addDays, localDate, weekOf } from './zone.js';

/** What became of an occurrence, or is to come. `late`: sent, but not in time; `due`: its time has come and it is not out yet. */
export type MarkState = Settled['result'] | 'late' | 'due' | 'next';

/** One occurrence on a calendar. */
export interface Mark {
  /** Local day in the schedule's zone. */
  readonly date: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly state: MarkState;
  /** Of a past one: as it was written down. */
  readonly settled?: Settled | undefined;
  /** `next`, `due`: the lesson that is planned for it; undefined for what posts no lesson. */
  readonly lesson?: string | undefined;
}

/** From `from` until before `to`, seen at `now`: epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/** A post that came later than this after it was due was late, milliseconds: a second look at what is due is no delay. */
const LATE_MS = 60_000;
/** Days on which a calendar's sheet shows a month: six weeks, whatever the month. */
const SHEET_DAYS = 42;

/** The 42 local days of a month's sheet (`YYYY-MM`), from the Monday of the week of its first on. */
export function sheetOf(month: string): string[] {
  const first = weekOf(`${month}-01`);
  return Array.from({ length: SHEET_DAYS }, (_, i) => addDays(first, i));
}

/**
 * The occurrences of a schedule that fall due in a span, by time: past ones as they were written down, those to come
 * as they are planned now. `lessons`: ids in the order of the course.
 */
export function marksOf(schedule: Schedule, lessons: readonly string[], span: Span): Mark[] {
  const { from, to } = span;
  const coming = ahead(schedule, lessons, span);
  // after a clock that went back: a day that was missed then is to come again
  const again = new Set(coming.map(({ date }) => date));
  const past = schedule.log.filter(({ date }) => !again.has(date)).map((settled): Mark => ({ date: settled.date, dueAt: settled.dueAt, state: isLate(settled) ? 'late' : settled.result, settled }));
  return [...past, ...coming].filter(({ dueAt: at }) => at >= from && at < to).sort((a, b) => a.dueAt - b.dueAt);
}

/** Whether it was sent, but not in time. */
export const isLate = ({ result, at, dueAt: due }: Settled): boolean => result === 'sent' && at - due > LATE_MS;

/** What is to come, and what was left out of it beforehand. Lessons are counted from the next one on; the rest is read from `from` on. */
function ahead(schedule: Schedule, lessons: readonly string[], { from, to, now }: Span): Mark[] {
  if (schedule.state !== 'on') return [];
  const { nextDate, skips, log, zone } = schedule;
  const counted = schedule.what === 'lesson';
  const left = counted ? lessonsFrom(lessons, schedule.cursor) : [];
  const whole = { ...schedule, skips: [] };
  const sheet = addDays(localDate(from, zone), -1);
  const today = localDate(now, zone);
  const marks: Mark[] = [];
  let date = dayFrom(whole, counted || sheet < nextDate ? (today < nextDate ? today : nextDate) : sheet);
  for (let at = dueAt(schedule, date); at < to; date = dayFrom(whole, addDays(date, 1)), at = dueAt(schedule, date)) {
    if (skips.includes(date)) {
      if (!log.some((one) => one.date === date)) marks.push({ date, dueAt: at, state: 'skipped' });
    } else if (date >= nextDate && !isClosed(schedule, date)) {
      if (counted && left.length === 0) break;
      marks.push({ date, dueAt: at, state: at > now ? 'next' : 'due', lesson: left.shift() });
    }
  }
  return marks;
}

/** The lessons that are left, then undefined: the closing post, and nothing after it. One that the course lacks is waited for. */
function lessonsFrom(lessons: readonly string[], cursor: string | undefined): (string | undefined)[] {
  if (cursor === undefined) return [undefined];
  const at = lessons.indexOf(cursor);
  return at < 0 ? [cursor] : [...lessons.slice(at), undefined];
}
