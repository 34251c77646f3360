import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeOn, standings } from '../../src/progress/ranking.js';

const scores = (all: Record<string, number>) => Object.entries(all).map(([member, score]) => ({ member, score }));

describe('P3: standings', () => {
  test('ties share a rank, the next one leaves room; who did not opt in is counted only', () => {
    const names = new Map([['b', 'Béa'], ['c', 'Ann'], ['e', 'Eve'], ['gone', 'Nobody']]);
    expect(standings(scores({ a: 5, b: 3, c: 3, d: 3, e: 1, f: 0 }), names)).toEqual([
      { rank: 1, score: 5, names: [], others: 1 },
      { rank: 2, score: 3, names: ['Ann', 'Béa'], others: 1 },
      { rank: 5, score: 1, names: ['Eve'], others: 0 },
    ]);
    expect(standings([], names)).toEqual([]);
  });

  test('everyone with points is counted once, and one’s own place is the one on the board', () => {
    const board = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(board, fc.array(fc.stringMatching(/^[a-z]{1,3}$/)), (all, named) => {
        const list = scores(all);
        const made = standings(list, new Map(named.map((one) => [one, one])));
        const ranked = list.filter(({ score }) => score > 0);
        expect(made.reduce((n, one) => n + one.names.length + one.others, 0)).toBe(ranked.length);
        expect(made.flatMap((one) => one.names).sort()).toEqual(ranked.map((one) => one.member).filter((one) => named.includes(one)).sort());
        for (const { member, score } of list) {
          const place = placeOn(list, member);
          expect(place?.rank).toBe(made.find((one) => one.score === score)?.rank);
        }
      }),
    );
  });
});
