import { describe, expect, it } from 'vitest';
import { scanExport } from '../src/digest/scan/scan.js';

const entry = (name: string, text: string) => `<li><img src="https://example.org/a.jpg" width="30px"><span>${name}</span> 👍（1） 💬（0）<div>${text}</div>2020-01-02</li><br/>`;
const GOOD = [entry('甲', '排队等于缓冲。'), entry('乙', 'a &lt; b，List&lt;String&gt;'), entry('丙', '第一行\n第二行')];
const block = (entries: readonly string[], open = '<div><strong>精选留言（3）</strong></div><ul>', close = '</ul>') => `课文\n${open}\n${entries.join('')}\n${close}`;
const TEXTS = ['排队等于缓冲。', 'a < b，List<String>', '第一行\n第二行'];

/** Damage that both readers, or only the parser, can see through. */
const damage: Readonly<Record<string, (source: string) => string>> = {
  'capital letters': (s) => s.replace(/<(\/?)(li|span|div|ul|img|strong)\b/g, (_, slash: string, tag: string) => `<${slash}${tag.toUpperCase()}`),
  'a title of another kind': (s) => s.replace('<div><strong>精选留言（3）</strong></div>', '<h3>精选留言（3）</h3>'),
  'a numbered list': (s) => s.replaceAll('ul>', 'ol>'),
  'single quotes': (s) => s.replaceAll('"', "'"),
  'a > in an attribute': (s) => s.replaceAll('width="30px"', 'alt="a>b" onerror="if (1 > 0) alert(1)"'),
  'links around names': (s) => s.replace(/<span>(.)<\/span>/g, '<span class="n"><a href="#">$1</a></span>'),
  'bold names': (s) => s.replace(/<span>(.)<\/span>/g, '<span><b>$1</b></span>'),
  'no end of the text': (s) => s.replace('。</div>', '。'),
  'no ends of texts': (s) => s.replaceAll('</div>2020', '2020'),
  'no ends of entries': (s) => s.replaceAll('</li>', ''),
  'no breaks': (s) => s.replaceAll('<br/>', ''),
  'comments between': (s) => s.replaceAll('<br/>', '<!-- <li> -->'),
  'wrapped entries': (s) => s.replaceAll('<li><img', '<li class="x"><div class="row"><img').replaceAll('2020-01-02</li>', '2020-01-02</div></li>'),
  'wrapped dates': (s) => s.replaceAll('2020-01-02', '<small>2020-01-02</small>'),
  'sections as texts': (s) => s.replaceAll('（0）<div>', '（0）<section>').replaceAll('</div>2020', '</section>2020'),
  'spaces and line ends everywhere': (s) => s.replaceAll('><', '>\n  <').replaceAll('</div>2020-01-02', '</div>\n 2020-01-02 \n'),
  'slashed days': (s) => s.replaceAll('2020-01-02', '2020/1/2'),
};

describe('D1 damaged markup: nothing is lost that can be seen', () => {
  it.each(Object.entries(damage))('%s', (_, spoil) => {
    const scan = scanExport(spoil(block(GOOD)));
    expect(scan.comments.map(({ author, likes, replyCount, text, date }) => [author, likes, replyCount, text, date])).toEqual(TEXTS.map((text, i) => [['甲', '乙', '丙'][i], 1, 0, text, '2020-01-02']));
    expect(scan).toMatchObject({ declared: 3, refused: [], block: true });
  });

  it('the parser is only said to be needed where it was', () => {
    expect(scanExport(block(GOOD)).rescued).toBeUndefined();
    expect(scanExport(damage['capital letters']!(block(GOOD))).rescued).toBe(true);
  });

  it('markup in a text stays a text, whoever reads it', () => {
    const raw = '泛型 List<String>，<script>alert(1)</script> 和 <b onclick="x()">';
    for (const spoil of [(s: string) => s, damage['a > in an attribute']!]) {
      expect(scanExport(spoil(block([...GOOD, entry('丁', raw)]))).comments.at(-1)?.text).toBe(raw);
    }
  });

  it('its result is not taken where it loses what the scanner found', () => {
    // a <title> swallows everything for a parser
    const scan = scanExport(block([GOOD[0]!, entry('丁', '<title>'), GOOD[1]!, '<LI>x</LI>', GOOD[2]!]));
    expect(scan.comments.map((one) => one.text)).toEqual([TEXTS[0], '<title>', TEXTS[1], TEXTS[2]]);
    expect(scan.rescued).toBeUndefined();
  });

  it('what neither can read is named with its line', () => {
    const bad = '\n<LI><SPAN>丁</SPAN> 👍（1） 💬（0）<DIV>没有日期</DIV></LI>\n';
    const scan = scanExport(damage['capital letters']!(block([GOOD[0]!, bad, GOOD[1]!])));
    expect(scan.comments.map((one) => one.text)).toEqual(TEXTS.slice(0, 2));
    expect(scan.refused).toEqual([expect.objectContaining({ line: 4, reason: 'unclosed' })]);
  });
});
