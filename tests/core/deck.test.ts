import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { again, type Card, found, gone, graded } from '../../src/quiz/deck/card.js';
import { ROLLOVER_HOUR } from '../../src/progress/days.js';
import { dayFrom } from '../../src/schedule/zone.js';
import { dueOn, leechesIn, nextAfter, type Slot } from '../../src/quiz/deck/deck.js';
import { addDays, dueInstant } from '../../src/schedule/zone.js';

const ZONE = 'Asia/Shanghai';
const noon = (day: string): number => dueInstant(day, '12:00', ZONE);
const answer = (right: boolean, at: number) => ({ member: 'x:lin', question: 'q', lesson: '13', right, at });
const after = (card: Card | undefined, right: boolean, at: number): Card | undefined => graded(card, answer(right, at), { on: dayFrom(at, ZONE, ROLLOVER_HOUR), retention: 90 });

/** The card after these answers, each given at noon of the day when the card was due. */
function grown(answers: readonly boolean[], { retention = 90, zone = ZONE, from = '2026-03-02' } = {}): { card: Card; intervals: number[] } {
  let card: Card | undefined;
  const intervals: number[] = [];
  for (const right of answers) {
    const day = card?.due ?? from;
    const at = dueInstant(day, '12:00', zone);
    const next = graded(card, answer(right, at), { retention, on: dayFrom(at, zone, ROLLOVER_HOUR) });
    if (!next) throw new Error('nothing changed');
    card = next;
    intervals.push((Date.parse(next.due) - Date.parse(day)) / 86_400_000);
  }
  return { card: card as Card, intervals };
}

const card = (more: Partial<Card> = {}): Card => ({ ...grown([false]).card, ...more });

describe('P1: FSRS', () => {
  const SEQUENCE = [false, true, true, true, true, true, false, false, true, true];

  it('gives the golden sequence: a miss, five right, two misses, two right', () => {
    const { card: last, intervals } = grown(SEQUENCE);
    expect(intervals).toEqual([1, 3, 8, 22, 54, 124, 4, 1, 3, 4]);
    expect(last.memory).toMatchObject({ lapses: 2, reps: 10 });
    expect(last.memory.stability).toBeCloseTo(3.25507, 4);
    expect(last.memory.difficulty).toBeCloseTo(9.55814, 4);
  });

  it('is the memory that the reference implementation computes for again, good × 5 after 0, 0, 1, 3, 8, 21 days', () => {
    let now = '2022-12-29';
    let known: Card | undefined;
    for (const [i, days] of [0, 0, 1, 3, 8, 21].entries()) {
      now = addDays(now, days);
      // a second answer on one day counts only where the card is due
      known = after(known && { ...known, due: now }, i > 0, noon(now) + i);
    }
    expect(known?.memory.stability).toBeCloseTo(53.335106, 4);
    expect(known?.memory.difficulty).toBeCloseTo(6.3574867, 4);
  });

  it('comes sooner for who wants to be surer', () => {
    const last = (retention: number) => grown([false, true, true, true], { retention }).intervals.at(-1) ?? 0;
    expect(last(97)).toBeLessThan(last(90));
    expect(last(90)).toBeLessThan(last(70));
  });

  it('is plain JSON, and the same answers give the same card', () => {
    const { card: one } = grown(SEQUENCE);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(grown(SEQUENCE).card).toEqual(one);
  });

  it('counts days of the zone: across a change of daylight saving the intervals are the same', () => {
    for (const zone of ['America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']) {
      expect(grown(SEQUENCE, { zone, from: '2026-03-07' }).intervals).toEqual(grown(SEQUENCE).intervals);
    }
  });
});

describe('P1: what an answer does to a card', () => {
  it('a miss makes one, due tomorrow; right on first sight makes none', () => {
    expect(after(undefined, true, noon('2026-03-02'))).toBeUndefined();
    expect(card()).toMatchObject({ question: 'q', lesson: '13', due: '2026-03-03', last: '2026-03-02', state: 'active' });
  });

  it('the same answer twice is one', () => {
    const once = card();
    expect(after(once, false, noon('2026-03-02'))).toBeUndefined();
    const right = after(once, true, noon('2026-03-03'));
    expect(after(right, false, noon('2026-03-02'))).toBeUndefined();
    expect(after(right, true, noon('2026-03-03'))).toBeUndefined();
  });

  it('one answer a day counts: the solution was just shown, and eight misses in a row are one lapse', () => {
    let now = after(card(), true, noon('2026-03-03')) as Card;
    const before = now;
    now = after(now, true, noon('2026-03-03') + 1) as Card;
    expect(now).toEqual({ ...before, seen: [...before.seen, noon('2026-03-03') + 1] });
    for (let i = 2; i < 10; i++) now = after(now, false, noon('2026-03-03') + i) as Card;
    expect(now).toMatchObject({ due: '2026-03-04', right: false, memory: { lapses: 1 } });
    // wrong, then right with the solution before one's eyes: still a miss
    now = after(now, true, noon('2026-03-03') + 10) as Card;
    expect(now).toMatchObject({ due: '2026-03-04', right: false });
  });

  it('told late, a miss still counts and time never runs back', () => {
    const right = after(card(), true, noon('2026-03-05')) as Card;
    expect(after(right, true, noon('2026-03-04'))).toBeUndefined();
    expect(after(right, false, noon('2026-03-04'))).toMatchObject({ last: '2026-03-05', due: '2026-03-06', right: false });
  });

  it('any order of telling the same answers of one day that end in a miss leaves it due tomorrow', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (order, rights) => {
        fc.pre(rights.includes(false));
        let now: Card | undefined;
        for (const i of [...order, ...order]) now = after(now, rights[i] ?? false, noon('2026-03-02') + i) ?? now;
        expect(now).toMatchObject({ due: '2026-03-03', right: false, memory: { lapses: 0 } });
      }),
    );
  });

  it('is put aside after eight lapses, stays so, and can be asked again from a chosen day', () => {
    const misses = (n: number) => grown(Array.from({ length: n }, () => false)).card;
    expect(misses(8)).toMatchObject({ state: 'active', memory: { lapses: 7 } });
    const leech = misses(9);
    expect(leech.state).toBe('leech');
    const practised = after(leech, true, noon('2026-06-01')) as Card;
    expect(practised.state).toBe('leech');
    const back = again(practised, '2026-06-01') as Card;
    expect(back).toMatchObject({ state: 'active', due: '2026-06-01', memory: { lapses: 0 } });
    // though it was answered that day already: who asks for it wants it graded
    expect(after(back, true, noon('2026-06-01') + 1)?.due.localeCompare('2026-06-01')).toBe(1);
    expect(again(back, '2026-06-01')).toBeUndefined();
  });

  it('is put aside when its question is gone, and comes back with it, by itself or by an answer', () => {
    const aside = gone(card()) as Card;
    expect(aside.state).toBe('gone');
    expect(found(aside)).toEqual(card());
    expect(after(aside, true, noon('2026-03-04'))?.state).toBe('active');
    expect(gone(aside)).toBeUndefined();
    expect(found(card())).toBeUndefined();
    expect(gone(undefined)).toBeUndefined();
    expect(gone(card({ state: 'leech' }))).toBeUndefined();
  });
});

describe('P1: the day of study begins at four', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-02T19:59:59.999Z', '2026-03-02'],
    ['Asia/Shanghai', '2026-03-02T20:00:00Z', '2026-03-03'],
    // four o'clock on the days of the change in New York is 08:00Z in summer, 09:00Z in winter
    ['America/New_York', '2026-03-08T07:59:59Z', '2026-03-07'],
    ['America/New_York', '2026-03-08T08:00:00Z', '2026-03-08'],
    ['America/New_York', '2026-11-01T08:59:59Z', '2026-10-31'],
    ['America/New_York', '2026-11-01T09:00:00Z', '2026-11-01'],
  ])('%s at %s: %s', (zone, at, day) => {
    expect(dayFrom(Date.parse(at), zone, ROLLOVER_HOUR)).toBe(day);
  });
});

describe('P1: what is due', () => {
  const slot = (question: string, due: string, state: Slot['state'] = 'active'): Slot => ({ question, lesson: '13', due, state });
  const SLOTS = [slot('b', '2026-03-02'), slot('c', '2026-03-01'), slot('a', '2026-03-02'), slot('d', '2026-03-05'), slot('e', '2026-03-05'), slot('f', '2026-03-03', 'leech'), slot('g', '2026-03-01', 'gone')];

  it('is what waited longest first, and never what is put aside', () => {
    expect(dueOn(SLOTS, '2026-03-02').map(({ question }) => question)).toEqual(['c', 'a', 'b']);
    expect(nextAfter(SLOTS, '2026-03-02')).toEqual({ day: '2026-03-05', count: 2 });
    expect(nextAfter(SLOTS, '2026-03-05')).toBeUndefined();
    expect(leechesIn(SLOTS).map(({ question }) => question)).toEqual(['f']);
  });
});
