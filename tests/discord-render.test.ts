import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../adapters/discord/render.js';
import { problems } from '../src/limits.js';
import type { Block, Reply, Span } from '../src/reply.js';
import { nasty } from './fakes/discord/nasty.js';
import { readings } from './fakes/discord/reading.js';
import { ruleProblems } from './fakes/discord/rules.js';
import { schemaProblems } from './fakes/discord/schema.js';
import { reply } from './contracts/replies.js';

const webAddress = fc.webUrl({ withFragments: true, withQueryParameters: true, size: 'small' });
const span: fc.Arbitrary<Span> = fc.oneof(
  nasty,
  fc.record({ text: nasty, style: fc.constantFrom('bold' as const, 'italic' as const, 'code' as const) }),
  fc.record({ text: nasty, url: fc.oneof(webAddress, nasty) }),
  fc.record({ text: nasty, mention: fc.constantFrom('discord:123456789012345678', 'slack:T1:U1', 'discord:1> @everyone') }),
  fc.record({ text: nasty, channel: fc.constantFrom('discord:223456789012345678', 'page:hall', 'discord:') }),
);
const spans = fc.array(span, { minLength: 1, maxLength: 6 });
const label = nasty.map((text) => text.slice(0, 75)).filter((text) => text.isWellFormed() && text.trim() !== '');
/** A line has words. */
const line = nasty.filter((text) => text.trim() !== '' && text.isWellFormed());
const button = fc.oneof(
  fc.record({ label, line, disabled: fc.boolean(), style: fc.constantFrom(undefined, 'primary' as const, 'danger' as const) }),
  fc.record({ label, url: webAddress }),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: nasty }),
  fc.record({ kind: fc.constantFrom('text' as const, 'quote' as const, 'note' as const), spans }),
  fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(spans, { minLength: 1, maxLength: 12 }) }),
  fc.record({ kind: fc.constant('code' as const), text: nasty, language: fc.option(nasty, { nil: undefined }) }),
  fc.constant<Block>({ kind: 'divider' }),
  fc.record({ kind: fc.constant('image' as const), card: fc.constant({ title: 'x', bars: [] }), alt: nasty }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { minLength: 1, maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('choices' as const),
    placeholder: label,
    choices: fc.array(fc.record({ label, line, description: fc.option(label, { nil: undefined }) }), { minLength: 1, maxLength: 25 }),
  }),
);

const encoded = (url: string): string => url.replace(/[()[\]]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Everything that Discord would say against a message. */
const refusals = (body: unknown): string[] => [
  ...schemaProblems('MessageCreateRequest', body),
  ...schemaProblems('IncomingWebhookUpdateRequestPartial', body),
  ...ruleProblems(body as never),
];

describe('Discord: a reply as components', () => {
  it('X4: any reply that has no problem is accepted, and nothing in it is alive but its own links', () => {
    let fitting = 0;
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
        const whole: Reply = { blocks, locale: 'en' };
        fc.pre(problems(whole).length === 0);
        fitting++;
        const images = blocks.filter((one) => one.kind === 'image');
        const body = renderDiscord(whole, new Map(images.map((one) => [one, 'attachment://picture-1.png'])));
        expect(body.components.filter(({ type }) => type === 12)).toHaveLength(images.length);
        expect(refusals(body)).toEqual([]);
        const pings = JSON.stringify(blocks).includes('"mention":"discord:123456789012345678"');
        expect(body.allowed_mentions).toEqual({ parse: [], ...(pings ? { users: ['123456789012345678'] } : {}) });
        const own = new Set(
          blocks
            .flatMap((b) => ('spans' in b ? b.spans : b.kind === 'list' ? b.items.flat() : []))
            .flatMap((s) => {
              if (typeof s === 'string' || 'style' in s) return [];
              if ('url' in s) return [`link ${encoded(s.url)}`];
              return 'mention' in s ? ['mention <@123456789012345678>'] : ['mention <#223456789012345678>'];
            }),
        );
        expect(
          readings(body)
            .flatMap((r) => r.alive)
            .filter((one) => !own.has(one)),
        ).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(fitting).toBeGreaterThan(100);
  });

  it('X4: a reply at the very limit of text fits, in its dearest characters', () => {
    const dearest: ((n: number) => Block)[] = [
      (n) => ({ kind: 'text', spans: ['*'.repeat(n)] }),
      (n) => ({ kind: 'text', spans: Array.from({ length: n }, () => [{ text: 'a', style: 'bold' as const }, ' ']).flat() }),
      (n) => ({
        kind: 'text',
        spans: Array.from({ length: n }, (_, i) => ({ text: 'a', style: i % 2 ? ('code' as const) : ('bold' as const) })),
      }),
      (n) => ({ kind: 'text', spans: Array.from({ length: n }, () => ({ text: '[', url: 'http://a/(讲' })) }),
      (n) => ({ kind: 'quote', spans: ['\n'.repeat(n) + 'x'] }),
      (n) => ({ kind: 'note', spans: ['a\n'.repeat(n) + 'x'] }),
      (n) => ({ kind: 'list', ordered: false, items: [['\n'.repeat(n) + 'x']] }),
      (n) => ({ kind: 'list', ordered: true, items: Array.from({ length: n }, () => ['']) }),
      (n) => ({ kind: 'list', ordered: true, items: Array.from({ length: n }, () => [{ text: '#', style: 'italic' as const }]) }),
      (n) => ({ kind: 'code', text: '`'.repeat(n), language: 'yaml' }),
    ];
    for (const make of dearest) {
      let n = 1;
      while (problems(reply(make(n + 1))).length === 0) n++;
      expect(n).toBeGreaterThan(50);
      expect(ruleProblems(renderDiscord(reply(make(n))) as never)).toEqual([]);
    }
  });

  it('D3: a quote is exact, whatever it says', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        fc.pre(problems(reply({ kind: 'quote', spans: [text] })).length === 0);
        const [reading, ...more] = readings(renderDiscord(reply({ kind: 'quote', spans: [text] })));
        expect(more).toEqual([]);
        expect(reading).toEqual({ words: text, alive: [], marks: text.split('\n').map(() => 'quote') });
      }),
      { numRuns: 500 },
    );
  });

  it('code keeps every character; with a fence inside it is shown as plain words', () => {
    const words = (text: string) => readings(renderDiscord(reply({ kind: 'code', text, language: 'yaml' })))[0];
    expect(words('a: "*b*" \\n `x`')).toMatchObject({ words: 'a: "*b*" \\n `x`', alive: [] });
    expect(words('x\n```\n@everyone')).toMatchObject({ words: 'x\n```\n@everyone', alive: [], marks: [] });
  });

  it('code stands alone, so that it cannot end a link above it', () => {
    const body = renderDiscord(
      reply({ kind: 'text', spans: [{ text: 'a', url: 'https://example.org/' }] }, { kind: 'code', text: '](<https://e.vil>)' }),
    );
    expect(readings(body).map((r) => r.alive)).toEqual([['link https://example.org/'], []]);
  });

  it('a link button has an address as Discord wants it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const url = `https://example.org/${text.slice(0, 30)}`;
        fc.pre(URL.canParse(url) && url.isWellFormed());
        const body = renderDiscord(reply({ kind: 'buttons', buttons: [{ label: 'x', url }] }));
        expect(refusals(body)).toEqual([]);
      }),
    );
  });

  it('blocks that belong together share a display; menus have ids of their own', () => {
    const body = renderDiscord(
      reply(
        { kind: 'heading', text: 'Title' },
        { kind: 'text', spans: ['body'] },
        { kind: 'quote', spans: ['a'] },
        { kind: 'note', spans: ['who'] },
        { kind: 'quote', spans: ['b'] },
        { kind: 'buttons', buttons: [{ label: 'x', line: 'choices:1' }] },
        { kind: 'choices', placeholder: 'p', choices: [{ label: 'l', line: 'v' }] },
        { kind: 'choices', placeholder: 'p', choices: [{ label: 'l', line: 'w' }] },
      ),
    );
    expect(body.components.filter((c) => c.type === 10).map((c) => c.content)).toEqual(['## Title\nbody\n> a\n-# who', '> b']);
    expect(JSON.stringify(body).match(/"choices:\d+"/g)).toEqual(['"choices:1"', '"choices:2"', '"choices:3"']);
    expect(body).toMatchObject({ flags: 32768, allowed_mentions: { parse: [] } });
  });
});
