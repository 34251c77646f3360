import type { Block, BlockKind, Reply } from '../../src/reply.js';

export const reply = (...blocks: Block[]): Reply => ({ blocks, locale: 'en' });

/** One of each block kind; the compiler keeps it complete. */
const ONE_OF_EACH: { [K in BlockKind]: Extract<Block, { kind: K }> } = {
  heading: { kind: 'heading', text: '第 13 讲 Why we need Pods' },
  text: {
    kind: 'text',
    spans: [
      'A ',
      { text: '粗体', style: 'bold' },
      '后面紧跟中文, ',
      { text: 'kubectl', style: 'code' },
      ' and ',
      { text: 'docs', url: 'https://example.org/a?b=(c)' },
    ],
  },
  list: { kind: 'list', ordered: true, items: [['first'], [{ text: 'second', style: 'italic' }]] },
  quote: { kind: 'quote', spans: ['two lines\nof a comment'] },
  code: { kind: 'code', text: 'kind: Pod\nspec: {}', language: 'yaml' },
  note: { kind: 'note', spans: ['small print'] },
  divider: { kind: 'divider' },
  image: { kind: 'image', card: { title: '排行榜', bars: [{ lead: '1', label: 'Maya', share: 1, value: '5' }] }, alt: 'Picture of the board' },
  buttons: {
    kind: 'buttons',
    buttons: [
      { label: 'Next', line: 'next', style: 'primary' },
      { label: 'Off', line: 'off', disabled: true },
      { label: 'Site', url: 'https://example.org/' },
    ],
  },
  choices: {
    kind: 'choices',
    placeholder: 'Choose',
    choices: [
      { label: 'Apple', line: 'pick a', description: 'red' },
      { label: 'Pear', line: 'pick b' },
    ],
  },
};
export const KINDS = Object.entries(ONE_OF_EACH) as [BlockKind, Block][];

/** The same text in every place that takes text. */
export const EVERY_KIND = (text: string): Block[] => [
  { kind: 'heading', text },
  { kind: 'text', spans: [text] },
  { kind: 'text', spans: ['前', { text, style: 'bold' }, '后', { text, style: 'italic' }, '中', { text, style: 'code' }, '末'] },
  { kind: 'text', spans: [{ text, url: 'https://example.org/x' }] },
  { kind: 'list', ordered: false, items: [[text], [text]] },
  { kind: 'quote', spans: [text] },
  { kind: 'note', spans: [text] },
  { kind: 'code', text },
  { kind: 'buttons', buttons: [{ label: text, line: 'a' }] },
  { kind: 'choices', placeholder: text, choices: [{ label: text, line: 'a', description: text }] },
];

/** Text that people with bad intent, or none, write into comments and names. */
export const HOSTILE: readonly [string, string][] = [
  ['a ping of all on Discord', '@everyone and @here'],
  ['a ping of all on Slack', '<!channel> <!here|here> <!everyone>'],
  ['a mention', '<@1234> <@U0123ABCD> <@&55> <#99> <#C012|general> <!subteam^S1>'],
  ['a command, a time, an emoji', '</lesson:12> <t:1700000000:R> <:x:123> :smile: <id:customize>'],
  ['a bare link', 'see https://evil.example/a_b?c=d, http://evil.example and discord.gg/abc'],
  ['a masked link', '[the docs](https://evil.example) <https://evil.example|docs>'],
  ['a stolen link end', '](https://evil.example) [x'],
  ['a heading', '# Big\n## Less\n### Least\n-# small'],
  ['a list', '- a\n* b\n+ c\n1. d\n  - e'],
  ['a quote', '> a\n>>> b'],
  ['a fence', '```js\nx\n```\n````\n`a` ``b``'],
  ['emphasis', '**b** __u__ *i* _i_ ~~s~~ ||spoiler|| ***bi***'],
  ['back-slashes', '\\*a\\* \\\\*b* \\'],
  ['markup', '&lt;b&gt; &amp; <b>x</b> <script>alert(1)</script>'],
  ['emphasis beside Chinese', '**粗体**后面 *斜*体 `码`后'],
];
