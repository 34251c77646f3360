import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../src/digest/excerpt.js';
import { graphemesOf } from '../src/digest/graphemes.js';
import { tame } from '../src/text.js';

const hostile = fc.string({
  unit: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('字', 'a', '。', '.', ' ', '？', '，', '\n', '🇨🇳', '👨‍👩‍👧‍👦', '🤷🏻‍♂️', 'e\u0301', '각', 'क्षि', '`', '@everyone', '<!channel>', '![x](y)') },
    { weight: 1, arbitrary: fc.constantFrom('\u202E', '\u2066', '\u200B', '\u200D', '\uFEFF', '\r\n', '\r', '\u0000', '\u2028', '\uD83D', '\uDE00', '\u0301', '\uFE0F', '\u{1F1E8}') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }) },
  ),
  maxLength: 90,
  size: 'max',
});

const borders = (text: string): Set<number> => {
  const found = new Set([text.length]);
  for (const { index } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) found.add(index);
  return found;
};

describe('D3 every quote is an exact, grapheme-safe part', () => {
  it('holds for hostile text, any limit, any focus', () => {
    let shown = 0;
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 120 }), fc.nat({ max: 200 }), (text, max, focus) => {
        const part = excerpt(text, max, focus);
        if (part === undefined) return;
        shown++;
        expect(part.text).toBe(text.slice(part.start, part.end));
        expect(part.text.length).toBeLessThanOrEqual(max);
        expect(part.text.trim()).not.toBe('');
        const all = borders(text);
        expect(all.has(part.start) && all.has(part.end)).toBe(true);
        expect(part.text.split('\n').length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 1500 },
    );
    expect(shown).toBeGreaterThan(500);
  });

  it('D7 no quote holds a character that steers the layout', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 120 }), (text, max) => {
        const part = excerpt(text, max)?.text ?? '';
        expect(tame(part)).toBe(part);
        expect(part.isWellFormed()).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('is there wherever a plain letter is', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.integer({ min: 1, max: 80 }), fc.nat({ max: 200 }), (a, b, max, focus) => {
        expect(excerpt(`${a}\n字\n${b}`, max, focus)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('says whether something was left out', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 120 }), (text, max) => {
        const part = excerpt(text, max);
        if (part === undefined) return;
        const visible = (rest: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(rest);
        expect([part.before, part.after]).toEqual([visible(text.slice(0, part.start)), visible(text.slice(part.end))]);
      }),
    );
  });
});

describe('D3 where a quote is cut', () => {
  it.each<[string, string, number, number, string | undefined]>([
    ['a short text is whole', '  排队有代价。\n', 50, 0, '排队有代价。'],
    ['at a sentence border', '第一句话在这里。第二句话也在这里。第三句', 18, 0, '第一句话在这里。第二句话也在这里。'],
    ['at a pause, where no sentence ends', '一二三四五六七八，九十', 10, 0, '一二三四五六七八，'],
    ['inside a wall', '一二三四五六七八九十', 4, 0, '一二三四'],
    ['from the sentence that matters', '开头说了很多很多别的话。请问会丢吗？结尾', 7, 14, '请问会丢吗？'],
    ['after the closing quotation mark', '他说“会。”然后走了很远很远', 9, 0, '他说“会。”'],
    ['around a steering character', 'ab\u202E一二三四五', 50, 0, '一二三四五'],
    ['never inside a family', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 12, 0, '👨‍👩‍👧‍👦'],
    ['after six lines', '1\n2\n3\n4\n5\n6\n7\n8', 50, 0, '1\n2\n3\n4\n5\n6'],
    ['a tower of marks is not shown', `a${'\u0301'.repeat(30)}bc`, 50, 0, 'bc'],
    ['nothing to show', '\u200B \u202E\n', 50, 0, undefined],
    ['empty', '', 50, 0, undefined],
    ['nothing that fits', '👨‍👩‍👧‍👦', 3, 0, undefined],
  ])('%s', (_, text, max, focus, expected) => expect(excerpt(text, max, focus)?.text).toBe(expected));

  it('D7 a wall of 100,000 characters gives a short quote', () => {
    expect(excerpt('墙'.repeat(100_000), 280)).toMatchObject({ start: 0, end: 280, before: false, after: true });
  });
});

it('D3 plain text, which is not segmented, has the same graphemes as any other', () => {
  const whole = (part: string) => graphemesOf(part, 1000).map(({ start, end, kind }) => `${start} ${end} ${kind}`);
  for (let code = 0; code < 0xd800; code++) {
    const text = `${String.fromCharCode(code)}a${String.fromCharCode(code)}字`;
    // with an emoji after it a text is not plain
    if (String(whole(`${text}\n😀`).slice(0, -2)) !== String(whole(text))) expect.fail(`U+${code.toString(16)}`);
  }
});

describe('D3 what is read of a long text', () => {
  it('ends at a border of the whole, wherever the reading stops', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (text, read) => {
        const all = borders(text);
        expect(graphemesOf(text, read).flatMap(({ start, end }) => [start, end]).filter((at) => !all.has(at))).toEqual([]);
      }),
      { numRuns: 400, examples: [['a🇳🇨b', 4], ['🇳🇨', 3], ['a\uD83D', 1]] },
    );
  });
});
