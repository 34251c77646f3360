import { describe, expect, it } from 'vitest';
import { dueAt, duty, firstDate, type Plan, resumed, settled, upcoming } from '../../src/schedule/plan.js';

const HOUR = 3_600_000;
const LESSONS = ['preface', '1', '2', '3', '4', '5', '6', '7', '8'];
const following = (id: string | undefined) => LESSONS[LESSONS.indexOf(id ?? '') + 1];
const at = (local: string) => Date.parse(`${local}+08:00`);
const plan = (change: Partial<Plan> = {}): Plan => ({
  id: 'page:hall',
  platform: 'page',
  group: 'g',
  locale: 'zh-CN',
  owner: 'm',
  time: '08:00',
  zone: 'Asia/Shanghai',
  days: [1, 2, 3, 4, 5, 6, 7],
  cursor: '1',
  nextDate: '2026-11-23',
  state: 'on',
  ...change,
});

describe('S6: the first occurrence that is still to come', () => {
  it.each<[string, Partial<Plan>, string, string]>([
    ['later today', {}, '2026-11-23T07:59', '2026-11-23'],
    ['not the one of this very moment', {}, '2026-11-23T08:00', '2026-11-24'],
    ['tomorrow', {}, '2026-11-23T20:00', '2026-11-24'],
    ['over a weekend', { days: [1, 2, 3, 4, 5] }, '2026-11-27T09:00', '2026-11-30'],
    ['the same weekday in a week', { days: [1] }, '2026-11-23T09:00', '2026-11-30'],
    ['at the end of the year', { days: [5] }, '2026-12-26T00:00', '2027-01-01'],
    ['where the zone is a day behind', { zone: 'America/New_York' }, '2026-11-23T10:00', '2026-11-23'],
  ])('%s', (_, change, now, date) => {
    expect(firstDate(plan(change), at(now))).toBe(date);
  });

  it('of a time in a gap, on that very day', () => {
    const berlin = plan({ zone: 'Europe/Berlin', time: '02:30' });
    expect(firstDate(berlin, Date.parse('2026-03-29T00:59Z'))).toBe('2026-03-29');
    expect(firstDate(berlin, Date.parse('2026-03-29T01:30Z'))).toBe('2026-03-30');
  });
});

describe('S5: the next five dates', () => {
  it('are at the same local time on the chosen days, through a change of the clocks', () => {
    const berlin = plan({ zone: 'Europe/Berlin', days: [5, 6, 7], nextDate: '2026-03-27' });
    expect(upcoming(berlin, 5).map((due) => new Date(due).toISOString().slice(0, 16))).toEqual(['2026-03-27T07:00', '2026-03-28T07:00', '2026-03-29T06:00', '2026-04-03T06:00', '2026-04-04T06:00']);
  });
});

describe('duty', () => {
  const due = dueAt(plan());
  it.each<[string, number, Partial<Plan>, string]>([
    ['a millisecond early', due - 1, {}, 'wait'],
    ['on time', due, {}, 'post'],
    ['inside the grace window', due + 6 * HOUR, {}, 'post'],
    ['past it', due + 6 * HOUR + 1, {}, 'skip'],
    ['paused', due, { state: 'paused' }, 'wait'],
    ['finished', due, { state: 'finished' }, 'wait'],
    ['paused long ago', due + 400 * HOUR, { state: 'paused' }, 'wait'],
  ])('%s', (_, now, change, expected) => {
    expect(duty(plan(change), now)).toBe(expected);
  });
});

describe('settled', () => {
  const date = '2026-11-23';
  it.each<[string, Partial<Plan>, Parameters<typeof settled>[1], Partial<Plan>]>([
    ['sent: the next lesson on the next day', {}, { date, result: 'sent', lesson: '1', next: '2' }, { nextDate: '2026-11-24', cursor: '2', state: 'on', last: { date, lesson: '1', result: 'sent' } }],
    ['skipped: the same lesson on the next day', {}, { date, result: 'skipped' }, { nextDate: '2026-11-24', cursor: '1', state: 'on', last: { date, result: 'skipped' } }],
    ['on weekdays only', { days: [1, 4] }, { date, result: 'sent', lesson: '1', next: '2' }, { nextDate: '2026-11-26', cursor: '2' }],
    ['S8: the last lesson ends the plan', { cursor: '8' }, { date, result: 'sent', lesson: '8', next: undefined }, { cursor: undefined, state: 'finished' }],
    ['paused meanwhile stays paused', { state: 'paused' }, { date, result: 'sent', lesson: '1', next: '2' }, { state: 'paused', cursor: '2' }],
  ])('%s', (_, change, occurrence, expected) => {
    expect(settled(plan(change), occurrence)).toMatchObject(expected);
  });

  it('S2: an occurrence settled before changes nothing, however often it comes', () => {
    const once = settled(plan(), { date, result: 'sent', lesson: '1', next: '2' });
    expect(settled(once, { date, result: 'sent', lesson: '1', next: '2' })).toBe(once);
    expect(settled(once, { date, result: 'skipped' })).toBe(once);
  });
});

/** Looks every 20 minutes from one instant to another, but not in the outage; gives what was posted when. */
function live(start: Plan, from: number, to: number, down: { from: number; to: number }): { when: number; lesson: string | undefined }[] {
  const posts: { when: number; lesson: string | undefined }[] = [];
  let now = start;
  for (let when = from; when <= to; when += 20 * 60_000) {
    if (when >= down.from && when < down.to) continue;
    const what = duty(now, when);
    if (what === 'skip') now = settled(now, { date: now.nextDate, result: 'skipped' });
    if (what !== 'post') continue;
    posts.push({ when, lesson: now.cursor });
    now = settled(now, { date: now.nextDate, result: 'sent', lesson: now.cursor, next: following(now.cursor) });
  }
  return posts;
}

describe('S3: after an outage', () => {
  const from = at('2026-11-23T07:00');
  it.each([
    ['none', 0, 0, 5],
    ['1 hour over the post', 47.5, 1, 5],
    ['20 hours over a post', 47.5, 20, 4],
    ['20 hours, back inside the grace window', 53.5 - 20 - 1, 20, 5],
    ['10 days', 30, 240, 5],
  ])('%s: no burst, order kept, none left out, none twice', (_, after, hours, days) => {
    const down = { from: from + after * HOUR, to: from + (after + hours) * HOUR };
    const posts = live(plan(), from, from + 5 * 24 * HOUR + (hours > 100 ? hours * HOUR : 0), down);
    expect(posts.map((post) => post.lesson)).toEqual(LESSONS.slice(1, 1 + posts.length));
    expect(posts.length).toBeGreaterThanOrEqual(days);
    for (const [i, post] of posts.entries()) if (i > 0) expect(post.when - (posts[i - 1]?.when ?? 0)).toBeGreaterThan(12 * HOUR);
    const back = posts.filter((post) => post.when >= down.to && post.when < down.to + 2 * HOUR);
    expect(back.length).toBeLessThanOrEqual(1);
  });
});

describe('resumed', () => {
  it.each([
    ['the same morning', '2026-11-23T07:00', '2026-11-23'],
    ['a fortnight later: what was missed is no debt', '2026-12-07T09:00', '2026-12-08'],
  ])('%s', (_, now, nextDate) => {
    const paused = plan({ state: 'paused', paused: { why: 'forbidden', missing: 'x' } });
    const on = resumed(paused, at(now));
    expect(on).toEqual({ ...paused, state: 'on', paused: undefined, nextDate });
    expect(duty(on, at(now))).toBe('wait');
  });
});
