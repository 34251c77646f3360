import type { Schedule } from '../../src/schedule/schedule.js';

/** A schedule of daily lessons at 08:00 in Shanghai, from the lesson `1` on, next on 2026-11-23. */
export const schedule = (change: Partial<Schedule> = {}): Schedule => ({
  id: 's1',
  number: 1,
  platform: 'x',
  group: 'x:group',
  channel: 'x:hall',
  locale: 'zh-CN',
  owner: 'x:lin',
  what: 'lesson',
  time: '08:00',
  zone: 'Asia/Shanghai',
  pattern: { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] },
  from: '2026-11-01',
  graceMs: 6 * 3_600_000,
  cursor: '1',
  pass: 1,
  follow: { thread: false, pin: false, quiz: false },
  skips: [],
  nextDate: '2026-11-23',
  state: 'on',
  log: [],
  ...change,
});
