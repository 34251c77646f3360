import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scanExport } from '../src/digest/scan/scan.js';

const fixture = (name: string) => readFileSync(new URL(`fixtures/exports/${name}`, import.meta.url), 'utf8');
const facts = (source: string) => scanExport(source).comments.map(({ author, likes, replyCount, text, date }) => ({ author, likes, replyCount, text, date }));
const entry = (text: string, name = '甲', date = '2020-01-02', likes = '1', replies = '0') =>
  `<li><img src="https://example.org/a.jpg" width="30px"><span>${name}</span> 👍（${likes}） 💬（${replies}）<div>${text}</div>${date}</li><br/>`;
const block = (...entries: string[]) => `<div><strong>精选留言（${entries.length}）</strong></div><ul>\n${entries.join('')}\n</ul>`;

const THREE = [
  { author: '甲', likes: 12, replyCount: 2, text: '排队等于给突发流量一个缓冲，代价是延迟。', date: '2020-01-02' },
  { author: '乙', likes: 3, replyCount: 0, text: '请问队列满了怎么办？', date: '2020-01-03' },
  { author: '丙', likes: 0, replyCount: 0, text: '打卡', date: '2020-01-04' },
];

describe('D1 every variant of an export', () => {
  it.each(['g1-img-div', 'g2-noimg-div', 'g3-noimg-p', 'g4-all-img-p'])('%s: three comments, exact', (name) => {
    const scan = scanExport(fixture(`${name}.md`));
    expect(facts(fixture(`${name}.md`))).toEqual(THREE);
    expect(scan).toMatchObject({ declared: 3, refused: [], block: true, cut: false });
    expect(new Set(scan.comments.map((one) => one.line))).toEqual(new Set([9]));
  });

  it('a lesson without a block has none, whatever words its body uses', () => {
    expect(scanExport(fixture('g0-no-comments.md'))).toEqual({ comments: [], declared: undefined, refused: [], block: false, cut: false });
  });

  it('says what was declared where it differs from what is there', () => {
    const scan = scanExport(fixture('g1-count-mismatch.md'));
    expect([scan.declared, scan.comments.length]).toEqual([30, 3]);
  });

  it('keeps the whole entries of a truncated file and names the cut', () => {
    const scan = scanExport(fixture('g1-truncated.md'));
    expect(scan.comments.map((one) => one.author)).toEqual(['甲', '乙']);
    expect(scan.cut).toBe(true);
    expect(scan.refused).toEqual([{ line: 9, reason: 'cut-off', near: '<li><img src="https://example.org/a.jpg" width="30px"><sp' }]);
  });

  it('reads a file cut at any place without inventing a comment', () => {
    const whole = fixture('g1-edge.md');
    const all = facts(whole).map((one) => JSON.stringify(one));
    for (let end = whole.indexOf('<ul>') + 4; end < whole.lastIndexOf('</ul>'); end += 7) {
      const scan = scanExport(whole.slice(0, end));
      const kept = facts(whole.slice(0, end)).map((one) => JSON.stringify(one));
      expect(kept).toEqual(all.slice(0, kept.length));
      expect(scan.cut).toBe(true);
      expect(scan.refused.length).toBeLessThanOrEqual(1);
    }
  });

  it('G1 with everything people write: 20 in, 20 out', () => {
    const scan = scanExport(fixture('g1-edge.md'));
    expect([scan.comments.length, scan.declared, scan.refused]).toEqual([20, 20, []]);
    const by = (author: string) => scan.comments.find((one) => one.author === author);
    expect(by('丁')).toMatchObject({ likes: 2613, replyCount: 78 });
    expect(by('\u3000')).toMatchObject({ likes: 0, replyCount: undefined });
    expect(by('\u202D\u202D')).toBeDefined();
    expect(by('张三（某中心）👍')?.text).toBe('作者名里有（）和 👍');
    expect(by('己')?.text).toBe('正文里有 👍（3） 💬（2） 和 2020-01-01');
    expect(by('庚')?.text).toBe(`转义的标签 </div>2020-01-01</li> 以及 List<String> 和 &lt;双重转义&gt; 'a' "b" "c" \`d\` +，`);
    expect(by('辛')).toMatchObject({ line: 9, text: '第一行\n\n  缩进的第二段\n\tkey: value\n```go\nfunc f() {}\n```\n# 不是标题\n- 不是列表' });
    expect(by('壬')?.text.startsWith('回车\n换行')).toBe(true);
    expect(by('壬')).toMatchObject({ line: 17 });
    expect(by('子')?.text).toBe('');
    expect(scan.comments.filter((one) => one.text === '学习打卡')).toHaveLength(2);
    expect(by('未')?.text).toBe('上面的“精选留言（30）”说得对');
  });

  it('takes rounded counts, slashed dates, raw angle brackets, nested replies, and a second, empty block', () => {
    const scan = scanExport(fixture('x-defensive.md'));
    expect(facts(fixture('x-defensive.md'))).toEqual([
      { author: '甲', likes: 999, replyCount: 12_000, text: '原始尖括号 a < b && c > d，泛型 List<String>', date: '2020-01-02' },
      { author: '乙', likes: 1, replyCount: 1, text: '有嵌套回复\n第二行', date: '2020-01-03' },
    ]);
    expect(scan).toMatchObject({ declared: 2, refused: [], cut: false });
  });

  it('CRLF and LF files give the same comments and lines', () => {
    const lf = fixture('g1-edge.md').replace(/\r/g, '');
    expect(scanExport(lf.replace(/\n/g, '\r\n'))).toEqual(scanExport(lf));
  });

  it('keeps white space at both ends of a text', () => {
    expect(facts(block(entry('\n  key: value\n\n')))[0]?.text).toBe('\n  key: value\n\n');
  });

  it('decodes an entity once, and leaves what is none', () => {
    const raw = '&amp;lt;b&amp;gt; &lt;&#60;&#x3C; &nosuch; &amp &#; &#x110000; &#xD800; &#0; &constructor; AT&T &#xff0c;&nbsp;|';
    expect(facts(block(entry(raw)))[0]?.text).toBe('&lt;b&gt; <<< &nosuch; &amp &#; &#x110000; &#xD800; &#0; &constructor; AT&T ，\u00A0|');
    expect(facts(block(entry('x', '&lt;b&gt; &amp;amp;')))[0]?.author).toBe('<b> &amp;');
  });

  it('knows the names of references that HTML 4 has', () => {
    const raw = '&alpha;&Omega;&sect;&para;&infin;&rArr;&sum;&eacute;&Uuml;&szlig;&frac12;&hearts;&zwj;&thinsp;&iexcl;&yuml;&and;&empty;';
    expect(facts(block(entry(raw)))[0]?.text).toBe('αΩ§¶∞⇒∑éÜß½♥\u200D\u2009¡ÿ∧∅');
  });

  it.each([
    ['0', 0], ['2,613', 2613], ['999+', 999], ['1.2万', 12_000], ['1.2w', 12_000], ['3k', 3000], ['-1', 0],
  ])('likes written %s are %i', (written, likes) => {
    expect(facts(block(entry('x', '甲', '2020-01-02', written)))[0]?.likes).toBe(likes);
  });

  it.each(['<img/>', '<img src="a.jpg" alt="a > b">', "<img alt='x>y' src=a>", '<img src="a.jpg" alt="<3">', `<img src="data:image/png;base64,${'A'.repeat(20_000)}" width="30px">`, '<img\n  src="a.jpg"\n/>'])('an avatar of kind %# is passed over without a parser', (avatar) => {
    const scan = scanExport(block(entry('<title>').replace(/<img[^>]*>/, avatar), entry('b')));
    expect(scan).toMatchObject({ declared: 2, refused: [] });
    expect([scan.comments.map((one) => one.text), scan.rescued]).toEqual([['<title>', 'b'], undefined]);
  });

  it('signs for likes and replies that were written as references', () => {
    for (const [thumb, bubble] of [['&#128077;', '&#128172;'], ['&#x1f44d;', '&#x1F4AC;'], ['\u{1F44D}\uFE0F', '\u{1F4AC}\uFE0F']]) {
      const source = block(entry('a', '甲', '2020-01-02', '12', '3'), entry('b')).replaceAll('👍', thumb!).replaceAll('💬', bubble!);
      expect(scanExport(source)).toMatchObject({ declared: 2, refused: [], comments: [{ author: '甲', likes: 12, replyCount: 3, text: 'a' }, { text: 'b' }] });
    }
  });

  it('a list of the lesson is no refused comment where a parser has to help', () => {
    const scan = scanExport(`见精选留言（3）\n<ul>\n<li>一</li>\n<li>二 👍（1） 💬（2）\n</ul>\n${block(entry('a').replace('<li>', '<LI>'), entry('b'))}`);
    expect(scan).toMatchObject({ declared: 2, refused: [], comments: [{ text: 'a' }, { text: 'b' }] });
  });

  it('a comment about the comment block, with its markup, is a comment', () => {
    const imitation = '&lt;div&gt;&lt;strong&gt;精选留言（9）&lt;/strong&gt;&lt;/div&gt;&lt;ul&gt;';
    expect(scanExport(block(entry(imitation), entry('b')))).toMatchObject({ declared: 2, refused: [] });
  });
});

describe('D1 a bad entry is named with its line and the rest goes on', () => {
  const good = entry('好');
  it.each([
    ['no-author', '<li> 👍（1） 💬（0）<div>x</div>2020-01-02</li>'],
    ['no-likes', '<li><span>乙</span> 👍（许多） 💬（0）<div>x</div>2020-01-02</li>'],
    ['no-text', '<li><span>乙</span> 👍（1） 💬（0）x 2020-01-02</li>'],
    ['bad-date', entry('x', '乙', '2020-02-30')],
    ['bad-date', entry('x', '乙', '昨天')],
    ['unclosed', '<li><span>乙</span> 👍（1） 💬（0）<div>x</li><br/>'],
    ['too-long', entry('x'.repeat(100_001), '乙')],
    ['too-long', entry('x', '乙'.repeat(201))],
    ['stray', 'what is this'],
  ])('%s', (reason, bad) => {
    const scan = scanExport(`body\n${block(good, `\n${bad}`, good)}`);
    expect(scan.comments.map((one) => one.text)).toEqual(['好', '好']);
    expect(scan.refused).toEqual([expect.objectContaining({ line: 4, reason })]);
    expect(scan.cut).toBe(false);
  });

  it('what a refusal shows cannot steer a terminal', () => {
    const scan = scanExport(block('\u001B[31m\u202Eevil\n\nmore'));
    expect(scan.refused[0]?.near).toBe('[31mevil more');
  });
});
