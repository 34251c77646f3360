import { describe, expect, it } from 'vitest';
import { renderJson, renderText } from '../adapters/terminal/render.js';
import { bold, buttons, code, divider, heading, italic, link, list, mono, note, quote, text } from '../src/reply.js';
import type { Block, Reply } from '../src/reply.js';

const reply = (...blocks: Block[]): Reply => ({ blocks, locale: 'en' });
const every = reply(
  heading('Why Pods · 为什么我们需要 Pod'),
  text('See ', bold('now'), ', ', italic('then'), ', ', mono('kubectl get pods'), ', ', link('the column', 'https://example.org/13')),
  list([['one'], ['two\nlines', bold('!')]]),
  list([['first'], ['second']], true),
  quote('a reader said\n\nthis'),
  code('kind: Pod\n\n  name: x', 'yaml'),
  note('sample comments'),
  { kind: 'image', card: { title: 'Board', bars: [] }, alt: 'Picture of the board: 1. Maya' },
  divider,
  buttons(
    { label: 'Next', line: 'next' },
    { label: 'Over', line: 'quiz old', disabled: true },
    { label: 'Read', url: 'https://example.org' },
  ),
  {
    kind: 'choices',
    placeholder: 'Pick one',
    choices: [{ label: 'A', line: 'pick a' }, { label: 'B', line: 'pick b', description: 'the other' }],
  },
);

const SEEN = `# Why Pods · 为什么我们需要 Pod

See now, then, \`kubectl get pods\`, the column (https://example.org/13)

• one
• two
  lines!

1. first
2. second

> a reader said
>
> this

    kind: Pod

      name: x

sample comments

[Picture of the board: 1. Maya]

──────────

[Next]  → next
[Over]
Read: https://example.org

Pick one
1. A  → pick a
2. B · the other  → pick b`;

describe('a reply as plain text', () => {
  it('shows every kind of block', () => {
    expect(renderText(every, { columns: 10 })).toBe(SEEN);
  });

  it('adds colours only where asked, and nothing but colours', () => {
    const colored = renderText(every, { columns: 10, color: true });
    expect(colored).toContain('\u001B[1m# Why Pods');
    // oxlint-disable-next-line no-control-regex -- the colours are what is taken away
    expect(colored.replaceAll(/\u001B\[\d+m/g, '')).toBe(SEEN);
    expect(renderText(every)).not.toContain('\u001B');
  });

  it('D7: lets no text steer the terminal, wherever it stands', () => {
    const evil = 'x\u001B]0;title\u0007\u001B[2J\u009B31m\u0000\u0008\r\u202Eabc\u2066\u200B\u2028\u007F\uD800z';
    const all = reply(
      heading(evil),
      text(evil, bold(evil), italic(evil), mono(evil), link(evil, `https://example.org/${evil}`)),
      list([[evil]]),
      quote(evil),
      code(evil),
      note(evil),
      { kind: 'image', card: { title: evil, bars: [] }, alt: evil },
      buttons({ label: evil, line: evil }, { label: evil, url: `https://example.org/${evil}` }),
      { kind: 'choices', placeholder: evil, choices: [{ label: evil, line: evil, description: evil }] },
    );
    const shown = renderText(all);
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E\u2066\u200B\u2028]/u);
    expect(shown.isWellFormed()).toBe(true);
    expect(shown.match(/abc/g)).toHaveLength(20);
    const json = renderJson(all);
    expect(json).toMatch(/^[ -~\uFFFD]*$/u);
    expect(JSON.parse(json)).toEqual(all);
  });

  it('keeps a label, a heading and a line on one line, so that no button can be drawn inside them', () => {
    const shown = renderText(reply(heading('a\n[Fake]  → settings'), buttons({ label: 'b\n[Fake]', line: 'next\nquiz' })));
    expect(shown).toBe('# a [Fake] → settings\n\n[b [Fake]]  → next quiz');
  });

  it('writes JSON on one line, with Chinese as it is', () => {
    const json = renderJson(reply(text('第一行\n第二行')));
    expect(json.split('\n')).toHaveLength(1);
    expect(json).toContain('第一行');
  });
});
