import fc from 'fast-check';
import type { Block, Span } from '../../src/reply.js';

/** Pieces of text that have broken programs before: marks, clusters, right-to-left, zero width, controls, lone halves. */
const PIECES = [
  'a', 'kubectl ', '容器', '。', ' ', '\n', '\n\n', '\t', '**', '```', '`', '_', '<@U1>', '<!channel>', '@everyone', '[x](y)', '|', '\\', '#', '- ', '1. ',
  '👍', '👨‍👩‍👧‍👦', '🇨🇳', '🇩🇪', 'é', 'e\u0301', '각', 'क्षि', '\u200D', '\uFE0F', '\u202E', '\u2066', '\u200B', '\uFEFF', '\u0000', '\u0007', '\u2028', '\r', '\r\n',
  '\uD83D', '\uDC4D', 'ﷺ', '％', '　',
] as const;

/** Any string, often out of the pieces above. */
export const hostile = (maxLength = 60): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength }).map((all) => all.join('')),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.string({ unit: 'binary', maxLength }),
  );

/** Well-formed text, from nothing to far more than a page: with and without places to break. */
export const wild: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: hostile(80) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 6000 })).map(([piece, times]) => piece.repeat(times).slice(0, 12_000)) },
  { weight: 2, arbitrary: fc.tuple(hostile(30), fc.integer({ min: 1, max: 300 })).map(([piece, times]) => piece.repeat(times).slice(0, 12_000)) },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(10_000), '长'.repeat(10_000), `a${'\u0301'.repeat(5000)}`, 'a\n'.repeat(4000)) },
).map((raw) => raw.replaceAll('\r', '').toWellFormed());

const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ text: hostile(20).map((raw) => raw.replaceAll('\r', '').toWellFormed()), mention: fc.constantFrom('discord:12345678901234567890', 'x:1') }),
  wild,
  fc.record({ text: wild, style: fc.constantFrom('bold', 'italic', 'code') }),
  fc.record({ text: wild, url: fc.integer({ min: 0, max: 480 }).map((length) => `https://example.org/${'a'.repeat(length)}`) }),
);
const spans = fc.oneof(fc.array(span, { minLength: 1, maxLength: 4 }), fc.array(hostile(2).map((one) => one.replaceAll('\r', '').toWellFormed()), { minLength: 50, maxLength: 900 }));

/** Blocks of content, as large and as odd as they come. */
export const content: fc.Arbitrary<Block> = fc.oneof(
  wild.map((text): Block => ({ kind: 'heading', text })),
  fc.tuple(fc.constantFrom('text', 'quote', 'note'), spans).map(([kind, all]): Block => ({ kind, spans: all })),
  fc.tuple(fc.boolean(), fc.oneof(fc.array(spans, { minLength: 1, maxLength: 5 }), fc.array(hostile(3).map((one) => [one.replaceAll('\r', '').toWellFormed()]), { minLength: 1, maxLength: 900 }))).map(
    ([ordered, items]): Block => ({ kind: 'list', ordered, items, start: ordered ? 9998 : undefined }),
  ),
  wild.map((text): Block => ({ kind: 'code', text, language: 'yaml' })),
  fc.constant<Block>({ kind: 'divider' }),
);
