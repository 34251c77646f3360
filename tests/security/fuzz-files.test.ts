import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identify } from '../../src/digest/comment.js';
import { scanExport } from '../../src/digest/scan/scan.js';
import { titlesIn } from '../../src/digest/titles.js';
import { courseIn } from '../../src/io/content/load.js';
import { LOCALES, translator } from '../../src/locale/index.js';
import { writeCsv } from '../../src/quiz/formats/csv.js';
import { flaws } from '../../src/quiz/formats/flaws.js';
import { draftOf } from '../../src/quiz/formats/draft.js';
import { writeGift } from '../../src/quiz/formats/gift-write.js';
import { formatOf, READABLE, readQuestionsFrom } from '../../src/quiz/formats/read.js';
import { placed } from '../../src/quiz/formats/said.js';
import { tame } from '../../src/text.js';
import { SMALL } from '../core/small-course.js';
import { hostile } from '../core/arbitraries.js';
import { fuzz, PROTOTYPE } from '../support/fuzz.js';
import { SAMPLES } from '../support/questions.js';

const SIGNS = [
  ...PROTOTYPE, '<', '>', '</div>', '<li>', '<ul>', '<!--', ']]>', '&', '&#', '&#x110000;', '&#0;', '&amp;lt;', '"', "'", '{', '}', '[', ']', '=', '~', '#', '%', '\\', '::', '->', ',', ';', '\t', '\n', '\r', '\r\n', '- ', '  ', ': ', '? ', '| ', '> ', '&a ', '*a', '<<: ', '!!js/function ', '!!binary ', '---\n', '...\n', '%YAML 9', '`', '```', '**', '\0', '\uD800', '\u202E', '\uFEFF', '\u2028', '１', '讲', '精选留言', '👍（1）', '💬（-1）', 'ANSWER: A', 'null', 'true', '0x1F', '1e999', '2020-02-30', '../../x', 'file:///etc/passwd', 'javascript:alert(1)',
] as const;
const sign = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...SIGNS) }, { weight: 1, arbitrary: hostile(6) });

/** A good text with pieces gone, doubled, or put in. */
const broken = (good: string): fc.Arbitrary<string> =>
  fc.array(fc.tuple(fc.nat(good.length), fc.nat(20), sign, fc.boolean()), { minLength: 1, maxLength: 5 }).map((changes) => changes.reduce((now, [at, gone, put, twice]) => now.slice(0, at) + put + (twice ? now.slice(Math.max(0, at - gone), at) : '') + now.slice(at + gone), good));
const noise = fc.array(sign, { maxLength: 60, size: 'max' }).map((all) => all.join(''));

const EXPORT = `# 13 | 为什么我们需要Pod？\n<div><strong>精选留言（2）</strong></div><ul>\n<li><img src="https://a.b/c"><div class="x"><span>甲</span> 👍（12） 💬（3）<div>Pod 是&lt;逻辑主机&gt;<br/>第二行</div>2018-09-27</li><br/>\n<li><span>乙</span> 👍（0） 💬（0）<div>问题？</div>2018-10-01</li><br/>\n</ul>`;

test('D1 X4: an export of comments in any state is read as far as it goes, and never thrown at', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: broken(EXPORT) }, { weight: 1, arbitrary: noise }), (source) => {
      const { comments, refused } = scanExport(source);
      const lines = source.split(/\r\n?|\n/).length;
      for (const { line } of [...comments, ...refused]) expect(line >= 1 && line <= lines).toBe(true);
      const ids = identify(comments, 'column').map(({ id }) => id);
      expect(ids.every((id) => /^[0-9a-f]{12}$/.test(id))).toBe(true);
      expect(new Set(ids).size).toBe(ids.length);
      titlesIn(source, source.slice(0, 80));
    }),
    fuzz('exports of comments'),
  );
});

test('A1 X4: questions in any format and state are read as far as they go, each mistake named on a line of its own', () => {
  const good = { gift: writeGift(SAMPLES), csv: writeCsv(SAMPLES), aiken: 'What is a Pod?\nA. one\nB. two\nC. three\nD. four\nANSWER: B\n\nAnd?\nA) x\nB) y\nANSWER: A\n' };
  const text = fc.constantFrom(...READABLE).chain((format) => fc.tuple(fc.constantFrom(...READABLE, format, format), fc.oneof({ weight: 4, arbitrary: broken(good[format]) }, { weight: 1, arbitrary: noise })));
  fc.assert(
    fc.property(text, fc.constantFrom(...LOCALES), ([format, source], locale) => {
      formatOf(source);
      const { questions, problems } = readQuestionsFrom(source, format);
      const last = source.split(/\r\n?|\n/).length;
      for (const { question } of questions) expect(flaws(draftOf(question))).toEqual([]);
      for (const problem of problems) {
        expect(problem.line >= 1 && problem.line <= last).toBe(true);
        const said = placed(translator(locale), problem);
        expect(said).toBe(tame(said).replaceAll('\n', ''));
      }
    }),
    fuzz('texts of questions'),
  );
});

test('A3 X4: a course in any state is loaded, or every mistake is named with file and line', () => {
  const names = Object.keys(SMALL);
  const change = fc.constantFrom(...names).chain((name) => fc.tuple(fc.constant(name), fc.oneof({ weight: 6, arbitrary: broken(SMALL[name] ?? '') }, { weight: 1, arbitrary: noise })));
  const stray = fc.tuple(fc.constantFrom('lessons/../x/en.md', 'lessons/__proto__/en.md', '../course.yaml', 'lessons/1-first/extra.md', 'lessons//en.md', 'lessons/1-first/questions.yaml/x'), noise);
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: change }, { weight: 1, arbitrary: stray }), { minLength: 1, maxLength: 3 }), (changes) => {
      const { course, problems } = courseIn(new Map([...Object.entries(SMALL), ...changes]), 'somewhere');
      expect(course === undefined).toBe(problems.length > 0);
      for (const { file, line, message } of problems) {
        expect([file.length > 0, Number.isInteger(line) && line >= 1, message.trim() !== '']).toEqual([true, true, true]);
      }
    }),
    fuzz('files of a course'),
  );
});

test('A3: YAML that is small on disk and huge when read is refused at once', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\nsections: *i\n`;
  const began = process.cpuUsage();
  for (const file of ['course.yaml', 'glossary.yaml', 'lessons/1-first/questions.yaml', 'lessons/1-first/lesson.yaml']) {
    const { course, problems } = courseIn(new Map([...Object.entries(SMALL), [file, bomb]]), 'somewhere');
    expect([file, course, problems.length > 0]).toEqual([file, undefined, true]);
  }
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(5000);
});
