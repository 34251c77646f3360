import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inline } from '../adapters/discord/markdown.js';
import type { Span } from '../src/reply.js';
import { nasty } from './fakes/discord/nasty.js';
import { readMarkdown } from './fakes/discord/reading.js';

describe('Discord: spans as markdown', () => {
  it('D7: plain text cut into spans anywhere is still plain', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (parts) => {
        expect(readMarkdown(inline(parts))).toEqual({ words: parts.join(''), alive: [], marks: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('styles are shown beside Chinese and beside each other, or left out; words never are', () => {
    const read = (...all: Span[]) => readMarkdown(inline(all));
    expect(read({ text: '粗体', style: 'bold' }, '后面紧跟中文')).toMatchObject({
      words: '粗体后面紧跟中文',
      marks: ['bold'],
    });
    expect(read({ text: 'a', style: 'bold' }, { text: 'b', style: 'bold' })).toMatchObject({ words: 'ab', marks: ['bold'] });
    expect(read({ text: 'a', style: 'bold' }, { text: 'b', style: 'italic' }, 'c')).toMatchObject({ words: 'abc', marks: ['bold'] });
    expect(read({ text: ' a ', style: 'italic' }, 'b')).toMatchObject({ words: ' a b', marks: ['italic'] });
    expect(read({ text: 'a`b', style: 'code' })).toMatchObject({ words: 'a`b', marks: [] });
    expect(read({ text: 'kubectl get pods -o "jsonpath={.x}"', style: 'code' }).words).toBe('kubectl get pods -o "jsonpath={.x}"');
  });

  it('a link span leads where it says; one that would break is words', () => {
    const read = (text: string, url: string) => readMarkdown(inline([{ text, url }]));
    expect(read('the [new] docs', 'https://example.org/a_(b)?x=1')).toMatchObject({
      words: 'the [new] docs',
      alive: ['link https://example.org/a_%28b%29?x=1'],
    });
    expect(read('x](https://e.vil) [y', 'https://example.org/')).toMatchObject({
      words: 'x](https://e.vil) [y (https://example.org/)',
      alive: [],
    });
    expect(read('x', 'javascript:alert(1)')).toMatchObject({ words: 'x (javascript:alert(1))', alive: [] });
    const code = { text: '](<https://e.vil>', style: 'code' as const };
    expect(readMarkdown(inline([{ text: 'a', url: 'https://example.org/' }, code, ')']))).toMatchObject({
      alive: ['link https://example.org/'],
    });
    expect(readMarkdown(inline([{ text: 'a', url: 'https://example.org/' }, ' ](https://e.vil) ']))).toMatchObject({
      alive: ['link https://example.org/'],
    });
  });
});
