import { describe, expect, it } from 'vitest';
import { readDays, readTime } from '../../src/schedule/words.js';

describe('S6: weekdays as people write them', () => {
  it.each<[string, number[] | undefined]>([
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['每天', [1, 2, 3, 4, 5, 6, 7]],
    ['weekdays', [1, 2, 3, 4, 5]],
    ['工作日', [1, 2, 3, 4, 5]],
    ['weekends', [6, 7]],
    ['周末', [6, 7]],
    ['mon,wed,fri', [1, 3, 5]],
    ['FRI,Mon', [1, 5]],
    ['monday,Tues,thurs', [1, 2, 4]],
    ['周一,周三', [1, 3]],
    ['周一，周日', [1, 7]],
    ['星期天、礼拜六', [6, 7]],
    ['周末,mon', [1, 6, 7]],
    ['mon,mon', [1]],
    ['mon,,fri,', [1, 5]],
    ['mo', undefined],
    ['mon,nosuchday', undefined],
    ['周八', undefined],
    ['周', undefined],
    ['', undefined],
    [',', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['mondays', undefined],
    ['x'.repeat(10_000), undefined],
  ])('%s', (typed, days) => {
    expect(readDays(typed)).toEqual(days);
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
    ['24:00', undefined],
    ['8:60', undefined],
    ['8', undefined],
    ['8:5', undefined],
    ['8:000', undefined],
    ['-8:00', undefined],
    ['08:00:00', undefined],
    ['8:00pm', undefined],
    ['', undefined],
    ['noon', undefined],
  ])('%j is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });
});
