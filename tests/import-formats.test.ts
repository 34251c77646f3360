import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommentFacts } from '../src/digest/comment.js';
import { scanExport } from '../src/digest/scan/scan.js';
import { FORMATS, RENDER, told } from './support/exports.js';

const fixture = (name: string) => readFileSync(new URL(`fixtures/exports/${name}`, import.meta.url), 'utf8');
const facts = (source: string): CommentFacts[] => scanExport(source).comments.map(({ author, likes, replyCount, text, date, reply }) => ({ author, likes, replyCount, text, date, reply }));
const unknown = undefined;

describe('D1 every format that exporters write', () => {
  it('G5: the page’s own classes, the author’s reply, no likes', () => {
    expect(facts(fixture('g5-hexo-author-reply.html'))).toEqual([
      { author: '甲', likes: unknown, replyCount: unknown, text: '请问队列满了怎么办？\n另外延迟呢？', date: '2019-12-18', reply: '拒绝或降级。\n\n延迟见下一讲😊' },
      { author: '乙', likes: unknown, replyCount: unknown, text: '讲得真好', date: '2020-06-27', reply: unknown },
    ]);
  });

  it('G6: clipped Markdown, the day before or after the text', () => {
    expect(facts(fixture('g6-md-list.md'))).toEqual([
      { author: '甲', likes: 20, replyCount: unknown, text: '排队等于缓冲。', date: '2019-07-26', reply: unknown },
      { author: '-乙-', likes: 6, replyCount: unknown, text: '请问队列满了怎么办？', date: '2019-07-23', reply: '拒绝或降级。' },
    ]);
  });

  it('G6: names of blanks or of nothing, and an answer that a reader pasted', () => {
    const one = (...lines: string[]) => facts(`## 精选留言(1)\n\n- \n\n${lines.join('\n\n')}\n\n  **3\n`)[0];
    expect(one('  \u3000', '  2019-07-23', '  好')).toMatchObject({ author: '\u3000', date: '2019-07-23', text: '好' });
    expect(one('  ', '  2019-07-23', '  好')).toMatchObject({ author: '', date: '2019-07-23', text: '好' });
    expect(one('  2019-07-22', '  2019-07-23', '  好')).toMatchObject({ author: '2019-07-22', date: '2019-07-23', text: '好' });
    expect(one('  甲', '  2019-07-23', '  作者回复: 是的。\n  再问一句')).toMatchObject({ author: '甲', text: '作者回复: 是的。\n再问一句', reply: undefined });
  });

  it('G7: an e-book’s list, likes behind the text', () => {
    expect(facts(fixture('g7-geektime_dl.html'))).toEqual([{ author: '甲', likes: 12, replyCount: unknown, text: '排队等于缓冲。', date: '2019-07-26', reply: '对' }]);
  });

  it('G7: an answer in the older form, with who and when', () => {
    const older = fixture('g7-geektime_dl.html').replace('<div><div><p>作者回复: 对</p></div></div>', '<br/>\n<div>\n <div style="x">作者回复2019-07-27 08:00:00</div>\n <div style="y">对，&lt;是&gt;</div>\n</div>');
    expect(facts(older)).toEqual([{ author: '甲', likes: 12, replyCount: unknown, text: '排队等于缓冲。', date: '2019-07-26', reply: '对，<是>' }]);
  });

  it('G8: the best are among all, and each is one comment', () => {
    expect(facts(fixture('g8-top10.md'))).toEqual([
      { author: '甲', likes: 12, replyCount: unknown, text: '排队等于缓冲。', date: unknown, reply: '对' },
      { author: '乙', likes: 0, replyCount: unknown, text: '请问队列满了怎么办？', date: unknown, reply: unknown },
    ]);
    const repeated = '**甲** 👍 12\n排队等于缓冲。\n\n> 作者回复: 对 👍 3\n\n**乙** 👍 0\n请问队列满了怎么办？\n\n**乙** 👍 0\n请问队列满了怎么办？\n';
    const both = fixture('g8-top10.md').replace(/\*\*乙\*\*[\s\S]*/, repeated);
    expect(facts(both).map(({ author }) => author)).toEqual(['甲', '乙', '乙']);
  });

  it.each(['g5-hexo-author-reply.html', 'g6-md-list.md', 'g7-geektime_dl.html', 'g8-top10.md'])('%s: a block, nothing refused, not cut', (name) => {
    expect(scanExport(fixture(name))).toMatchObject({ block: true, refused: [], cut: false });
  });

  it('words like a title are no block without what follows one', () => {
    for (const words of ['## 精选留言(3)\n\n就这样。', '## 全部评论\n\n很多。', '<h2>精选留言：</h2><p>没有</p>', '<strong>精选留言（3）</strong>', '见 class="_2sjJGcOH_0"', 'a ## 热评 TOP 10\n\n### 1. 甲 👍 1']) {
      expect(scanExport(words)).toMatchObject({ block: false, comments: [], declared: undefined });
    }
  });

  it('what is after the last clipped entry is named, and spoils nothing', () => {
    const scan = scanExport(`${fixture('g6-md-list.md')}\n版权所有\n`);
    expect(scan.comments.map(({ likes }) => likes)).toEqual([20, 6]);
    expect(scan.refused).toEqual([{ line: 35, reason: 'stray', near: '版权所有' }]);
  });
});

const day = fc.date({ min: new Date('2017-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const hostile = fc.constantFrom('</div>', '2020-01-01</li>', '<li><span>x</span> 👍（1） 💬（1）<div>', '&amp;lt;', '&#60;', '👍（3） 💬（2）', '精选留言（30）', '<strong>精选留言（2）</strong></div><ul>', '\u202E', '\u0008', '🤷🏻‍♂️', '```', '\t', 'key: value', 'List<String>', '作者回复: 是的', '<script>alert(1)</script>', '<b onclick="x()">', '\uFFFD', '\n\n', '</ul>', '[3赞]', '<br/>');
const text = fc.array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 6 }).map((parts) => parts.join('').replace(/\r\n?/g, '\n'));
const name = fc.oneof(fc.constantFrom('', ' ', '\u3000', '@甲', 'a@example.org', '甲（👍@', '/quiz', '-乙-', '<b>'), fc.string({ unit: 'grapheme', maxLength: 10 }).map((one) => one.replace(/[\r\n]/g, ' ')));
const comment: fc.Arbitrary<CommentFacts> = fc.record({ author: name, likes: fc.nat({ max: 5000 }), replyCount: fc.option(fc.nat({ max: 90 }), { nil: undefined }), text, date: day, reply: fc.constant(undefined) });

describe('D1 what was written comes back exactly', () => {
  it.each(['G1', 'G2', 'G3', 'G4'] as const)('%s, whatever people wrote', (format) => {
    fc.assert(
      fc.property(fc.array(comment, { maxLength: 6 }), (comments) => {
        const scan = scanExport(`课文\n${RENDER[format](comments)}\n`);
        expect(facts(`课文\n${RENDER[format](comments)}\n`)).toEqual(comments);
        expect(scan).toMatchObject({ declared: comments.length, refused: [], cut: false });
      }),
      { numRuns: 200 },
    );
  });

  // these formats are Markdown or do not keep the white space around a text: lines that mean something there cannot come back
  const quiet = fc.array(fc.stringMatching(/^[一-十a-z<>&'"，。？(): ]{0,20}[一-十a-z]$/), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n').trim());
  const calm = fc.record({ author: fc.stringMatching(/^[一-十a-z@<&]{1,8}$/), likes: fc.nat({ max: 5000 }), replyCount: fc.option(fc.nat({ max: 90 }), { nil: undefined }), text: quiet, date: day, reply: fc.option(quiet, { nil: undefined }) });
  it.each(['G5', 'G6', 'G7', 'G8'] as const)('%s, with answers', (format) => {
    // what Markdown is decoded once, and what it shows as a reference must not be one
    const plainAmp = (one: string) => (format === 'G6' || format === 'G8' ? one.replaceAll('&', '＆') : one);
    fc.assert(
      fc.property(fc.uniqueArray(calm, { maxLength: 25, selector: (one) => one.author + one.text }), (raw) => {
        const comments = raw.map((one) => ({ ...one, author: plainAmp(one.author), text: plainAmp(one.text), reply: one.reply && plainAmp(one.reply) }));
        // the best come first in G8
        const found = facts(`课文\n\n${RENDER[format](comments)}\n`);
        const sorted = (all: readonly CommentFacts[]) => all.map((one) => JSON.stringify(one)).toSorted();
        expect(sorted(found)).toEqual(sorted(comments.map((one) => told(format, one))));
        if (format !== 'G8') expect(found.map((one) => one.text)).toEqual(comments.map((one) => one.text));
      }),
      { numRuns: 150 },
    );
  });

  it('every format is rendered', () => {
    expect(FORMATS.map((format) => scanExport(RENDER[format]([{ author: '甲', likes: 3, replyCount: 1, text: '好', date: '2020-01-02' }])).comments.length)).toEqual(FORMATS.map(() => 1));
  });
});
