import { describe, expect, it } from 'vitest';
import { addDays, dueInstant, isZone, localDate, weekday } from '../../src/schedule/zone.js';

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca', 'Pacific/Apia', 'Asia/Kathmandu'];
const TIMES = ['00:30', '02:30', '08:00'];
const FIRST = Date.UTC(2026, 0, 1);
const DAYS = 730;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The clock of a zone as `YYYY-MM-DD HH:MM`, read in another way than the code does. */
function clockOf(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  return (at) => format.format(at);
}
const digits = (shown: string) => Date.parse(`${shown.replace(' ', 'T')}Z`);
const earlier = (wanted: string, minutes: number) => new Date(digits(wanted) - minutes * MINUTE).toISOString().slice(0, 16).replace('T', ' ');

/** By looking at clocks alone: the first minute around a day that shows this time; none in a gap. */
function firstMinute(clock: (at: number) => string, wanted: string): number | undefined {
  for (let at = digits(wanted) - 15 * HOUR; at < digits(wanted) + 15 * HOUR; at += MINUTE) if (clock(at) === wanted) return at;
  return undefined;
}

describe.each(ZONES)('S1: 24 months in %s', (zone) => {
  const clock = clockOf(zone);
  const offsets = Array.from({ length: DAYS + 4 }, (_, i) => {
    const at = FIRST + (i - 2) * DAY;
    return digits(clock(at)) - at;
  });
  /** Days on which the clocks change, or next to one. */
  const changing = (i: number) => new Set(offsets.slice(i, i + 5)).size > 1;

  it.each(TIMES)('%s: exactly one occurrence on every local day; a gap moves forward, an overlap takes the first', (time) => {
    const instants = new Set<number>();
    for (let i = 0; i < DAYS; i++) {
      const date = new Date(FIRST + i * DAY).toISOString().slice(0, 10);
      const wanted = `${date} ${time}`;
      const due = dueInstant(date, time, zone);
      instants.add(due);
      expect(localDate(due, zone), wanted).toBe(date);
      if (!changing(i)) {
        expect(due, wanted).toBe(digits(wanted) - (offsets[i + 2] as number));
        continue;
      }
      const first = firstMinute(clock, wanted);
      if (first !== undefined) {
        expect(due, wanted).toBe(first);
        continue;
      }
      // a gap: as far behind the last minute before it as the wanted time is
      const late = [...Array(180).keys()].find((minutes) => firstMinute(clock, earlier(wanted, minutes)) !== undefined) ?? 0;
      expect(due, wanted).toBe((firstMinute(clock, earlier(wanted, late)) ?? 0) + late * MINUTE);
      expect(clock(due) > wanted, wanted).toBe(true);
    }
    expect(instants.size).toBe(DAYS);
  });
});

describe('S1: cases known by name', () => {
  it.each([
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', 'a gap: 03:30 EDT'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', 'twice: the first, EDT'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z', 'a gap of 30 minutes: 02:45'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', 'twice within 30 minutes'],
    ['2026-03-29', '02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z', 'the first minute of a gap'],
    ['2026-01-01', '08:00', 'Asia/Kathmandu', '2026-01-01T02:15:00.000Z', 'an offset of 45 minutes'],
    ['2026-07-01', '00:00', 'Asia/Shanghai', '2026-06-30T16:00:00.000Z', 'no daylight saving'],
  ])('%s %s %s', (date, time, zone, expected) => {
    expect(new Date(dueInstant(date, time, zone)).toISOString()).toBe(expected);
  });
});

describe('days and zones', () => {
  it.each([
    ['Asia/Shanghai', true],
    ['America/Argentina/Buenos_Aires', true],
    ['UTC', true],
    ['+08:00', false],
    ['Mars/Olympus', false],
    ['', false],
    ['constructor', false],
    ['x'.repeat(10_000), false],
  ])('isZone(%s) is %s', (name, expected) => {
    expect(isZone(name)).toBe(expected);
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-08', 0, '2026-03-08'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it('weekdays are ISO: Monday 1 to Sunday 7', () => {
    expect(['2026-11-23', '2026-11-27', '2026-11-29'].map(weekday)).toEqual([1, 5, 7]);
  });

  it('a local day is that of the zone, not of UTC', () => {
    const at = Date.UTC(2026, 5, 30, 20);
    expect([localDate(at, 'Asia/Shanghai'), localDate(at, 'America/New_York')]).toEqual(['2026-07-01', '2026-06-30']);
  });
});
