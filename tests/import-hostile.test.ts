import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities } from '../src/digest/scan/entities.js';
import { scanExport } from '../src/digest/scan/scan.js';

const OPEN = '<div><strong>精选留言（1）</strong></div><ul>';
const HEAD = '<li><span>甲</span> 👍（1） 💬（0）<div>';
const fill = (part: string, units: number) => part.repeat(Math.ceil(units / part.length));

/** CPU time of one scan, milliseconds; the least of three, so that a busy machine does not count. */
function costOf(source: string): number {
  const once = () => {
    const before = process.cpuUsage();
    scanExport(source);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}

const BOMBS: readonly [string, (units: number) => string][] = [
  ['<div>', (n) => OPEN + fill('<div>', n)],
  ['<div> in a text', (n) => OPEN + HEAD + fill('<div>', n)],
  ['</div> in a text', (n) => OPEN + HEAD + fill('</div>', n)],
  ['</div> and spaces in a text', (n) => OPEN + HEAD + fill(`</div>${' '.repeat(50)}`, n)],
  ['<li>', (n) => OPEN + fill('<li>', n)],
  ['<li></li>', (n) => OPEN + fill('<li></li>', n)],
  ['<li><span>', (n) => OPEN + fill('<li><span>', n)],
  ['heads without end', (n) => OPEN + fill(HEAD, n)],
  ['<p> heads closed by </div>', (n) => OPEN + fill(`${HEAD.replace('<div>', '<p>')}x</div>2020-01-01</li>`, n)],
  ['nested <ul>', (n) => OPEN + HEAD + 'x</div>2020-01-01' + fill('<ul>', n)],
  ['replies without end', (n) => OPEN + fill(`${HEAD}x</div>2020-01-01<ul><ul></ul>`, n)],
  ['entities', (n) => OPEN + HEAD + fill('&amp;&#38;&', n) + '</div>2020-01-01</li></ul>'],
  ['titles', (n) => fill(OPEN, n)],
  ['half titles', (n) => fill('<strong>精选留言（', n)],
  ['attributes', (n) => `${OPEN}<li ${fill('a="b" ', n)}`],
  ['spaces', (n) => OPEN + fill(' ', n)],
  ['<br/>', (n) => OPEN + fill('<br/>', n)],
  ['stray', (n) => OPEN + fill('x<', n)],
  ['<ul', (n) => OPEN + HEAD + 'x</div>2020-01-01' + fill('<ul', n)],
  ['<ul in a text', (n) => OPEN + HEAD + fill('<ul', n)],
  ['an open quote', (n) => `${OPEN}<li><img src="${fill('a', n)}`],
  ['open quotes', (n) => OPEN + fill('<li><img src="aaaa', n)],
  ['names without end', (n) => OPEN + fill('<li><span>甲', n)],
  ['entities without end', (n) => OPEN + HEAD + fill('&#', n) + '</div>2020-01-01</li></ul>'],
  ['entities with far semicolons', (n) => OPEN + HEAD + fill(`${'&'.repeat(40)};`, n) + '</div>2020-01-01</li></ul>'],
  ['handlers and scripts', (n) => OPEN + HEAD + fill('<script>x</script><b onclick="y()">', n) + '</div>2020-01-01</li></ul>'],
  ['capital <LI>', (n) => OPEN + fill('<LI><SPAN>甲</SPAN> 👍（1） 💬（0）<DIV>x', n)],
  ['capital <DIV>', (n) => OPEN + fill('<DIV>', n)],
  ['closing tags of nothing', (n) => OPEN + HEAD + fill('</b>', n)],
  ['G5 entries', (n) => fill('<div class="_2sjJGcOH_0">', n)],
  ['G5 without an end', (n) => fill('<div class="_2sjJGcOH_0"><div class="_36ChpWj4_0"><div class="_2zFoi7sd_0"><span>甲</span></div><div class="_2_QraFYR_0">x</div>', n)],
  ['G5 answers', (n) => `<div class="_2sjJGcOH_0"><div class="_36ChpWj4_0"><div class="_2zFoi7sd_0"><span>甲</span></div><div class="_2_QraFYR_0">x</div><div class="_10o3OAxT_0">${fill('<p class="_3KxQPN3V_0">', n)}`],
  ['G6 items', (n) => `## 精选留言(2)\n\n${fill('- \n', n)}`],
  ['G6 icons', (n) => `## 精选留言(2)\n\n- \n\n  甲\n\n${fill('  **\n', n)}`],
  ['G6 days', (n) => `## 精选留言(2)\n\n- \n\n  甲\n\n${fill('  2020-01-01\n\n  作者回复: x\n\n', n)}`],
  ['G6 blanks', (n) => `## 精选留言(2)\n\n- \n\n  甲\n\n${fill(' ', n)}`],
  ['G7 items', (n) => `<h2>精选留言：</h2><ul>${fill('<li><div><div style="">', n)}`],
  ['G7 texts', (n) => `<h2>精选留言：</h2><ul>${fill('<li><div><div style="">甲  2020-01-01</div><div style="">x</div><div>', n)}`],
  ['G7 spaces', (n) => `<h2>精选留言：</h2><ul><li><div><div style="">甲  2020-01-01</div><div style="">x${fill(' ', n)}y</div></div></li>`],
  ['G8 headings', (n) => fill('## 全部评论\n\n**甲** 👍 0\n', n)],
  ['G8 stars', (n) => `## 全部评论\n\n**甲** 👍 0\n${fill('**', n)}`],
  ['G8 quotes', (n) => `## 全部评论\n\n**甲** 👍 0\nx\n${fill('> 作者回复: x\n', n)}`],
  ['half headings', (n) => fill('## 精选留言(3)\n', n)],
  ['CR', (n) => OPEN + HEAD + fill('\r', n)],
];

/** So many times the work for eight times the size; what is quadratic has 64. */
const MOST = 30;

describe('D1 hostile files cost no more than their length', () => {
  it.each(BOMBS)('%s: eight times the size, nowhere near 64 times the work', (_, make) => {
    const [small, large] = [make(128 * 1024), make(1024 * 1024)];
    let found = Number.POSITIVE_INFINITY;
    // a machine that was busy with something else is asked again
    for (let chances = 3; chances > 0 && found >= MOST; chances--) found = costOf(large) / Math.max(costOf(small), 12);
    expect(found).toBeLessThan(MOST);
  });

  it('never throws, and never finds more than is there', () => {
    const piece = fc.constantFrom('<li>', '<span>', '</span>', '甲', ' 👍（1）', ' 💬（-1）', '<div>', '<p>', '</div>', '</p>', '2020-01-02', '</li>', '<ul>', '</ul>', '<br/>', '\r\n', '&lt;', '\uD800', OPEN, HEAD);
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 60, size: 'max' }), (parts) => {
        const source = parts.join('');
        const scan = scanExport(source);
        const lines = source.split(/\r\n?|\n/).length;
        expect(scan.comments.length + scan.refused.length).toBeLessThanOrEqual(source.length);
        expect(scan.comments.length).toBeLessThanOrEqual(source.split('👍').length - 1);
        for (const { line } of [...scan.comments, ...scan.refused]) expect(line >= 1 && line <= lines).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('what was escaped comes back exactly, whatever it is', () => {
    const escape = (text: string) => text.replace(/[&<>"'/]/g, (char) => `&#${char.charCodeAt(0)};`);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (texts) => {
        const source = `${OPEN}${texts.map((text) => `${HEAD}${escape(text)}</div>2020-01-01</li><br/>`).join('')}</ul>`;
        expect(scanExport(source).comments.map((one) => one.text)).toEqual(texts.map((text) => text.replace(/\r\n?/g, '\n')));
      }),
      { numRuns: 300 },
    );
  });

  it('an entity is decoded exactly once', () => {
    const once = (text: string) => text.replace(/&/g, '&amp;');
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('&', 'l', 't', ';', '#', 'x', '3', 'amp;', 'lt;') }), (text) => {
      expect(decodeEntities(once(text))).toBe(text);
    }));
  });
});
