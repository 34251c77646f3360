import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../src/digest/comment.js';
import { countRepeats } from '../src/digest/repeats.js';
import type { Refused, ScannedComment } from '../src/digest/scan/scan.js';
import { createScanner } from '../src/digest/scan/scanner.js';
import { FORMATS, RENDER } from './support/exports.js';

/** A window so small that every test file is many windows long. */
const SMALL = { reach: 1500, margin: 700 };

function scanned(pieces: readonly string[], sizes = SMALL) {
  const comments: ScannedComment[] = [];
  const refused: Refused[] = [];
  const scanner = createScanner({ comment: (one) => comments.push(one), refused: (one) => refused.push(one) }, sizes);
  for (const piece of pieces.slice(0, -1)) scanner.push(piece);
  return { comments, refused, ...scanner.end(pieces.at(-1)) };
}

function cutAt(source: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (source.length + 1)).toSorted((a, b) => a - b), source.length];
  return places.slice(1).map((place, i) => source.slice(places[i], place));
}

const comments = (n: number) => Array.from({ length: n }, (_, i) => ({ author: `名${i % 7}`, likes: i, replyCount: i % 3, text: `第 ${i} 条：a < b\r\n${'字'.repeat(i % 90)}`.replace('\r', ''), date: '2020-01-02', reply: i % 4 === 0 ? `答 ${i}` : undefined }));

const debris = fc.constantFrom('<li>', '<li><span>', '</li>', '</ul>', '<ul>', '<div>', '</div>', '</p>', '👍（1）', ' 💬（0）', '2020-01-02', '\r\n', '\r', '\n', '\n\n', '<br/>', '- \n\n', '  甲\n', '**3\n', '## 精选留言(2)\n\n- \n', '### 1. 甲 👍 2\n', '**乙** 👍 0\n', '## 全部评论\n\n', '> 作者回复: 对\n', '<div class="_2sjJGcOH_0">', '<h2>精选留言：</h2>\n<ul>\n<li>', '<div><strong>精选留言（2）</strong></div><ul>', '<li><span>甲</span> 👍（1） 💬（0）<div>', 'x'.repeat(300), ' '.repeat(200));

/** A block of some comments, with debris somewhere in it, and a stretch of lesson behind it. */
const part = fc.record({ format: fc.constantFrom(...FORMATS), n: fc.nat({ max: 14 }), parts: fc.array(debris, { maxLength: 4 }), place: fc.nat(), lesson: fc.nat({ max: 1500 }) }).map(({ format, n, parts, place, lesson }) => {
  const block = RENDER[format](comments(n));
  const at = place % (block.length + 1);
  return `${block.slice(0, at)}${parts.join('')}${block.slice(at)}\n${'课'.repeat(lesson)}\n`;
});

describe('D1 a file in pieces is the same as in one', () => {
  it('wherever the pieces end, in every format, whole or damaged', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 12 }), fc.array(fc.nat(), { maxLength: 30 }), fc.nat({ max: 900 }), fc.boolean(), (parts, cuts, more, crlf) => {
        const lf = parts.join('\n');
        const source = crlf ? lf.replaceAll('\n', '\r\n') : lf;
        const sizes = { ...SMALL, reach: SMALL.reach + more };
        expect(scanned(cutAt(source, cuts), sizes)).toEqual(scanned([source], sizes));
      }),
      { numRuns: 1000 },
    );
  });

  it('a block, an entry or an end tag at the very border of the window', () => {
    // the window is read whenever more than twice of this has come
    const border = 2 * (SMALL.reach + SMALL.margin);
    const few = comments(3);
    const openings: readonly ((fill: string) => string)[] = [
      ...FORMATS.map((format) => (fill: string) => `${fill}\n${RENDER[format](few)}`),
      ...FORMATS.map((format) => (fill: string) => `${RENDER[format](few)}\n${fill}\n${RENDER[format](few)}`),
      (fill) => `<div><strong>精选留言（3）</strong></div><ul>\n<li>${fill}</li>${RENDER.G1(few).slice(44)}`,
      (fill) => `<div><strong>精选留言（3）</strong></div><ul>\n${fill}${RENDER.G2(few).slice(44)}`,
    ];
    for (const open of openings) {
      for (let before = 0; before < 130; before += 3) {
        const source = open('课'.repeat(border - before));
        const pieces = [source.slice(0, border - 20), ...source.slice(border - 20, border + 20).split(''), source.slice(border + 20)];
        expect(scanned(pieces)).toEqual(scanned([source]));
      }
    }
  });

  it('unit by unit', () => {
    for (const format of FORMATS) {
      const source = RENDER[format](comments(40));
      expect(scanned([...source.split(''), ''])).toEqual(scanned([source]));
      expect(scanned([source]).comments.length).toBe(40);
    }
  });

  it('an entry longer than the window is refused by name, and the rest goes on', () => {
    for (const format of FORMATS) {
      const all = comments(6).map((one, i) => (i === 2 ? { ...one, likes: 3, text: '长'.repeat(5000) } : one));
      const scan = scanned(cutAt(RENDER[format](all), [400, 3000, 4500]));
      const found = new Set(scan.comments.map((one) => one.text));
      expect([format, found.size, found.has(all[2]!.text)]).toEqual([format, 5, false]);
      expect(scan.refused.length).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('D1 exact repeats in a stream', () => {
  it('are numbered as in one piece, below and above the number that is remembered exactly', () => {
    const facts = (i: number) => ({ author: '甲', likes: 0, replyCount: 0, text: `打卡 ${i % 3 === 0 ? 0 : i}`, date: '2020-01-02' });
    const all = Array.from({ length: 90_000 }, (_, i) => facts(i));
    const repeats = countRepeats(all.length * 200);
    const parts = Array.from({ length: 180 }, (_, i) => identify(all.slice(i * 500, i * 500 + 500), 'column', repeats)).flat();
    const ids = parts.map((one) => one.id);
    expect(new Set(ids).size).toBe(all.length);
    expect(ids.slice(0, 1000)).toEqual(identify(all.slice(0, 1000), 'column').map((one) => one.id));
    // 30,000 times the same comment: its ids are those of the numbers from 0 on, whatever remembered them
    const same = identify(Array.from({ length: 30_000 }, () => facts(0)), 'column').map((one) => one.id);
    expect(ids.filter((_, i) => i % 3 === 0)).toEqual(same);
  });
});
