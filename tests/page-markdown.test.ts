import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { parseBlocks, type MdBlock } from '../adapters/page/web/discord/blocks.js';
import { parseInline, type Inline } from '../adapters/page/web/discord/inline.js';
import { bold, list, quote, text, type Block } from '../src/reply.js';
import { tame } from '../src/text.js';
import { awakeMs } from './support/awake.js';
import { HOSTILE } from './support/hall.js';

const plain = (all: readonly Inline[]): string => all.map((one) => ('children' in one ? plain(one.children) : one.text)).join('');
const kinds = (all: readonly Inline[]): string[] => all.flatMap((one) => ('children' in one ? [one.kind, ...kinds(one.children)] : [one.kind]));

describe('inline marks as Discord reads them', () => {
  test.each([
    ['**bold** and *italic*', 'bold and italic', ['strong', 'text', 'text', 'em', 'text']],
    ['***both***', 'both', ['strong', 'em', 'text']],
    ['snake_case_name and _em_', 'snake_case_name and em', ['text', 'em', 'text']],
    ['__under__ ~~gone~~ ||secret||', 'under gone secret', ['underline', 'text', 'text', 'strike', 'text', 'text', 'spoiler', 'text']],
    ['`a*b*c` ``d`e``', 'a*b*c d`e', ['code', 'text', 'code']],
    ['\\*not\\* \\[x](y) \\\\', '*not* [x](y) \\', ['text']],
    ['[a *b*](https://example.org/x_(y))', 'a b', ['link', 'text', 'em', 'text']],
    ['[words](<https://example.org/a?b=c>)', 'words', ['link', 'text']],
    ['see https://example.org/a_b_c now', 'see https://example.org/a_b_c now', ['text', 'link', 'text', 'text']],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))', ['text']],
    ['*a\\*b* **c\\**d** `e\\`', 'a*b c**d e\\', ['em', 'text', 'text', 'strong', 'text', 'text', 'code']],
    ['2 * 3 * 4 ** 5', '2 * 3 * 4 ** 5', ['text']],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>', ['text']],
    ['a **bold\nover lines**', 'a bold\nover lines', ['text', 'strong', 'text']],
  ])('%s', (source, words, shape) => {
    const found = parseInline(source);
    expect([plain(found), kinds(found)]).toEqual([words, shape]);
  });

  test('no text is slow', () => {
    for (const piece of ['*', '**', '`', '[', '_*~|', '[a](', '<https://', '\\*', 'h']) {
      const before = awakeMs();
      parseInline(piece.repeat(4000 / piece.length));
      expect([piece, awakeMs() - before < 2000]).toEqual([piece, true]);
    }
  });
});

test('block marks as Discord reads them', () => {
  const source = '## Title\nline one\nline two\n- a\n more\n- b\n  - c\n3. x\n> quoted\n> more\n> - item\n> > inner\n-# small\n```yaml\n# a: b\n```\nend';
  expect(parseBlocks(source)).toEqual([
    { kind: 'heading', level: 2, text: 'Title' },
    { kind: 'lines', text: 'line one\nline two' },
    // a number after bullets goes on as Discord has it: in the same list
    { kind: 'list', ordered: false, start: 1, items: [{ text: 'a\nmore', depth: 0 }, { text: 'b', depth: 0 }, { text: 'c', depth: 1 }, { text: 'x', depth: 0 }] },
    { kind: 'quote', blocks: [{ kind: 'lines', text: 'quoted\nmore' }, { kind: 'list', ordered: false, start: 1, items: [{ text: 'item', depth: 0 }] }, { kind: 'lines', text: '> inner' }] },
    { kind: 'subtext', text: 'small' },
    { kind: 'code', language: 'yaml', text: '# a: b' },
    { kind: 'lines', text: 'end' },
  ]);
});

/** What a person reads of the Discord rendering of these blocks, and the marks that were found in it. */
function shown(...blocks: Block[]): { words: string; marks: string[] } {
  const { components } = renderDiscord({ blocks, locale: 'en' }) as { components: readonly { content?: string }[] };
  const parsed = components.flatMap((one) => parseBlocks(one.content ?? ''));
  const texts = (one: MdBlock): string[] => (one.kind === 'quote' ? one.blocks.flatMap(texts) : one.kind === 'list' ? one.items.map((item) => item.text) : [one.text]);
  const names = (one: MdBlock): string[] => (one.kind === 'quote' ? ['quote', ...one.blocks.flatMap(names)] : [one.kind]);
  const of = parsed.flatMap(texts).map((source) => parseInline(source));
  return { words: of.map(plain).join('\n'), marks: [...new Set([...parsed.flatMap(names), ...of.flatMap(kinds)])] };
}

describe('the preview shows the words of the reply, and no mark that the reply has not', () => {
  test('hostile text', () => expect(shown(text(HOSTILE))).toEqual({ words: HOSTILE, marks: ['lines', 'text'] }));

  test('any text', () => {
    const pieces = fc.constantFrom('*', '_', '`', '~', '|', '>', '#', '-', '1.', ' ', '\n', '[', ']', '(', ')', '<', '\\', '@', ':', 'a', '讲', 'https://', '-# ');
    const words = fc.array(pieces, { minLength: 1, maxLength: 24 }).map((all) => `x${all.join('')}x`);
    fc.assert(
      fc.property(words, (raw) => {
        const { words: seen, marks } = shown(text(raw));
        expect([seen, marks]).toEqual([raw, ['lines', 'text']]);
        expect(shown(quote(raw))).toEqual({ words: raw, marks: ['quote', 'lines', 'text'] });
        expect(shown(list([[raw]]))).toEqual({ words: raw, marks: ['list', 'text'] });
        expect(shown(text('a ', bold(tame(raw)), ' b')).words).toBe(`a ${raw} b`);
      }),
      { numRuns: 1000 },
    );
  });
});
