import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS, problems } from '../../src/limits.js';
import { pages } from '../../src/pages.js';
import { type Block, blockText, buttons, code, heading, list, note, quote, spanText, text } from '../../src/reply.js';
import { content } from './arbitraries.js';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const address = 'https://example.org/';

/** What stands around a page of a lesson where it takes most: a full heading, a note and two rows of buttons. */
const around = (page: readonly Block[]): Block[] => [
  heading('#'.repeat(LIMITS.heading)),
  note('长'.repeat(60), ' · 第 99 页，共 99 页'),
  ...page,
  buttons(...['a', 'b', 'c'].map((line) => ({ label: 'x'.repeat(LIMITS.buttonLabel), line })), { label: 'Original', url: address }),
  buttons(...['d', 'e', 'f'].map((line) => ({ label: 'x'.repeat(LIMITS.buttonLabel), line }))),
];

/** The words of a block as they stand in it, without the marks that `blockText` adds. */
const words = (block: Block): string =>
  block.kind === 'list' ? block.items.flat().map(spanText).join('') : block.kind === 'divider' ? '' : blockText(block);
const joined = (all: readonly Block[]) => all.map(words).join('');
const solid = (whole: string) => whole.replace(/\s+/g, '');

describe('X4: pages of any blocks', () => {
  it('name a member once: a name is never cut in two', () => {
    const spans = Array.from({ length: 400 }, (_, i) => ({ text: `member ${i}`, mention: `discord:${i}` }));
    const all = pages([text(...spans)]);
    expect(all.length).toBeGreaterThan(1);
    for (const page of pages([text(...spans.map((one) => ({ ...one, text: '' })))])) expect(problems({ locale: 'en', blocks: page })).toEqual([]);
    expect(all.flat().flatMap((block) => (block.kind === 'text' ? block.spans : []))).toEqual(spans);
  });

  it('fit on every platform, with a heading, a note and controls around them', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 8 }), (blocks) => {
        for (const page of pages(blocks)) expect(problems({ locale: 'en', blocks: around(page) })).toEqual([]);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('lose no words and change no order', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 8 }), (blocks) => {
        expect(solid(joined(pages(blocks).flat()))).toBe(solid(joined(blocks)));
      }),
      { numRuns: 150, seed: 8 },
    );
  });

  it('lose not even a space within a text, and keep styles and addresses', () => {
    const long = 'one word and the next, '.repeat(900);
    expect(joined(pages([text(long)]).flat())).toBe(long);
    const parts = pages([text({ text: long, style: 'bold' }, { text: long, url: address })]).flat().flatMap((block) => (block.kind === 'text' ? block.spans : []));
    const of = (want: (span: object) => boolean) => parts.filter((span) => typeof span === 'object' && want(span)).map(spanText).join('');
    expect(of((span) => 'style' in span && span.style === 'bold')).toBe(long);
    expect(of((span) => 'url' in span && span.url === address)).toBe(long);
  });

  it('are never cut inside a grapheme, but where one is larger than a page', () => {
    const clusters = fc.constantFrom('👨‍👩‍👧‍👦', '🇨🇳', 'e\u0301', '각', 'क्षि', '容', 'x', '👍🏽');
    fc.assert(
      fc.property(fc.array(clusters, { minLength: 1, maxLength: 12 }), fc.constantFrom('text', 'code', 'list'), (some, kind) => {
        const whole = some.join('').repeat(Math.ceil(9000 / some.join('').length));
        const block = kind === 'text' ? text(whole) : kind === 'code' ? code(whole) : list([[whole]]);
        const borders = new Set([...graphemes.segment(whole)].map((one) => one.index));
        let at = 0;
        for (const part of pages([block]).flat()) {
          expect(borders.has(at)).toBe(true);
          at += words(part).length;
        }
        expect(at).toBe(whole.length);
      }),
      { numRuns: 15, seed: 9 },
    );
  });

  it('hold a single cluster larger than a page, whole in its code points', () => {
    const monster = `a${'\u0301'.repeat(9000)}👍${'\u200D👍'.repeat(3000)}`;
    const all = pages([text(monster)]);
    expect(joined(all.flat())).toBe(monster);
    for (const page of all) expect(problems({ locale: 'en', blocks: around(page) })).toEqual([]);
  });
});

describe('pages', () => {
  it('are one page where everything fits, and one empty page for nothing', () => {
    const blocks = [heading('H'), text('a'), list([['b']]), code('c')];
    expect(pages(blocks)).toEqual([blocks]);
    expect(pages([])).toEqual([[]]);
  });

  it('fill up: a long text takes few pages', () => {
    expect(pages([text('容'.repeat(28_000))])).toHaveLength(10);
  });

  it('turn a heading that is too long into bold text', () => {
    expect(pages([heading('h'.repeat(151))])).toEqual([[{ kind: 'text', spans: [{ text: 'h'.repeat(151), style: 'bold' }] }]]);
    expect(pages([heading('h'.repeat(150))])).toEqual([[heading('h'.repeat(150))]]);
  });

  it('leave out blocks that show nothing', () => {
    expect(pages([text(' \n'), text('a'), quote(''), list([])])).toEqual([[text('a')]]);
  });

  it('never end with a heading while something follows', () => {
    const filler = Array.from({ length: 23 }, (_, i) => text(`line ${i}`));
    const all = pages([...filler, heading('Next'), text('follows'), text('more')]);
    expect(all.map((page) => page.at(-1)?.kind)).toEqual(['text', 'text']);
    expect(all[1]?.[0]).toEqual(heading('Next'));
  });

  it('D3: keep a quote with the line that says whose it is', () => {
    const filler = Array.from({ length: 23 }, (_, i) => text(`line ${i}`));
    expect(pages([...filler, quote('so it is'), note('— somebody')])[1]).toEqual([quote('so it is'), note('— somebody')]);
  });

  it('cut code between lines where they can', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `line ${i} of a file`);
    const parts = pages([code(lines.join('\n'), 'yaml')]).flat();
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => blockText(part)).join('\n')).toBe(lines.join('\n'));
  });

  it('join the pieces of one long line of code without a line break', () => {
    const line = `${'x'.repeat(2800)}${'👨‍👩‍👧‍👦'.repeat(8)}`;
    for (const part of pages([code(`${line}\nend`)]).flat()) expect(blockText(part).replace(/\nend$/, '')).not.toContain('\n');
  });
});
