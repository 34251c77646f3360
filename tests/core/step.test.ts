import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAt, firstDate, upcoming } from '../../src/schedule/occurrences.js';
import type { Schedule } from '../../src/schedule/schedule.js';
import { changed, duty, putOff, resumed, rewound, sent, skippedNext, stopped, wakeAt } from '../../src/schedule/step.js';
import { addDays } from '../../src/schedule/zone.js';
import { schedule } from '../support/schedules.js';

const HOUR = 3_600_000;
const at = (local: string) => Date.parse(`${local}+08:00`);
const due = at('2026-11-23T08:00');
const DATE = '2026-11-23';

/** What comes of a schedule that is looked at now, and whose post goes through. */
function look(now: Schedule, when: number): { now: Schedule; posted?: string } {
  const what = duty(now, when);
  if (what.kind === 'wait') return { now };
  if (what.kind === 'missed') return { now: what.schedule };
  const { cursor, nextDate: date } = what.schedule;
  return { now: sent(what.schedule, { date, at: when, attempts: 1, cursor, next: String(Number(cursor) + 1), last: false }), posted: date };
}

describe('S6: the first occurrence that is still to come', () => {
  it.each<[string, Partial<Schedule>, string, string]>([
    ['later today', {}, '2026-11-23T07:59', '2026-11-23'],
    ['not the one of this very moment', {}, '2026-11-23T08:00', '2026-11-24'],
    ['tomorrow', {}, '2026-11-23T20:00', '2026-11-24'],
    ['over a weekend', { pattern: { kind: 'weekdays', days: [1, 2, 3, 4, 5] } }, '2026-11-27T09:00', '2026-11-30'],
    ['the same weekday in a week', { pattern: { kind: 'weekdays', days: [1] } }, '2026-11-23T09:00', '2026-11-30'],
    ['every third day, counted from the first', { pattern: { kind: 'every', n: 3 } }, '2026-11-23T07:00', '2026-11-25'],
    ['every third day, on such a day', { pattern: { kind: 'every', n: 3 } }, '2026-11-25T07:00', '2026-11-25'],
    ['not before the first day', { from: '2026-12-24' }, '2026-11-23T07:00', '2026-12-24'],
    ['days to leave out', { skips: ['2026-11-23', '2026-11-24'] }, '2026-11-23T07:00', '2026-11-25'],
    ['where the zone is a day behind', { zone: 'America/New_York' }, '2026-11-23T10:00', '2026-11-23'],
  ])('%s', (_, change, now, date) => {
    expect(firstDate(schedule(change), at(now))).toBe(date);
  });

  it('of a time in a gap, on that very day', () => {
    const berlin = schedule({ zone: 'Europe/Berlin', time: '02:30', from: '2026-01-01' });
    expect(firstDate(berlin, Date.parse('2026-03-29T00:59Z'))).toBe('2026-03-29');
    expect(firstDate(berlin, Date.parse('2026-03-29T01:30Z'))).toBe('2026-03-30');
  });
});

describe('S1: over 24 months', () => {
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Apia'];
  it.each(zones)('%s: each chosen day has one occurrence, through gaps and repeats, at times that meet them', (zone) => {
    for (const time of ['00:00', '00:30', '01:30', '02:00', '02:30', '03:00', '23:59']) {
      const start = schedule({ zone, time, from: '2025-11-01', nextDate: '2025-11-01' });
      const all = upcoming(start, 731);
      expect(all.map(({ date }) => date)).toEqual(Array.from({ length: 731 }, (_, i) => addDays('2025-11-01', i)));
      for (const [i, { at: when }] of all.entries()) if (i > 0) expect(when - (all[i - 1]?.at ?? 0)).toBeGreaterThan(21 * HOUR);
    }
  });
});

describe('S5: the next five dates', () => {
  it('are at the same local time on the chosen days, through a change of the clocks', () => {
    const berlin = schedule({ zone: 'Europe/Berlin', pattern: { kind: 'weekdays', days: [5, 6, 7] }, from: '2026-01-01', nextDate: '2026-03-27' });
    expect(upcoming(berlin, 5).map(({ at: when }) => new Date(when).toISOString().slice(0, 16))).toEqual(['2026-03-27T07:00', '2026-03-28T07:00', '2026-03-29T06:00', '2026-04-03T06:00', '2026-04-04T06:00']);
  });
});

describe('what to do now', () => {
  it.each<[string, number, Partial<Schedule>, string]>([
    ['a millisecond early', due - 1, {}, 'wait'],
    ['on time', due, {}, 'deliver'],
    ['inside the grace window', due + 6 * HOUR, {}, 'deliver'],
    ['past it', due + 6 * HOUR + 1, {}, 'missed'],
    ['past one of its own', due + 2 * HOUR + 1, { graceMs: 2 * HOUR }, 'missed'],
    ['paused', due, { state: 'paused' }, 'wait'],
    ['finished', due, { state: 'finished' }, 'wait'],
    ['put off', due + 1000, { tryAt: due + 2000 }, 'wait'],
    ['put off until now', due + 2000, { tryAt: due + 2000 }, 'deliver'],
    ['put off past the grace window', due + 7 * HOUR, { tryAt: due + 9 * HOUR }, 'missed'],
  ])('%s', (_, now, change, kind) => {
    expect(duty(schedule(change), now).kind).toBe(kind);
  });

  it('S3: of several that are due inside the grace window, the last is posted and the others are written off', () => {
    const what = duty(schedule({ graceMs: 72 * HOUR }), due + 50 * HOUR);
    expect(what).toMatchObject({ kind: 'deliver', schedule: { nextDate: '2026-11-25', cursor: '1' } });
    expect(what.kind === 'deliver' && what.schedule.log.map(({ date, result }) => [date, result])).toEqual([['2026-11-24', 'missed'], ['2026-11-23', 'missed']]);
  });

  it('S6: delays of months are no harm', () => {
    expect(wakeAt(schedule({ pattern: { kind: 'every', n: 60 }, nextDate: '2027-01-20' }))).toBe(at('2027-01-20T08:00'));
  });
});

describe('after a post', () => {
  const done = { date: DATE, at: due + 5, attempts: 2, cursor: '1', next: '2', last: false, lesson: '1' };
  it('S2: the next lesson on the next day, noted once however often it is written down', () => {
    const once = sent(schedule({ tryAt: due + 1 }), done);
    expect(once).toMatchObject({ nextDate: '2026-11-24', cursor: '2', state: 'on', tryAt: undefined });
    expect(once.log).toEqual([{ date: DATE, dueAt: due, result: 'sent', at: due + 5, attempts: 2, lesson: '1' }]);
    expect(sent(once, done)).toBe(once);
  });

  it('S8: the closing post ends it', () => {
    expect(sent(schedule({ cursor: undefined }), { ...done, cursor: undefined, next: undefined, last: true })).toMatchObject({ state: 'finished' });
  });

  it.each<[string, Partial<Schedule>, Partial<Schedule>]>([
    ['paused meanwhile: stays paused', { state: 'paused' }, { state: 'paused', cursor: '2', nextDate: '2026-11-24' }],
    ['another beginning meanwhile: stays', { cursor: '9' }, { cursor: '9', nextDate: '2026-11-24' }],
    ['another day meanwhile: stays', { nextDate: '2026-11-30' }, { cursor: '2', nextDate: '2026-11-30' }],
  ])('%s', (_, change, expected) => {
    expect(sent(schedule(change), done)).toMatchObject({ ...expected, log: [{ date: DATE, result: 'sent' }] });
  });

  it('remembers a month', () => {
    let now = schedule();
    for (let day = 0; day < 40; day++) now = look(now, due + day * 24 * HOUR).now;
    expect(now.log.map(({ date }) => date)).toEqual(Array.from({ length: 31 }, (_, i) => addDays('2027-01-01', -i)));
  });
});

describe('S3: after an outage', () => {
  it('whatever was down when: no burst, lessons in order, none left out, none twice, no day twice', () => {
    const outage = fc.record({ from: fc.integer({ min: 0, max: 40 * 24 }), hours: fc.integer({ min: 1, max: 260 }) });
    fc.assert(
      fc.property(fc.array(outage, { maxLength: 6 }), fc.constantFrom(10 * 60_000, 6 * HOUR, 72 * HOUR), fc.constantFrom<Schedule['pattern']>({ kind: 'every', n: 2 }, { kind: 'weekdays', days: [1, 3, 6] }, schedule().pattern), (outages, graceMs, pattern) => {
        const posts: { when: number; date: string; lesson: string }[] = [];
        let now = schedule({ graceMs, pattern, from: DATE });
        for (let hour = 0; hour < 50 * 24; hour++) {
          const when = due - HOUR + hour * HOUR;
          if (outages.some(({ from, hours }) => hour >= from && hour < from + hours)) continue;
          const lesson = now.cursor as string;
          const { now: next, posted } = look(now, when);
          now = next;
          if (posted === undefined) continue;
          expect(when - dueAt(now, posted)).toBeLessThanOrEqual(graceMs);
          posts.push({ when, date: posted, lesson });
        }
        expect(posts.map(({ lesson }) => lesson)).toEqual(posts.map((_, i) => String(i + 1)));
        expect(new Set(posts.map(({ date }) => date)).size).toBe(posts.length);
        expect(new Set(posts.map(({ when }) => when)).size).toBe(posts.length);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});

describe('changes', () => {
  it.each([
    ['the same morning', '2026-11-23T07:00', '2026-11-23'],
    ['a fortnight later: what was missed is no debt', '2026-12-07T09:00', '2026-12-08'],
  ])('resumed %s', (_, now, nextDate) => {
    const paused = schedule({ state: 'paused', paused: { why: 'forbidden', missing: 'x' } });
    const on = resumed(paused, at(now));
    expect(on).toMatchObject({ state: 'on', paused: undefined, nextDate });
    expect(duty(on, at(now)).kind).toBe('wait');
  });

  it('moved to later on a day that was posted already: the next day, for one post a day', () => {
    const after = look(schedule(), due).now;
    expect(changed(after, { time: '20:00' }, due + HOUR).nextDate).toBe('2026-11-24');
    expect(changed(schedule(), { time: '20:00' }, due - HOUR).nextDate).toBe('2026-11-23');
  });

  it('skips the next one and keeps its lesson', () => {
    expect(skippedNext(schedule(), due - 1)).toMatchObject({ nextDate: '2026-11-24', cursor: '1', log: [{ date: DATE, result: 'skipped' }] });
  });

  it('a failure of a day that is past changes nothing', () => {
    expect(putOff(schedule(), '2026-11-22', 5)).toEqual(schedule());
    expect(stopped(schedule(), '2026-11-22', { why: 'gone', missing: '' })).toEqual(schedule());
    expect(stopped(schedule({ state: 'paused' }), DATE, { why: 'gone', missing: '' })).toEqual(schedule({ state: 'paused' }));
  });
});

describe('clock jumps', () => {
  it('a year forwards and back: one post at most under the wrong clock, then the next day as if nothing had been', () => {
    const wrong = look(schedule(), due + 365 * 24 * HOUR);
    expect(wrong.posted).toBe('2027-11-23');
    const back = rewound(wrong.now, due - HOUR);
    expect(back).toMatchObject({ nextDate: DATE, cursor: '2' });
    expect(look(back, due)).toMatchObject({ posted: DATE, now: { cursor: '3' } });
  });

  it('back over a post: that day is not posted again', () => {
    const after = look(schedule(), due + 1).now;
    expect(rewound(after, due - 2 * HOUR).nextDate).toBe('2026-11-24');
  });

  it('back over several posts: the days between go on, and those that were posted are passed by', () => {
    let now = schedule();
    for (const day of [0, 3, 4]) now = look(now, due + day * 24 * HOUR).now;
    now = rewound(now, due + 12 * HOUR);
    expect(now.nextDate).toBe('2026-11-24');
    expect(upcoming(now, 3).map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-25', '2026-11-28']);
    const posted: (string | undefined)[] = [];
    for (let day = 1; day <= 6; day++) {
      const looked = look(now, due + day * 24 * HOUR);
      posted.push(looked.posted);
      now = looked.now;
    }
    expect(posted).toEqual(['2026-11-24', '2026-11-25', undefined, undefined, '2026-11-28', '2026-11-29']);
  });

  it('back, and then an outage over days that were posted: nothing comes before its time', () => {
    const log = ['2026-11-24', '2026-11-25'].map((date) => ({ date, dueAt: dueAt(schedule(), date), result: 'sent' as const, at: due }));
    const what = duty(schedule({ log }), due + 2 * 24 * HOUR + 2 * HOUR);
    expect(what).toMatchObject({ kind: 'missed', schedule: { nextDate: '2026-11-26', log: [{ date: DATE, result: 'missed' }, {}, {}] } });
  });

  it('nothing to mend: the same', () => {
    const now = schedule();
    expect(rewound(now, due - HOUR)).toBe(now);
    expect(rewound(now, due + HOUR)).toBe(now);
  });
});
