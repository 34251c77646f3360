import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAt, lived, NO_ACTIVITY, ruled } from '../../src/progress/days.js';
import { streakOn } from '../../src/progress/streak.js';
import { addDays, dayFrom, weekday, weekOf } from '../../src/schedule/zone.js';

/** Two weeks from Monday 2026-03-02: `x` a day that counts, `.` one that does not; the last one is today. */
const days = (drawn: string) => [...drawn.replaceAll(' ', '')].flatMap((mark, i) => (mark === 'x' ? [addDays('2026-03-02', i)] : []));
const today = (drawn: string) => addDays('2026-03-02', drawn.replaceAll(' ', '').length - 1);

describe('P2: streaks', () => {
  test.each([
    ['.', 0, 0, false, true],
    ['x', 1, 1, true, true],
    ['xx', 2, 2, true, true],
    ['xx.', 2, 2, false, true],
    ['xx..', 2, 2, false, false],
    ['xx...', 0, 2, false, false],
    ['xx.x', 3, 3, true, false],
    ['x.x.x', 1, 2, true, false],
    ['x..xx', 2, 2, true, false],
    ['x..x.x', 1, 1, true, false],
    ['xxxxxx. x', 7, 7, true, true],
    ['xxxxxx. .x', 7, 7, true, false],
    ['xxxxxx. .x.x', 1, 7, true, false],
    ['x.xxxxx .xxxxxx .xxxxxx x', 19, 19, true, true],
    ['xxxxxxx ....... .x', 1, 7, true, true],
    ['....x', 1, 1, true, true],
  ])('%s', (drawn, length, longest, counts, freeze) => {
    expect(streakOn(days(drawn), today(drawn))).toEqual({ length, longest, today: counts, freeze });
  });

  const calendar = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }).map((marks) => marks.map((mark) => (mark ? 'x' : '.')).join(''));

  test('a day at a time gives the same', () => {
    const plain = (drawn: string) => {
      let [length, longest, spent] = [0, 0, ''];
      [...drawn].forEach((mark, i) => {
        const day = addDays('2026-03-02', i);
        if (mark === 'x') longest = Math.max(longest, ++length);
        else if (length > 0 && i < drawn.length - 1) {
          if (spent === weekOf(day)) length = 0;
          else spent = weekOf(day);
        }
      });
      return { length, longest, today: drawn.endsWith('x'), freeze: spent !== weekOf(today(drawn)) };
    };
    fc.assert(fc.property(calendar, (drawn) => {
      expect(streakOn(days(drawn), today(drawn))).toEqual(plain(drawn));
    }));
  });

  test('order and repeats do not matter, and one more day today is one more', () => {
    fc.assert(
      fc.property(calendar, (drawn) => {
        const all = days(drawn);
        const now = streakOn(all, today(drawn));
        expect(streakOn([...all.toReversed(), ...all], today(drawn))).toEqual(now);
        const after = streakOn([...all, today(drawn)], today(drawn));
        expect(after.length).toBe(now.length + (now.today ? 0 : 1));
      }),
    );
  });

  test('within a week at most one missed day is bridged', () => {
    fc.assert(
      fc.property(calendar, (drawn) => {
        const all = days(drawn);
        const { length } = streakOn(all, today(drawn));
        const run = all.slice(all.length - length);
        const gaps = run.slice(1).flatMap((day, i) => {
          const missed: string[] = [];
          for (let d = addDays(run[i]!, 1); d < day; d = addDays(d, 1)) missed.push(weekOf(d));
          return missed;
        });
        expect(new Set(gaps).size).toBe(gaps.length);
      }),
    );
  });

  test('who travelled west has lived tomorrow already', () => {
    expect(streakOn(['2026-03-02', '2026-03-03'], '2026-03-02')).toEqual({ length: 2, longest: 2, today: true, freeze: true });
  });
});

describe('P2: local days', () => {
  const at = (text: string) => Date.parse(text);

  test.each([
    ['2026-03-02T19:59:59Z', 'Asia/Shanghai', 4, '2026-03-02'],
    ['2026-03-02T20:00:00Z', 'Asia/Shanghai', 4, '2026-03-03'],
    ['2026-03-02T16:00:00Z', 'Asia/Shanghai', 0, '2026-03-03'],
    // the clocks of Berlin go from 02:00 to 03:00 on 29 March 2026, and from 03:00 to 02:00 on 25 October
    ['2026-03-29T01:59:59Z', 'Europe/Berlin', 4, '2026-03-28'],
    ['2026-03-29T02:00:00Z', 'Europe/Berlin', 4, '2026-03-29'],
    ['2026-10-25T02:59:59Z', 'Europe/Berlin', 4, '2026-10-24'],
    ['2026-10-25T03:00:00Z', 'Europe/Berlin', 4, '2026-10-25'],
    ['2026-01-01T10:00:00Z', 'America/Los_Angeles', 4, '2025-12-31'],
  ])('%s in %s, from %i o’clock: %s', (instant, zone, hour, day) => {
    expect(dayFrom(at(instant), zone, hour)).toBe(day);
  });

  test('weeks begin on Monday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const day = addDays('2000-01-01', n);
        expect(weekday(weekOf(day))).toBe(1);
        expect(weekOf(day) <= day && day < addDays(weekOf(day), 7)).toBe(true);
      }),
    );
  });

  test('another zone or hour holds from then on; an event told late keeps the day that it had', () => {
    const noon = at('2026-03-02T04:00:00Z');
    const moved = ruled(NO_ACTIVITY, noon, { zone: 'America/Los_Angeles' }, 'Asia/Shanghai');
    expect([noon, noon + 1].map((one) => dayAt(moved, one, 'Asia/Shanghai'))).toEqual(['2026-03-02', '2026-03-01']);
    const later = ruled(moved, noon + 1000, { hour: 0 }, 'Asia/Shanghai');
    expect(later.rules.at(-1)).toEqual({ since: noon + 1000, zone: 'America/Los_Angeles', hour: 0 });
    expect(dayAt(later, noon, 'Asia/Shanghai')).toBe('2026-03-02');
  });

  test('whatever is changed, days that were lived stay, and every event keeps its own', () => {
    const step = fc.record({ wait: fc.integer({ min: 1, max: 200_000_000 }), zone: fc.constantFrom(undefined, 'Asia/Shanghai', 'Pacific/Apia', 'America/Los_Angeles'), hour: fc.constantFrom(undefined, 0, 4, 12) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let activity = NO_ACTIVITY;
        let now = at('2026-03-02T01:00:00Z');
        const events: [number, string][] = [];
        for (const { wait, zone, hour } of steps) {
          now += wait;
          if (zone ?? hour !== undefined) activity = ruled(activity, now, { ...(zone && { zone }), ...(hour !== undefined && { hour }) }, 'Asia/Shanghai');
          const day = dayAt(activity, now, 'Asia/Shanghai');
          activity = lived(activity, day);
          events.push([now, day]);
          for (const [then, kept] of events) {
            expect(dayAt(activity, then, 'Asia/Shanghai')).toBe(kept);
            expect(activity.days).toContain(kept);
          }
        }
      }),
    );
  });
});
