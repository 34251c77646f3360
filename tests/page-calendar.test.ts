import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarOf } from '../adapters/page/calendar.js';
import { CHANNEL, GROUP } from '../adapters/page/people.js';
import { createSchedule } from '../src/schedule/book.js';
import { step } from '../src/schedule/follow.js';
import { beginFollow } from '../src/schedule/follows.js';
import { troubleKey } from '../src/schedule/occurrences.js';
import { occurrenceKey, type Schedule, type Settled } from '../src/schedule/schedule.js';
import { dueInstant } from '../src/schedule/zone.js';
import { schedule } from './support/schedules.js';
import { openWorld, START, type World } from './support/world.js';

const ZONE = 'Asia/Shanghai';
const at = (date: string, time = '08:00', zone = ZONE) => dueInstant(date, time, zone);
const message = { channel: CHANNEL, message: 'page:m1' };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const add = (id: string, change: Partial<Schedule>) =>
  createSchedule(world.hall.parts.store, schedule({ id, platform: 'page', group: GROUP, channel: CHANNEL, nextDate: '2026-03-03', from: '2026-02-01', cursor: '13', ...change }));
const march = (locale: 'en' | 'zh-CN' = 'en') => calendarOf(world.hall.parts, '2026-03', locale, ZONE);
const settled = (date: string, change: Partial<Settled> = {}): Settled => ({ date, dueAt: at(date), result: 'sent', at: at(date) + 900, attempts: 1, lesson: '12', message, ...change });

describe('S9: the calendar of the page says what schedule status says', () => {
  it('results and follow-ups of posts, and what comes, in both languages', async () => {
    const log = [
      settled('2026-03-02', { at: at('2026-03-02') + 2 * 3_600_000, attempts: 3 }),
      settled('2026-03-01', { result: 'missed', lesson: undefined, message: undefined }),
      settled('2026-02-28'),
    ];
    const made = await add('s1', { log, follow: { thread: true, pin: true, quiz: false } });
    const key = occurrenceKey(made, '2026-03-02');
    const steps = [{ ...step('thread', START), state: 'done' as const }, { ...step('pin', START), state: 'lost' as const, why: 'refused' }];
    await beginFollow(world.hall.parts.store, { key, schedule: 's1', platform: 'page', group: GROUP, channel: CHANNEL, locale: 'en', date: '2026-03-02', message, steps });
    const { occurrences, schedules } = await march();
    expect(occurrences.slice(0, 4)).toMatchObject([
      { schedule: 1, day: '2026-02-28', state: 'sent', said: 'on time', steps: [] },
      { day: '2026-03-01', state: 'missed', title: 'Daily lesson', said: 'not sent: it would have been more than 6 hours late' },
      { day: '2026-03-02', at: at('2026-03-02'), state: 'late', said: '2 hours late · 3 attempts', steps: ['Thread for the day’s talk: done', 'Pin: given up: the platform refused the post'] },
      { day: '2026-03-03', state: 'next', said: '', steps: [] },
    ]);
    expect(occurrences[2]?.title).toMatch(/^Lesson 12 · /);
    expect(occurrences[3]?.title).toMatch(/^Lesson 13 · /);
    expect(schedules).toMatchObject([{ number: 1, state: 'on', title: 'Daily lesson', when: 'every day at 08:00 (Asia/Shanghai)', said: 'next: Tue, Mar 3, 2026, 08:00' }]);
    expect((await march('zh-CN')).occurrences[2]).toMatchObject({ said: '迟到2小时 · 尝试 3 次' });
  });

  it('why one is paused, what followed its stop, and what goes on', async () => {
    const stopped = await add('s1', { state: 'paused', paused: { why: 'forbidden', missing: 'SendMessages' } });
    const key = troubleKey(stopped, stopped.nextDate);
    const steps = [{ ...step('tell', START), state: 'done' as const }];
    await beginFollow(world.hall.parts.store, { key, schedule: 's1', platform: 'page', group: GROUP, channel: CHANNEL, locale: 'en', date: stopped.nextDate, steps });
    await add('s2', { state: 'finished', cursor: undefined });
    await add('s3', { what: 'digest', cursor: undefined, pattern: { kind: 'weekdays', days: [7] }, nextDate: '2026-03-08' });
    const { occurrences, schedules } = await march();
    expect(schedules.map(({ state, said }) => [state, said])).toEqual([
      ['paused', 'Paused, because I may not post there (SendMessages). Once that is mended: schedule resume 1'],
      ['finished', expect.stringContaining('read to the end')],
      ['on', 'next: Sun, Mar 8, 2026, 08:00'],
    ]);
    expect(schedules[0]?.steps).toEqual(['Message to whoever set it: done']);
    expect(occurrences.map(({ schedule: number, day, title }) => [number, day, title])).toEqual(
      ['2026-03-08', '2026-03-15', '2026-03-22', '2026-03-29', '2026-04-05'].map((day) => [3, day, 'Digest of the week']),
    );
  });

  it('a day is the day of the page’s zone; the last lesson is followed by the end, and nothing else', async () => {
    const last = world.hall.parts.library().course.lessons.at(-1)?.id;
    await add('s1', { zone: 'America/New_York', time: '20:00', cursor: last });
    const { occurrences } = await march();
    expect(occurrences.map(({ day, at: when }) => [day, when])).toEqual([
      ['2026-03-04', at('2026-03-03', '20:00', 'America/New_York')],
      ['2026-03-05', at('2026-03-04', '20:00', 'America/New_York')],
    ]);
    expect(occurrences[1]?.title).toBe('the end of the course');
  });

  it('another group’s schedules are not shown, and none is an empty month', async () => {
    await add('s1', { group: 'page:other' });
    expect(await march()).toEqual({ month: '2026-03', occurrences: [], schedules: [] });
  });
});
