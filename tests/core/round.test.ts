import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/quiz/question.js';
import { type Attempt, closedAt, ended, GRACE_MS, OFFER_MS, opened, overdue, type Round, takes, tally } from '../../src/quiz/round.js';

const T = 1_000_000;
const each = (text: string) => ({ 'zh-CN': text, en: text });
const offered: Round = {
  id: 'r1', platform: 'page', group: 'g', channel: 'c', question: 'q', lesson: '13', locale: 'en', starter: 'm', windowMs: 60_000, state: 'offered', offeredAt: T,
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

  it.each<[string, Round, number, string | undefined]>([
    ['offered a moment ago', offered, T + 1000, undefined],
    ['offered and never confirmed', offered, T + OFFER_MS, 'forget'],
    ['open', open, T + 60_000, undefined],
    ['just over: answers may still be on their way', open, T + 60_500, undefined],
    ['over', open, T + 60_500 + GRACE_MS, 'reveal'],
    ['Q10: long over, after a restart', open, T + 9e9, 'reveal'],
    ['ended and not shown yet', done, T, 'reveal'],
  ])('asks for: %s', (_, round, now, expected) => {
    expect(overdue(round, now)).toBe(expected);
  });
});

const question: Question = {
  id: 'q', lesson: '13', topic: 'pod', difficulty: 1, stem: each('?'), key: 'b', explanation: each('!'), source: 'lesson:13',
  options: [...'abcd'].map((id) => ({ id, text: each(id), why: id === 'b' ? undefined : each('no'), pin: false })),
};
const attempt = (member: string, option: string, at: number): { member: string; value: Attempt } => ({ member, value: { name: member.toUpperCase(), option, at } });

describe('Q3: the tally', () => {
  const answers = [attempt('ann', 'b', T + 3000), attempt('bob', 'a', T + 1000), attempt('cat', 'b', T + 2000), attempt('dan', 'b', T + 60_500), attempt('eve', 'c', T + 60_499)];
  const result = tally(done, question, answers);

  it('counts what came in time, and not what came late', () => {
    expect(result.total).toBe(4);
    expect(Object.fromEntries(result.counts.map(({ option, count }) => [option, count]))).toEqual({ a: 1, b: 2, c: 1, d: 0 });
    expect(result.counts.filter(({ right }) => right).map(({ option }) => option)).toEqual(['b']);
  });

  it('names who was right, the quickest first', () => {
    expect(result.winners).toEqual([{ member: 'cat', name: 'CAT' }, { member: 'ann', name: 'ANN' }]);
  });

  it('is the same in whatever order the answers arrived; ties go by member', () => {
    const tied = [...answers, attempt('abe', 'b', T + 2000)];
    const first = tally(done, question, tied);
    expect(first.winners.map(({ member }) => member)).toEqual(['abe', 'cat', 'ann']);
    for (const turn of [1, 2, 3, 4, 5]) expect(tally(done, question, [...tied.slice(turn), ...tied.slice(0, turn)])).toEqual(first);
  });

  it('after an early reveal counts only what came before it', () => {
    expect(tally(closedAt(open, T + 2500), question, answers).winners.map(({ member }) => member)).toEqual(['cat']);
  });

  it('of no answers is empty', () => {
    expect(tally(done, question, [])).toMatchObject({ total: 0, winners: [] });
  });
});
