import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawable, fit } from '../src/io/card/words.js';
import { hostile } from './core/arbitraries.js';

/** A font with what stands in it, and nothing else. */
const only = (letters: string) => (code: number) => letters.includes(String.fromCodePoint(code));
const plain = (code: number) => code >= 32 && code < 127;

describe('P6: names on a picture', () => {
  it.each([
    ['小林 Maya', '小林 Maya'],
    ['  two\n\nlines ', 'two lines'],
    ['\u202Eevil\u2066 na\u200Bme', 'evil name'],
    ['🦊 Maya 👨‍👩‍👧‍👦', 'Maya'],
    ['🦊', ''],
    ['Łukasz', '?ukasz'],
    ['Ďábel', 'Dabel'],
    ['e\u0301te\u0301', 'ete'],
    ['김 철수', '? ??'],
    ['Zalgo a\u0334\u0321b\u0353c', 'Zalgo abc'],
    ['', ''],
  ])('«%s» is drawn as «%s» where the font has Latin letters and two Chinese ones', (raw, shown) => {
    expect(drawable(raw, (code) => plain(code) || only('小林')(code))).toBe(shown);
  });

  it('any text: one line of what the font has, and drawn again the same', () => {
    fc.assert(
      fc.property(hostile(80), (raw) => {
        const shown = drawable(raw, plain);
        expect(shown).toMatch(/^[ -~]*$/);
        expect(shown).toBe(shown.trim());
        expect(drawable(shown, plain)).toBe(shown);
      }),
    );
  });

  it('any text fits its place: whole, or its longest beginning with an ellipsis, never half a character', () => {
    const width = (part: string) => part.length;
    fc.assert(
      fc.property(hostile(40), fc.integer({ min: 1, max: 30 }), (raw, room) => {
        const text = raw.toWellFormed();
        const shown = fit(text, room, width);
        if (text.length <= room) {
          expect(shown).toBe(text);
          return;
        }
        expect(shown.endsWith('…')).toBe(true);
        expect(width(shown)).toBeLessThanOrEqual(Math.max(room, 1));
        expect(text.startsWith(shown.slice(0, -1))).toBe(true);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
    expect(fit('👨‍👩‍👧‍👦'.repeat(3), 12, width)).toBe('👨‍👩‍👧‍👦…');
  });
});
