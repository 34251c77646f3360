import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBox, readSealKeys, type SealKey } from '../../src/io/sealed.js';

const bytes = () => randomBytes(32).toString('base64');
const keys = (...texts: string[]) => readSealKeys(texts.join(',')) as readonly SealKey[];

describe('X6: tokens at rest', () => {
  it('any text comes out as it went in, and does not show in what is kept', () => {
    const box = createBox(keys(`k1:${bytes()}`));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 8 }), (text) => {
        const sealed = box.seal(text, 'T1');
        expect(JSON.stringify(sealed)).not.toContain(text);
        expect(box.open(sealed, 'T1')).toEqual({ text });
      }),
    );
  });

  it('the same text twice is sealed in two ways', () => {
    const box = createBox(keys(`k1:${bytes()}`));
    expect(box.seal('x', 'T1')).not.toEqual(box.seal('x', 'T1'));
  });

  it('changed anywhere, moved elsewhere, or cut, it does not open', () => {
    const box = createBox(keys(`k1:${bytes()}`));
    const sealed = box.seal('xoxb-secret', 'T1');
    expect(box.open(sealed, 'T2')).toBe('unreadable');
    for (const part of ['iv', 'tag', 'text'] as const) {
      const turned = Buffer.from(sealed[part], 'base64url');
      turned[0]! ^= 1;
      expect(box.open({ ...sealed, [part]: turned.toString('base64url') }, 'T1')).toBe('unreadable');
      for (const cut of ['', sealed[part].slice(0, 4)]) expect(box.open({ ...sealed, [part]: cut }, 'T1')).toBe('unreadable');
    }
  });

  it('the first key seals, all open; one that is missing or another one does not, one that was lost gives up', () => {
    const [old, next] = [`k1:${bytes()}`, `k2:${bytes()}`];
    const sealed = createBox(keys(old)).seal('x', 'T1');
    const both = createBox(keys(next, old));
    expect([both.open(sealed, 'T1'), both.isFresh(sealed), both.seal('x', 'T1').key]).toEqual([{ text: 'x' }, false, 'k2']);
    expect(createBox(keys(next)).open(sealed, 'T1')).toBe('unreadable');
    expect(createBox(keys(`k1:${bytes()}`)).open(sealed, 'T1')).toBe('unreadable');
    expect(createBox(keys(next, 'k1:lost')).open(sealed, 'T1')).toBe('lost');
  });

  it.each(['', 'k1', 'k1:', ':x', `k1:${bytes().slice(4)}`, `k1:${bytes()}A`, 'k1:lost', `k1:lost,k2:${bytes()}`, `k1:${bytes()},k1:${bytes()}`, `k1:${bytes()},`, `k 1:${bytes()}`, `k1:${'*'.repeat(44)}`])(
    '%s is no key',
    (text) => {
      expect(readSealKeys(text)).toBeUndefined();
    },
  );

  it('keys are read with spaces around the commas, in both alphabets of base64', () => {
    const raw = Buffer.alloc(32, 0xfb);
    expect(readSealKeys(`k1:${raw.toString('base64')} , k2:${raw.toString('base64url')}`)?.map(({ key }) => Buffer.from(key ?? []).equals(raw))).toEqual([true, true]);
  });
});
