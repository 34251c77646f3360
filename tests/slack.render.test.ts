import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSlack } from '../adapters/slack/render.js';
import { LIMITS, problems } from '../src/limits.js';
import { bold, buttons, heading, italic, link, mono, note, spanText, text, type Block, type Reply, type Span } from '../src/reply.js';
import { HOSTILE } from './contracts/replies.js';
import { aliveIn, linesOf, wordsOf } from './fakes/slack/read.js';
import { blockFaults, messageFaults } from './fakes/slack/rules.js';

const reply = (...blocks: Block[]): Reply => ({ blocks, locale: 'en' });
const faults = (one: Reply) => {
  // as it goes over the wire
  const { text: words, blocks } = JSON.parse(JSON.stringify(renderSlack(one))) as { text: string; blocks: unknown[] };
  return [...blockFaults(blocks), ...messageFaults({ text: words, blocks })];
};

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(...HOSTILE.map(([, hostile]) => hostile), '', ' ', '\n', '\u202e', '\u0000'),
);
const blank = fc.constantFrom(' ', '\n');
/** Addresses of spans are not checked by the limits. */
const anyUrl = fc.constantFrom('https://example.org/', 'javascript:alert(1)', '', 'https://', `https://example.org/${'x'.repeat(4000)}`);
const url = fc.constantFrom('https://', 'https://example.org/', 'http://example.org/a?b=c&d=(e)', `https://example.org/${'x'.repeat(480)}`);
const span: fc.Arbitrary<Span> = fc.oneof(
  words,
  fc.tuple(words, fc.constantFrom('bold', 'italic', 'code')).map(([t, style]) => ({ text: t, style })),
  fc.tuple(words, anyUrl).map(([t, u]) => link(t, u)),
  fc.tuple(words, fc.constantFrom('slack:T1:U1', 'discord:1', 'slack:T1:<!here>')).map(([t, mention]) => ({ text: t, mention })),
  fc.tuple(words, fc.constantFrom('slack:T1:C1', 'page:hall')).map(([t, channel]) => ({ text: t, channel })),
);
const spans = fc.array(span, { maxLength: 4 });
const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 75 });
const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 });
const button = fc.oneof(
  fc.record({
    label,
    line,
    style: fc.constantFrom(undefined, 'primary' as const, 'danger' as const),
    disabled: fc.constantFrom(undefined, true, false),
  }),
  fc.record({ label, url }),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 150 }).map(heading),
  spans.map((all) => text(...all)),
  spans.map((all) => note(...all)),
  spans.map((all): Block => ({ kind: 'quote', spans: all })),
  fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(spans, { maxLength: 6 }) }),
  fc.record({ kind: fc.constant('code' as const), text: words, language: fc.constantFrom(undefined, 'yaml') }),
  fc.constant<Block>({ kind: 'divider' }),
  fc.record({ kind: fc.constant('image' as const), card: fc.constant({ title: 'x', bars: [] }), alt: words }),
  fc.array(button, { maxLength: 5 }).map((all): Block => ({ kind: 'buttons', buttons: all })),
  fc.record({
    kind: fc.constant('choices' as const),
    placeholder: fc.oneof(label, blank),
    choices: fc.array(fc.record({ label, line, description: fc.option(fc.oneof(label, blank), { nil: undefined }) }), { maxLength: 25 }),
  }),
);

/** What is there to read of a span: a link without words shows its address, where it has one to show, and Slack knows its own people by name. */
const seen = (one: Span): string =>
  /^slack:T1:[UC]1$/.test(typeof one === 'string' ? '' : 'mention' in one ? one.mention : 'channel' in one ? one.channel : '') ? '' : spanText(one) || (typeof one === 'object' && 'url' in one && one.url === 'https://example.org/' ? one.url : '');

describe('X4: a reply that fits is a message that Slack takes', () => {
  it('any reply without problems, and not a word of it is lost', () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
        const fitting = blocks.filter((one) => problems(reply(text('words'), one)).length === 0);
        if (problems(reply(...fitting)).length > 0) return;
        tried++;
        expect(faults(reply(...fitting))).toEqual([]);
        const images = fitting.filter((one) => one.kind === 'image');
        const message = renderSlack(reply(...fitting), new Map(images.map((one) => [one, { slack_file: { id: 'F1' } }])));
        expect([...blockFaults(message.blocks), ...messageFaults(message)]).toEqual([]);
        for (const { alt } of images) expect(wordsOf(message)).toContain(alt);
        for (const one of fitting) {
          if ('spans' in one) expect(wordsOf(message)).toContain(one.spans.map(seen).join(''));
          if (one.kind === 'choices') for (const choice of one.choices) expect(linesOf(message)).toContain(choice.line);
        }
      }),
      { numRuns: 400 },
    );
    expect(tried).toBeGreaterThan(200);
  });

  it('the largest of everything', () => {
    const many = Array.from({ length: 6 }, (_, i) =>
      buttons(...Array.from({ length: 5 }, (_, j) => ({ label: '宽'.repeat(75), line: `${i}${j}`.padEnd(100, 'x') }))),
    );
    const long = text('长'.repeat(3000));
    const whole = reply(heading('长'.repeat(LIMITS.heading)), ...many, long);
    expect(problems(whole)).toEqual([]);
    expect(faults(whole)).toEqual([]);
    expect(wordsOf(renderSlack(whole))).toContain('长'.repeat(3000));
  });

  it('small print that no context block would hold is shown whole', () => {
    const long = reply(note('n'.repeat(3500)));
    expect(faults(long)).toEqual([]);
    expect(wordsOf(renderSlack(long))).toBe('n'.repeat(3500));
  });

  it('a line that looks like the id of a link button', () => {
    const odd = reply(buttons({ label: 'Line', line: 'link:1' }, { label: 'Site', url: 'https://example.org/' }));
    expect(faults(odd)).toEqual([]);
    expect(linesOf(renderSlack(odd))).toEqual(['link:1']);
  });
});

describe('rendering', () => {
  it('sets spans as elements, so bold beside Chinese works', () => {
    expect(renderSlack(reply(text('前', bold('粗'), '后', mono('x'), italic(''), link('', 'https://example.org/')))).blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: '前' },
              { type: 'text', text: '粗', style: { bold: true } },
              { type: 'text', text: '后' },
              { type: 'text', text: 'x', style: { code: true } },
              { type: 'link', url: 'https://example.org/' },
            ],
          },
        ],
      },
    ]);
  });

  it('a disabled button is words, not a button', () => {
    const message = renderSlack(
      reply(buttons({ label: 'A', line: 'a', disabled: true }, { label: 'B', line: 'b' }, { label: 'C', line: 'c', disabled: true })),
    );
    expect(linesOf(message)).toEqual(['b']);
    expect(wordsOf(message)).toBe('B\nA · C');
  });

  it('the text is the whole reply in plain words', () => {
    expect(renderSlack(reply(heading('H & <M>'), text('a ', bold('b')), buttons({ label: 'Go', line: 'go' }))).text).toBe(
      'H &amp; &lt;M&gt;\na b\n[Go]',
    );
  });

  it('is pure: the same reply gives the same message, and stays as it was', () => {
    const one = Object.freeze(reply(text('x'), buttons({ label: 'Go', line: 'go' })));
    expect(renderSlack(one)).toEqual(renderSlack(one));
  });

  it.each([...HOSTILE, ['bidi controls', 'abc \u202e fed \u2066 x'], ['zero width', 'a\u200bb']])(
    'D7: %s stays words',
    (_name, hostile) => {
      for (const one of [
        text(hostile),
        text(bold(hostile)),
        note(hostile),
        note(italic(hostile)),
        buttons({ label: hostile.slice(0, 75), line: 'x' }),
      ]) {
        const message = renderSlack(reply(one));
        expect(aliveIn({ ...message, extra: { unfurl_links: 'false', unfurl_media: 'false' } }, () => false)).toEqual([]);
      }
    },
  );
});
