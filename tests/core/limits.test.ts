import { describe, expect, it } from 'vitest';
import { blockComponents, blockCost, cost, problems } from '../../src/limits.js';
import { bold, type Block, type Button, buttons, type Choice, code, divider, heading, link, list, note, quote, type Span, summary, text } from '../../src/reply.js';

const of = (...blocks: Block[]) => problems({ locale: 'en', blocks });
const x = (length: number) => 'x'.repeat(length);
const address = (length: number) => `https://example.org/${x(length - 20)}`;
const button = (change: Partial<Button> = {}): Button => ({ label: 'Go', line: 'help', ...change });
const many = (count: number): Button[] => Array.from({ length: count }, (_, i) => button({ line: `lesson ${i}` }));
const choice = (change: Partial<Choice> = {}): Choice => ({ label: 'Go', line: 'help', ...change });
const picture = (alt = 'A board'): Block => ({ kind: 'image', card: { title: 'Board', bars: [] }, alt });
const members = (count: number): Span[] => Array.from({ length: count }, (_, i) => ({ text: 'M', mention: `discord:${i}` }));
const menu = (choices: readonly Choice[], placeholder = 'Pick'): Block => ({ kind: 'choices', placeholder, choices });
const items = (count: number): Choice[] => Array.from({ length: count }, (_, i) => choice({ line: `lesson ${i}` }));

describe('X4: a reply inside every limit has no problem', () => {
  it.each<[string, Block[]]>([
    ['a heading of full length', [heading(x(150))]],
    ['five buttons', [buttons(...many(5))]],
    ['the longest button', [buttons(button({ label: x(75), line: x(100) }))]],
    ['the longest web address', [buttons({ label: 'Go', url: address(512) }), text(link('here', address(512)))]],
    ['a full menu', [menu(items(25), x(150))]],
    ['the longest choice', [menu([choice({ label: x(75), line: x(100), description: x(75) })])]],
    ['as many components as there may be', Array.from({ length: 38 }, () => divider)],
    ['a full page of text', [text(x(3889))]],
    ['a hundred members, some of them twice', [text(...members(100), ...members(10))]],
    ['every kind', [heading('H'), text('a', bold('b')), list([['c']], true), quote('d'), code('e'), note('f'), divider, buttons(button()), menu(items(2))]],
    ['ten pictures with the longest text beside words', [text('a'), ...Array.from({ length: 10 }, () => picture(x(1024)))]],
    ['disabled and coloured buttons', [buttons(button({ disabled: true, style: 'danger' }))]],
  ])('%s', (_, blocks) => {
    expect(of(...blocks)).toEqual([]);
  });
});

describe('X4: each limit is seen when it is passed, and once', () => {
  it.each<[string, Block[], RegExp]>([
    ['no block', [], /^no block$/],
    ['a heading too long', [heading(x(151))], /^heading .*151$/],
    ['a heading of spaces', [heading('  ')], /^heading/],
    ['a member too many', [text(...members(5)), list([members(101)])], /^mentions: 101 > 100$/],
    ['a picture without a text', [text('a'), picture(' ')], /^alt text of 1–1024: 1$/],
    ['a text of a picture too long', [text('a'), picture(x(1025))], /^alt text of 1–1024: 1025$/],
    ['eleven pictures', [text('a'), ...Array.from({ length: 11 }, () => picture())], /^images: 11 > 10$/],
    ['P6: a picture without words beside it', [picture()], /^a picture without words$/],
    ['six buttons', [buttons(...many(6))], /^1–5 buttons: 6$/],
    ['no button', [buttons()], /^1–5 buttons: 0$/],
    ['a button label too long', [buttons(button({ label: x(76) }))], /^label .*76$/],
    ['a button label of spaces', [buttons(button({ label: ' \n' }))], /^label/],
    ['a label of a link button', [buttons({ label: x(76), url: address(30) })], /^label .*76$/],
    ['a line too long', [buttons(button({ line: x(101) }))], /^line .*101$/],
    ['an empty line', [buttons(button({ line: '' }))], /^line .*0$/],
    ['a line twice', [buttons(button()), buttons(button({ label: 'Other' }))], /«help» twice/],
    ['a line twice, in a button and a menu', [buttons(button()), menu([choice()])], /«help» twice/],
    ['a line with a lone surrogate', [buttons(button({ line: 'find \uD83D' }))], /^a lone surrogate$/],
    ['an address too long', [buttons({ label: 'Go', url: address(513) })], /^web address/],
    ['an address that is none', [buttons({ label: 'Go', url: 'javascript:alert(1)' })], /^web address/],
    ['an address in a text', [text(link('here', 'javascript:alert(1)'))], /^web address/],
    ['an address in a list', [list([['a'], [link('here', '/there')]])], /^web address/],
    ['26 choices', [menu(items(26))], /^1–25 choices: 26$/],
    ['no choice', [menu([])], /^1–25 choices: 0$/],
    ['a choice label too long', [menu([choice({ label: x(76) })])], /^label .*76$/],
    ['a choice line too long', [menu([choice({ line: x(101) })])], /^line .*101$/],
    ['a choice line twice', [menu([choice(), choice({ label: 'Other' })])], /«help» twice/],
    ['a description too long', [menu([choice({ description: x(76) })])], /^description .*76$/],
    ['an empty description', [menu([choice({ description: '' })])], /^description/],
    ['a placeholder too long', [menu(items(1), x(151))], /^placeholder .*151$/],
    ['an empty placeholder', [menu(items(1), ' ')], /^placeholder/],
    ['an empty text', [text('')], /^empty text$/],
    ['a text of spaces', [text(' ', bold('\n'))], /^empty text$/],
    ['an empty quote', [quote('')], /^empty quote$/],
    ['an empty note', [note()], /^empty note$/],
    ['an empty code', [code('')], /^empty code$/],
    ['an empty list', [list([])], /^empty list$/],
    ...[heading, text, quote, note, code].map((make): [string, Block[], RegExp] => ['a lone surrogate', [make('a\uDC4D')], /^a lone surrogate$/]),
    ['a lone surrogate in a label', [buttons(button({ label: '\uD83D!' }))], /^a lone surrogate$/],
    ['a lone surrogate in a placeholder', [menu(items(1), '\uD83D')], /^a lone surrogate$/],
    ['too many components', Array.from({ length: 39 }, () => divider), /^components: 39 > 38$/],
    ['too many components by their buttons', Array.from({ length: 7 }, (_, row) => buttons(...many(5).map((b) => ({ ...b, line: `${b.line} ${row}` })))), /^components: 42 > 38$/],
    ['too much text', [text(x(3890))], /^text: 3901 > 3900$/],
    ['too much text over several blocks', Array.from({ length: 4 }, () => quote(x(980))), /^text: /],
    ['too much once it is escaped', [code('*'.repeat(1950))], /^text: /],
    ['too much by its line breaks', [text('a\n'.repeat(700))], /^text: /],
    ['too much by its addresses', [text(...Array.from({ length: 4 }, () => link('a', address(500))))], /^text: /],
  ])('%s', (_, blocks, message) => {
    const found = of(...blocks);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it('and all of them are named together', () => {
    expect(of(heading(x(151)), buttons(...many(6)), text(''))).toHaveLength(3);
  });
});

describe('what a block takes', () => {
  it('a text at least its length, twice where an escape may stand', () => {
    expect(cost('plain words')).toBe(11);
    expect(cost('*_`~|<>')).toBe(14);
    expect(blockCost(text('ab', bold('cd')))).toBeGreaterThan(4);
    expect(blockCost(buttons(button()))).toBe(0);
  });

  it('a row of buttons itself and its buttons, a menu two, all else one', () => {
    expect([buttons(...many(3)), menu(items(9)), divider, text('a'), list([['a'], ['b']])].map(blockComponents)).toEqual([4, 2, 1, 1, 1]);
  });

  it('the summary has every word, controls last', () => {
    const blocks = [heading('Head'), buttons(button({ label: 'Press' })), text('a ', bold('b')), list([['one'], ['two']], true), menu([choice({ label: 'Pick' })]), divider];
    expect(summary({ blocks })).toBe('Head\na b\n1. one\n2. two\n[Press]\n[Pick]');
  });
});
