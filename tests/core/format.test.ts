import { expect, it } from 'vitest';
import { formatAge } from '../../src/locale/format.js';

it.each([
  [0, 'today', '今天'],
  [1, 'yesterday', '昨天'],
  [29, '29 days ago', '29天前'],
  // the month before may be another one by the calendar, and so may the year
  [59, '1 month ago', '1个月前'],
  [364, '12 months ago', '12个月前'],
  [729, '1 year ago', '1年前'],
  [2000, '5 years ago', '5年前'],
])('I2: an age of %i days says no more than it knows', (days, en, zh) => {
  expect([formatAge(days, 'en'), formatAge(days, 'zh-CN')]).toEqual([en, zh]);
});
