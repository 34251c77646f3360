import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pattern } from '../../src/schedule/schedule.js';
import { readDate } from '../../src/schedule/words/date.js';
import { readDays } from '../../src/schedule/words/days.js';
import { readSpan } from '../../src/schedule/words/span.js';
import { readTime } from '../../src/schedule/words/time.js';
import { readWhat } from '../../src/schedule/words/what.js';
import { readZone } from '../../src/schedule/words/zone.js';
import { isZone } from '../../src/schedule/zone.js';
import { hostile } from './arbitraries.js';

const HUGE = 'x'.repeat(10_000);

describe('S6: days as people write them', () => {
  it.each<[string, number[] | string | undefined]>([
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['every day', [1, 2, 3, 4, 5, 6, 7]],
    ['每天', [1, 2, 3, 4, 5, 6, 7]],
    ['weekdays', [1, 2, 3, 4, 5]],
    ['on weekdays', [1, 2, 3, 4, 5]],
    ['工作日', [1, 2, 3, 4, 5]],
    ['weekends', [6, 7]],
    ['周末', [6, 7]],
    ['mon,wed,fri', [1, 3, 5]],
    ['mon, wed and fri', [1, 3, 5]],
    ['Mon Wed', [1, 3]],
    ['FRI,Mon', [1, 5]],
    ['monday,Tues,thurs', [1, 2, 4]],
    ['mondays', [1]],
    ['every monday', [1]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['mon to wed', [1, 2, 3]],
    ['sat-mon', [1, 6, 7]],
    ['mon-wed,sat', [1, 2, 3, 6]],
    ['周一,周三', [1, 3]],
    ['周一周三', [1, 3]],
    ['周一三五', [1, 3, 5]],
    ['周一、三', undefined],
    ['每周一', [1]],
    ['周一到周五', [1, 2, 3, 4, 5]],
    ['周一至五', [1, 2, 3, 4, 5]],
    ['周一和周四', [1, 4]],
    ['周一，周日', [1, 7]],
    ['星期天、礼拜六', [6, 7]],
    ['周末,mon', [1, 6, 7]],
    ['mon,mon', [1]],
    ['mon,,fri,', [1, 5]],
    ['"mon,fri"', [1, 5]],
    ['every 3 days', 'every 3'],
    ['"every 2 days"', 'every 2'],
    ['Every Other Day', 'every 2'],
    ['every third day', 'every 3'],
    ['every 1 day', [1, 2, 3, 4, 5, 6, 7]],
    ['every 60 days', 'every 60'],
    ['每3天', 'every 3'],
    ['每三天', 'every 3'],
    ['每两天', 'every 2'],
    ['每十天', 'every 10'],
    ['隔天', 'every 2'],
    ['隔日', 'every 2'],
    ['每隔两天', 'every 3'],
    ['every 0 days', undefined],
    ['every 61 days', undefined],
    ['every 3 weeks', undefined],
    ['every', undefined],
    ['mo', undefined],
    ['mon,nosuchday', undefined],
    ['mon-', undefined],
    ['mon-nosuchday', undefined],
    ['周八', undefined],
    ['周', undefined],
    ['', undefined],
    [',', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    [HUGE, undefined],
  ])('%s', (typed, days) => {
    const pattern: Pattern | undefined = typeof days === 'string' ? { kind: 'every', n: Number(days.slice(6)) } : days && { kind: 'weekdays', days };
    expect(readDays(typed)).toEqual(pattern);
  });
});

describe('S6: times of day as people write them', () => {
  it.each<[string, string | undefined]>([
    ['8:00', '08:00'],
    ['08:00', '08:00'],
    ['20：30', '20:30'],
    [' 7:05 ', '07:05'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
    ['8am', '08:00'],
    ['8 AM', '08:00'],
    ['8:30 pm', '20:30'],
    ['8:00pm', '20:00'],
    ['8.30pm', '20:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['早上8点', '08:00'],
    ['早上 8点', '08:00'],
    ['晚上8点半', '20:30'],
    ['晚上八点一刻', '20:15'],
    ['下午三点', '15:00'],
    ['下午 3:30', '15:30'],
    ['中午', '12:00'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['凌晨12点', '00:00'],
    ['凌晨两点', '02:00'],
    ['晚上12点', '00:00'],
    ['晚上22点', '22:00'],
    ['8点', '08:00'],
    ['十二点三十分', '12:30'],
    ['二十点零五分', '20:05'],
    ['20点整', '20:00'],
    ['8时30分', '08:30'],
    ['24:00', undefined],
    ['8:60', undefined],
    ['8', undefined],
    ['8:5', undefined],
    ['8:000', undefined],
    ['-8:00', undefined],
    ['08:00:00', undefined],
    ['13pm', undefined],
    ['0am', undefined],
    ['早上20点', undefined],
    ['25点', undefined],
    ['早上', undefined],
    ['', undefined],
    ['teatime', undefined],
    ['constructor', undefined],
    [HUGE, undefined],
  ])('%j is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });
});

describe('S1: zones as people write them', () => {
  it.each<[string, string | undefined]>([
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['asia/shanghai', 'Asia/Shanghai'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['纽约', 'America/New_York'],
    ['san francisco', 'America/Los_Angeles'],
    ['北京时间', 'Asia/Shanghai'],
    ['北京', 'Asia/Shanghai'],
    ['Beijing', 'Asia/Shanghai'],
    ['东京时间', 'Asia/Tokyo'],
    ['Kolkata', 'Asia/Kolkata'],
    ['buenos aires', 'America/Buenos_Aires'],
    ['UTC', 'UTC'],
    ['cet', 'CET'],
    ['EST', undefined],
    ['CST', undefined],
    ['+08:00', undefined],
    ['UTC+8', undefined],
    ['Europe/Nowhere', undefined],
    ['nowhere', undefined],
    ['a', undefined],
    ['', undefined],
    ['../etc', undefined],
    ['constructor', undefined],
    [HUGE, undefined],
  ])('%s is %s', (typed, zone) => {
    expect(readZone(typed)).toBe(zone);
    if (zone !== undefined) expect(isZone(zone)).toBe(true);
  });

  it('every zone of the runtime is read as itself, and by its last part where that is its own', () => {
    const all = Intl.supportedValuesOf('timeZone');
    expect(all.filter((zone) => readZone(zone.toLowerCase()) !== zone)).toEqual([]);
    expect(readZone('Tokyo')).toBe('Asia/Tokyo');
  });
});

describe('S3: grace windows as people write them', () => {
  const [M, H] = [60_000, 3_600_000];
  it.each<[string, number | undefined]>([
    ['30m', 30 * M],
    ['30 min', 30 * M],
    ['90 minutes', 90 * M],
    ['2h', 2 * H],
    ['2 hours', 2 * H],
    ['1h30m', 90 * M],
    ['1.5h', 90 * M],
    ['1d', 24 * H],
    ['2小时', 2 * H],
    ['两小时', 2 * H],
    ['2个小时', 2 * H],
    ['半小时', 30 * M],
    ['一个半小时', 90 * M],
    ['30分钟', 30 * M],
    ['1小时30分', 90 * M],
    ['30', undefined],
    ['h', undefined],
    ['2 weeks', undefined],
    ['2h!', undefined],
    ['-2h', undefined],
    ['', undefined],
    [HUGE, undefined],
  ])('%s', (typed, ms) => {
    expect(readSpan(typed)).toBe(ms);
  });
});

describe('S6: dates as people write them', () => {
  // a Wednesday
  it.each<[string, string | undefined]>([
    ['2026-12-01', '2026-12-01'],
    ['2026/12/1', '2026-12-01'],
    ['2026年12月1日', '2026-12-01'],
    ['12-01', '2026-12-01'],
    ['12月1日', '2026-12-01'],
    ['十二月一号', '2026-12-01'],
    ['03-01', '2027-03-01'],
    ['11-25', '2026-11-25'],
    ['02-29', '2028-02-29'],
    ['today', '2026-11-25'],
    ['tomorrow', '2026-11-26'],
    ['明天', '2026-11-26'],
    ['后天', '2026-11-27'],
    ['monday', '2026-11-30'],
    ['friday', '2026-11-27'],
    ['wednesday', '2026-12-02'],
    ['next monday', '2026-11-30'],
    ['next friday', '2026-12-04'],
    ['this friday', '2026-11-27'],
    ['下周一', '2026-11-30'],
    ['下周五', '2026-12-04'],
    ['周五', '2026-11-27'],
    ['本周五', '2026-11-27'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['13-01', undefined],
    ['0001-01-01', undefined],
    ['next', undefined],
    ['someday', undefined],
    ['', undefined],
    [HUGE, undefined],
  ])('%s', (typed, date) => {
    expect(readDate(typed, '2026-11-25')).toBe(date);
  });
});

it('S6: what to post, in either language; nothing else is one', () => {
  expect([readWhat('Lesson'), readWhat('课程'), readWhat('constructor'), readWhat('')]).toEqual(['lesson', 'lesson', undefined, undefined]);
});

it('S6: whatever is typed, every reader gives something sound or nothing', () => {
  fc.assert(
    fc.property(hostile(40), (typed) => {
      expect(readTime(typed) ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      expect(isZone(readZone(typed) ?? 'UTC')).toBe(true);
      expect(readSpan(typed) ?? 0).toBeGreaterThanOrEqual(0);
      expect(readDate(typed, '2026-11-25') ?? '2026-11-25').toMatch(/^\d{4}-\d\d-\d\d$/);
      const days = readDays(typed);
      if (days?.kind === 'weekdays') expect(days.days.every((day) => day >= 1 && day <= 7) && days.days.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
