import { describe, expect, it } from 'vitest';
import { type Attempt, closedAt, ended, GRACE_MS, OFFER_MS, opened, overdue, type Round, shown, skippedAt, takes, wonAt } from '../../src/quiz/round.js';
import { tally } from '../../src/quiz/tally.js';
import { choice } from '../support/questions.js';

const T = 1_000_000;
const offered: Round = {
  id: 'r1', game: 'g1', number: 1, of: 1, mode: 'round', platform: 'page', group: 'g', channel: 'c', question: 'q', asked: choice('q'), lesson: '13', locale: 'en', windowMs: 60_000, state: 'offered', offeredAt: T,
};
const message = { channel: 'c', message: '7' };
const open = opened(offered, message, T + 500);
const done = ended(open);

describe('Q4: the clock of a round', () => {
  it('starts when the platform confirms the question, not before', () => {
    expect(open).toEqual({ ...offered, state: 'open', message, closesAt: T + 500 + 60_000 });
  });

  it('starts once: a second confirmation changes nothing', () => {
    expect(opened(open, { channel: 'x', message: '8' }, T + 9_999)).toBe(open);
    expect(opened(done, message, T + 9_999)).toBe(done);
  });

  it.each<[string, Round, number, boolean]>([
    ['offered: an answer may overtake the confirmation', offered, T, true],
    ['open', open, T + 1000, true],
    ['the last millisecond', open, T + 60_499, true],
    ['the end', open, T + 60_500, false],
    ['late', open, T + 90_000, false],
    ['ended', done, T + 1000, false],
    ['shown', shown(done), T + 1000, false],
    ['skipped', skippedAt(open, T + 2000), T + 1000, false],
    ['skipped before it stood there', skippedAt(offered, T), T + 1, false],
    ['a race that is won', wonAt(open, T + 600), T + 599, false],
  ])('takes answers: %s', (_, round, at, expected) => {
    expect(takes(round, at)).toBe(expected);
  });

  it.each<[string, Round, number, number | undefined]>([
    ['before its end', open, T + 2000, T + 2000],
    ['not later than its end', open, T + 90_000, T + 60_500],
    ['not while it is only offered', offered, T + 2000, undefined],
    ['not twice later', closedAt(open, T + 2000), T + 3000, T + 2000],
  ])('closes early: %s', (_, round, at, expected) => {
    expect(closedAt(round, at).closesAt).toBe(expected);
  });

  it('what is shown is not ended, skipped or won again; a race is not won before it stands there', () => {
    for (const to of [ended, (round: Round) => skippedAt(round, T), (round: Round) => wonAt(round, T), (round: Round) => opened(round, message, T)]) expect(to(shown(done))).toEqual(shown(done));
    expect(wonAt(offered, T)).toBe(offered);
  });

  it.each<[string, Round, number, string | undefined]>([
    ['offered a moment ago', offered, T + 1000, undefined],
    ['offered and never confirmed', offered, T + OFFER_MS, 'forget'],
    ['open', open, T + 60_000, undefined],
    ['just over: answers may still be on their way', open, T + 60_500, undefined],
    ['over', open, T + 60_500 + GRACE_MS, 'reveal'],
    ['Q10: long over, after a restart', open, T + 9e9, 'reveal'],
    ['ended and not shown yet', done, T, 'reveal'],
    ['shown', shown(done), T + 9e9, undefined],
    ['skipped before it stood there', opened(skippedAt(offered, T), message, T + 500), T + 500 + GRACE_MS, 'reveal'],
    ['a race that is won', wonAt(open, T + 600), T + 600, 'reveal'],
  ])('asks for: %s', (_, round, now, expected) => {
    expect(overdue(round, now)).toBe(expected);
  });
});

const attempt = (member: string, answer: string, at: number): { member: string; value: Attempt } => ({ member, value: { name: member.toUpperCase(), answer, at } });
const counted = (answers: Parameters<typeof tally>[2]) => tally('r1', choice('q'), answers);

describe('Q3: the tally', () => {
  const answers = [attempt('ann', 'b', T + 3000), attempt('bob', 'a', T + 1000), attempt('cat', 'b', T + 2000), attempt('eve', 'c', T + 60_499)];

  it('counts what was taken', () => {
    const result = counted(answers);
    expect(result.total).toBe(4);
    expect(Object.fromEntries(result.rows.map(({ id, count }) => [id, count]))).toEqual({ a: 1, b: 2, c: 1, d: 0 });
    expect(result.rows.filter(({ right }) => right).map(({ id }) => id)).toEqual(['b']);
  });

  it('names who was right, the quickest first', () => {
    expect(counted(answers).winners).toEqual([{ member: 'cat', name: 'CAT' }, { member: 'ann', name: 'ANN' }]);
  });

  it('is the same in whatever order the answers arrived; ties go by member', () => {
    const tied = [...answers, attempt('abe', 'b', T + 2000)];
    const first = counted(tied);
    expect(first.winners.map(({ member }) => member)).toEqual(['abe', 'cat', 'ann']);
    for (const turn of [1, 2, 3, 4]) expect(counted([...tied.slice(turn), ...tied.slice(0, turn)])).toEqual(first);
  });

  it('of no answers is empty', () => {
    expect(counted([])).toMatchObject({ total: 0, winners: [] });
  });
});
