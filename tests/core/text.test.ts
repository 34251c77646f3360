import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clusters, cut, isUnruly, label, oneLine, tame } from '../../src/text.js';
import { hostile } from './arbitraries.js';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const borders = (whole: string) => new Set([...[...graphemes.segment(whole)].map((one) => one.index), whole.length]);
const MEGABYTE = 1_000_000;

afterEach(() => vi.restoreAllMocks());

/** How many code units `work` gives to the segmenter. */
function segmented(work: () => void): number {
  const spy = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  work();
  return spy.mock.calls.reduce((sum, [input]) => sum + input.length, 0);
}

describe('X4: clusters', () => {
  it('are the graphemes of the whole text, wherever a window ends', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const joins = fc.constantFrom('a', '字', '\u0301', '\u200D', '👨', '🇨', '🇳', '\r', '\n', '각', '\u1100', 'क', '्', 'ष', '\uD83D', '\uFE0F');
    fc.assert(
      fc.property(fc.tuple(fc.array(joins, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 160 }), fc.array(joins, { maxLength: 12 })), ([piece, times, end]) => {
        const text = piece.join('').repeat(times) + end.join('');
        const whole = [...segmenter.segment(text)].map(({ index, segment }) => ({ index, segment }));
        expect([...clusters(text)]).toEqual(whole);
      }),
      { numRuns: 60 },
    );
    for (const text of ['', `a${'\u0301'.repeat(3000)}b`, '🇨'.repeat(1201), `${'a'.repeat(509)}🇳🇨b`, `${'a'.repeat(510)}🇳🇨b`, `${'a'.repeat(511)}🇳🇨b`, `${'a'.repeat(511)}\uD83D`]) expect([...clusters(text)].map(({ segment }) => segment)).toEqual([...segmenter.segment(text)].map(({ segment }) => segment));
  });
});

describe('X4: cut', () => {
  it('gives a beginning of at most so many units, at a grapheme border, and the longest such', () => {
    fc.assert(
      fc.property(hostile(), fc.integer({ min: 0, max: 80 }), (whole, max) => {
        const head = cut(whole, max);
        expect(whole.startsWith(head)).toBe(true);
        expect(head.length).toBe(Math.max(...[...borders(whole)].filter((at) => at <= max)));
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it.each([
    ['👨‍👩‍👧‍👦x', 5, ''],
    ['a👨‍👩‍👧‍👦', 5, 'a'],
    ['🇨🇳🇩🇪', 6, '🇨🇳'],
    ['e\u0301e\u0301', 3, 'e\u0301'],
    ['容器', 1, '容'],
    ['abc', 3, 'abc'],
    ['abc', 0, ''],
    ['', 5, ''],
  ])('%j at %i is %j', (whole, max, head) => {
    expect(cut(whole, max)).toBe(head);
  });

  it.each([['words ', 100], ['👨‍👩‍👧‍👦', 100], ['\u0301', 100], ['🇨🇳', 3000]])('looks only at the beginning of a megabyte of %j', (piece, max) => {
    const huge = piece.repeat(MEGABYTE / piece.length);
    expect(segmented(() => cut(huge, max))).toBeLessThanOrEqual(max + 200);
  });
});

describe('X4: label', () => {
  it('is one line of at most so many units, whole graphemes, marked where it was cut', () => {
    fc.assert(
      fc.property(hostile(), fc.integer({ min: 1, max: 60 }), (raw, max) => {
        const short = label(raw, max);
        const line = oneLine(raw);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short).not.toMatch(/[\n\r\t]/);
        expect(short.isWellFormed()).toBe(true);
        if (line.length <= max) {
          expect(short).toBe(line);
          return;
        }
        expect(short.endsWith('…')).toBe(true);
        expect(line.startsWith(short.slice(0, -1))).toBe(true);
        expect(borders(line).has(short.length - 1) || /\s/.test(line[short.length - 1] ?? '')).toBe(true);
      }),
      { seed: 2, numRuns: 400 },
    );
  });
});

describe('D7: tame', () => {
  const STEERING = ['\u0000', '\u0007', '\u001B', '\u007F', '\u0085', '\u200B', '\u200E', '\u200F', '\u202A', '\u202E', '\u2066', '\u2069', '\u061C', '\u2028', '\u2029', '\u2060', '\uFEFF', '\uFFF9'];

  it.each(STEERING.map((char) => [char.charCodeAt(0).toString(16), char]))('takes U+%s out, and knows it', (_, char) => {
    expect(tame(`a${char}b`)).toBe('ab');
    expect(isUnruly(char)).toBe(true);
  });

  it.each(['a', '容', '👨‍👩‍👧‍👦', 'क्\u200Dष', 'می\u200Cخواهم', '\n', '\t', 'e\u0301', '✓\uFE0F'])('leaves %j as it is', (kept) => {
    expect(tame(kept)).toBe(kept);
    expect(isUnruly(kept)).toBe(false);
  });

  it('leaves nothing unruly and no half of a character; twice is once', () => {
    fc.assert(
      fc.property(hostile(), (raw) => {
        const calm = tame(raw);
        expect(calm.isWellFormed()).toBe(true);
        expect([...calm].filter(isUnruly)).toEqual([]);
        expect(calm).not.toContain('\r');
        expect(tame(calm)).toBe(calm);
        expect(calm.length).toBeLessThanOrEqual(raw.length);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('makes every newline a line feed', () => {
    expect(tame('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });
});

describe('oneLine', () => {
  it('has no white space but single spaces inside; twice is once', () => {
    fc.assert(
      fc.property(hostile(), (raw) => {
        const line = oneLine(raw);
        expect(line).not.toMatch(/[^\S ]| {2}|^\s|\s$/);
        expect(oneLine(line)).toBe(line);
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  it.each(['\u202E', ' ', '\r', '\uD83D', 'a ', '<@U1>', '\u0301'])('a megabyte of %j costs a label one look at its beginning', (piece) => {
    const huge = piece.repeat(MEGABYTE / piece.length);
    expect(oneLine(huge).length).toBeLessThanOrEqual(MEGABYTE);
    expect(segmented(() => label(huge, 75))).toBeLessThanOrEqual(300);
  });
});
