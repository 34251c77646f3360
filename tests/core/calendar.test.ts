import { describe, expect, it } from 'vitest';
import { marksOf, sheetOf } from '../../src/schedule/calendar.js';
import type { Schedule, Settled } from '../../src/schedule/schedule.js';
import { addDays, dueInstant, weekday } from '../../src/schedule/zone.js';
import { schedule } from '../support/schedules.js';

const LESSONS = ['1', '2', '3'];
const at = (date: string, time = '08:00', zone = 'Asia/Shanghai') => dueInstant(date, time, zone);
const NOW = at('2026-11-22', '12:00');
const MONTH = { from: at('2026-11-01', '00:00'), to: at('2026-12-01', '00:00'), now: NOW };
const settled = (date: string, change: Partial<Settled> = {}): Settled => ({ date, dueAt: at(date), result: 'sent', at: at(date) + 900, ...change });
const shown = (change: Partial<Schedule>, span = MONTH) => marksOf(schedule(change), LESSONS, span).map(({ date, state, lesson }) => [date, state, lesson]);

describe('a month’s sheet', () => {
  it.each(['2024-02', '2026-02', '2026-11', '2027-01'])('%s: six whole weeks from a Monday, with every day of the month', (month) => {
    const days = sheetOf(month);
    expect(days).toHaveLength(42);
    expect(weekday(days[0] ?? '')).toBe(1);
    expect(days.every((day, i) => i === 0 || day === addDays(days[i - 1] ?? '', 1))).toBe(true);
    expect(days.find((day) => day.startsWith(month))).toBe(`${month}-01`);
    expect(days.indexOf(`${month}-01`)).toBeLessThan(7);
    expect(days.filter((day) => day.startsWith(month)).length).toBeGreaterThanOrEqual(28);
  });
});

describe('S6: the occurrences of a schedule on a calendar', () => {
  it('past ones as they were written down; a minute makes a post late', () => {
    const log = [
      settled('2026-11-21', { at: at('2026-11-21') + 61_000 }),
      settled('2026-11-20', { at: at('2026-11-20') + 59_000 }),
      settled('2026-11-19', { result: 'skipped' }),
      settled('2026-11-18', { result: 'missed', at: NOW }),
      settled('2026-10-31'),
    ];
    expect(shown({ log, state: 'paused' }).map(([date, state]) => [date, state])).toEqual([
      ['2026-11-18', 'missed'],
      ['2026-11-19', 'skipped'],
      ['2026-11-20', 'sent'],
      ['2026-11-21', 'late'],
    ]);
  });

  it('to come: a lesson a day, then the closing post, then nothing', () => {
    expect(shown({})).toEqual([
      ['2026-11-23', 'next', '1'],
      ['2026-11-24', 'next', '2'],
      ['2026-11-25', 'next', '3'],
      ['2026-11-26', 'next', undefined],
    ]);
    expect(shown({ cursor: undefined })).toEqual([['2026-11-23', 'next', undefined]]);
    expect(shown({ cursor: 'gone' })).toEqual([['2026-11-23', 'next', 'gone']]);
  });

  it('a day left out beforehand is shown, and no lesson is lost by it', () => {
    expect(shown({ skips: ['2026-11-23', '2026-11-25'], nextDate: '2026-11-24' })).toEqual([
      ['2026-11-23', 'skipped', undefined],
      ['2026-11-24', 'next', '1'],
      ['2026-11-25', 'skipped', undefined],
      ['2026-11-26', 'next', '2'],
      ['2026-11-27', 'next', '3'],
      ['2026-11-28', 'next', undefined],
    ]);
    const log = [settled('2026-11-23', { result: 'skipped' })];
    expect(shown({ skips: ['2026-11-23'], nextDate: '2026-11-24', cursor: '3', log }).map(([date]) => date)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
  });

  it('one whose time has come and that is not out yet is due', () => {
    expect(shown({ nextDate: '2026-11-22' }).slice(0, 2)).toEqual([
      ['2026-11-22', 'due', '1'],
      ['2026-11-23', 'next', '2'],
    ]);
  });

  it('after a clock that went back a day stands there once: posted, or to come again', () => {
    const log = [settled('2026-11-25'), settled('2026-11-24', { result: 'missed' })];
    expect(shown({ log, cursor: '3' })).toEqual([
      ['2026-11-23', 'next', '3'],
      ['2026-11-24', 'next', undefined],
      ['2026-11-25', 'sent', undefined],
    ]);
  });

  it('lessons are counted from now on, also for a month that is far off', () => {
    const weekly = { pattern: { kind: 'weekdays', days: [1] } } as const;
    const december = { from: at('2026-12-01', '00:00'), to: at('2027-01-01', '00:00'), now: NOW };
    expect(shown(weekly, december)).toEqual([
      ['2026-12-07', 'next', '3'],
      ['2026-12-14', 'next', undefined],
    ]);
  });

  it('paused or finished: nothing is to come', () => {
    expect(shown({ state: 'paused' })).toEqual([]);
    expect(shown({ state: 'finished' })).toEqual([]);
  });

  it('the borders are instants: a schedule in another zone falls on the day that the calendar’s zone has then', () => {
    const newYork = { zone: 'America/New_York', time: '20:00', nextDate: '2026-11-23' };
    // 20:00 in New York is 09:00 of the day after in Shanghai
    const day = (date: string) => ({ from: at(date, '00:00'), to: at(addDays(date, 1), '00:00'), now: NOW });
    expect(shown(newYork, day('2026-11-23'))).toEqual([]);
    expect(shown(newYork, day('2026-11-24'))).toEqual([['2026-11-23', 'next', '1']]);
  });
});
