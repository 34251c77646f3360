import { describe, expect, it } from 'vitest';
import { translator } from '../../src/locale/index.js';
import type { Draft } from '../../src/quiz/formats/draft.js';
import { formatOf, MAX_TEXT, type Readable, readQuestionsFrom, type ReadOptions } from '../../src/quiz/formats/read.js';
import { placed, sentence } from '../../src/quiz/formats/said.js';
import { unfinished } from '../../src/quiz/formats/unfinished.js';

const t = { en: translator('en'), 'zh-CN': translator('zh-CN') };
const drafts = (text: string, format: Readable, options?: ReadOptions) => readQuestionsFrom(text, format, options).drafts.map(({ draft }) => draft);
const problems = (text: string, format: Readable, locale: keyof typeof t = 'en') => readQuestionsFrom(text, format).problems.map((one) => placed(t[locale], one));

/** The parts of a draft in short. */
const short = ({ kind, pieces, keys, groups, answers, near, stem, explanation }: Draft, locale: 'en' | 'zh-CN' = 'en') => ({
  kind,
  stem: stem[locale],
  explanation: explanation[locale],
  pieces: pieces.map(({ id, text, why, group }) => [id, text[locale], why[locale], group].filter(Boolean).join('|')),
  right: keys.join(''),
  groups: groups.map(({ id, text }) => `${id}|${text[locale]}`),
  typed: [...answers, ...near.map(({ text, why }) => `no ${text}|${why[locale] ?? ''}`)],
});

describe('A1: what does not come in is said', () => {
  it('text for Anki goes out only', () => {
    for (const format of ['gift', 'aiken', 'csv'] as const) expect(problems('#separator:tab\n#html:true\na\tb{', format)).toEqual(['line 1: this is text for Anki, which goes out only; questions come in as GIFT, Aiken or CSV']);
  });

  it('what all of many drafts lack is said once, and of each what it lacks beside that', () => {
    const one = (name: string, options: string) => `// [id:${name}] [tag:lesson:13] [tag:topic:pod]\n${name}?{=yes ${options}####so}`;
    const read = (...texts: string[]) => unfinished(t.en, readQuestionsFrom(texts.join('\n\n'), 'gift', { locale: 'en' }).drafts);
    const rest = ['q-bbb', 'q-ccc', 'q-ddd'].map((name) => one(name, '~no#well ~not#well ~never#well'));
    const [above = '', first = '', ...more] = read(one('q-aaa', '~no'), ...rest);
    expect(above).toMatch(/^of all 4 incomplete questions the same is true: its difficulty is missing.*; the question itself is missing in Chinese/);
    expect(first).toMatch(/^line 1: q-aaa is not complete: it needs 4 to 5 options and has 2/);
    expect(first).not.toContain('difficulty');
    for (const line of more) expect(line).not.toMatch(/difficulty|missing in Chinese; the explanation/);
    expect(read(...rest)).toHaveLength(3);
    expect(read(...rest)[0]).toContain('its difficulty is missing');
  });
});

describe('A1: GIFT of other programs', () => {
  it.each<[string, string, Partial<ReturnType<typeof short>>]>([
    ['one choice', '::A title: with a colon at 8\\:30::Who runs it at 8:30?{=kubelet#yes ~etcd#no, a store ~none####Because.}', { kind: 'one-choice', stem: 'Who runs it at 8:30?', pieces: ['a|kubelet|yes', 'b|etcd|no, a store', 'c|none'], right: 'a', explanation: 'Because.' }],
    ['many choices by weight', 'Pick{~%50%one ~%50%two ~%-100%three}', { kind: 'many-choice', pieces: ['a|one', 'b|two', 'c|three'], right: 'ab' }],
    ['many by several right ones', 'Pick{=one =two ~three}', { kind: 'many-choice', right: 'ab' }],
    ['true', 'It is.{T#wrong#right}', { kind: 'true-false', pieces: ['true', 'false|wrong'], right: 'true' }],
    ['false, with general feedback', 'It is.{FALSE####so}', { kind: 'true-false', right: 'false', explanation: 'so' }],
    ['short answers', 'Type{=kubectl apply =%100%kubectl \\\\*  =%0%create#makes new ones}', { kind: 'typed', typed: ['kubectl apply', 'kubectl *', 'no create|makes new ones'] }],
    ['a single one without a sign', 'Two and two?{four}', { kind: 'typed', typed: ['four'] }],
    ['matching', 'Match{=Pod -> group one =Node -> group two =Job -> group one}', { kind: 'classify', pieces: ['a|Pod|a', 'b|Node|b', 'c|Job|a'], groups: ['a|group one', 'b|group two'] }],
    ['matching with a wrong answer more', 'Match{=Pod -> x\\:y = -> z}', { kind: 'classify', pieces: ['a|Pod|a'], groups: ['a|x:y', 'b|z'] }],
    ['order', 'Sort{=second -> 2 =first -> 1 =third -> 3}', { kind: 'order', pieces: ['b|first', 'a|second', 'c|third'] }],
    ['a missing word', 'The {=kubelet ~etcd} runs it.', { stem: 'The _____ runs it.' }],
    ['HTML, inherited', '[html]<p>What is <b>&lt;this&gt;</b>?</p><pre>a\\n  b</pre><p>So</p>{=<p>one<br>two</p> ~[plain]<b>}', { stem: 'What is <this>?\n```\na\n  b\n```\nSo', pieces: ['a|one\ntwo', 'b|<b>'] }],
    ['over many lines, with comments between', 'What\n// a note { ~ }\nis it?{\n  = one\n  // another\n  ~ two\n}', { stem: 'What\n\nis it?', pieces: ['a|one', 'b|two'] }],
    ['escapes', 'a\\=b \\{c\\} \\~d \\#e \\\\n f\\ng{=x\\=y ~z}', { stem: 'a=b {c} ~d #e \\n f\ng', pieces: ['a|x=y', 'b|z'] }],
  ])('%s', (_, text, wanted) => {
    const [draft, more] = drafts(text, 'gift');
    expect(more).toBeUndefined();
    expect(short(draft as Draft)).toMatchObject(wanted);
  });

  it('comments give id, tags and language; two languages of one id are one question', () => {
    const [one, ...more] = drafts('// [id:my-q] [tag:topic:pod]\n你好？{=甲 ~乙}\n\n// [id:my-q] [tag:difficulty:3]\nHello?{=A ~B}', 'gift');
    expect(more).toEqual([]);
    expect(one).toMatchObject({ id: 'my-q', topic: 'pod', difficulty: 3, stem: { 'zh-CN': '你好？', en: 'Hello?' }, pieces: [{ text: { 'zh-CN': '甲', en: 'A' } }, { text: { 'zh-CN': '乙', en: 'B' } }] });
  });

  it('mistakes carry their lines, in both languages, and the rest goes on', () => {
    const text = ['// only a comment', '', 'No answers here', '', 'Open {=a', '', 'x{=a ~b}', 'y{T}', '', '$CATEGORY: z', '', 'Essay {}', '', 'Number {#3:1}', '', '// [id:q-a]', 'p{=a ~b}', '', '// [id:q-a]', 'p{=a ~c}', '', 'Good{T}'].join('\r\n');
    expect(problems(text, 'gift')).toEqual([
      'line 3: there are no answers in braces { }',
      'line 5: a brace has no other one; write \\{ or \\} where it is part of the text',
      'line 8: a second answer block begins here; put an empty line between two questions',
      'line 12: a question for essays has no answer to check',
      'line 14: ranges of numbers are not known here; write the answer as =42',
      'line 19: q-a is not the same question as in line 16; this one was left out',
    ]);
    expect(problems(text, 'gift', 'zh-CN').slice(0, 2)).toEqual(['第 3 行：没有花括号 { } 里的答案', '第 5 行：花括号没有成对；属于正文的请写作 \\{ 或 \\}']);
    expect(drafts(text, 'gift').map(({ line }) => line)).toEqual([16, 22]);
  });

  it('a tag that says another kind than the answers have is named', () => {
    expect(problems('// [tag:kind:true-false]\nx{=a ~b}\n\n// [tag:kind:order]\ny{=a ~b}', 'gift')).toEqual(['line 1: its answers are of another kind than its tag says', 'line 4: its answers are of another kind than its tag says']);
  });
});

describe('A1: Aiken of other programs', () => {
  it('with both marks, full-width signs and stems of several lines', () => {
    const found = drafts('What is it,\nreally?\nA) one\nB) two\nANSWER: B\n\n哪一个？\nA．甲\nB、乙\nC.丙\n答案：C\n', 'aiken');
    expect(short(found[0] as Draft)).toMatchObject({ stem: 'What is it,\nreally?', pieces: ['a|one', 'b|two'], right: 'b' });
    expect(short(found[1] as Draft, 'zh-CN')).toMatchObject({ stem: '哪一个？', pieces: ['a|甲', 'b|乙', 'c|丙'], right: 'c' });
    expect(found.map(({ line }) => line)).toEqual([1, 7]);
  });

  it('mistakes carry their lines, and the rest goes on', () => {
    const text = 'ANSWER: A\nQ1\nA. x\nC. y\nANSWER: A\nQ2\nA. x\nB. y\nQ3\nA. x\nB. y\nANSWER: F\nA. x\nB. y\nANSWER: A\nGood .NET question\nA. x\nB. y\nANSWER: A\nlast words';
    expect(problems(text, 'aiken')).toEqual([
      'line 1: there are no options above this line',
      'line 4: the option C stands where B should',
      'line 6: the line ANSWER: is missing',
      'line 12: ANSWER: names F, which is none of the options',
      'line 13: there is no question above its options',
      'line 20: the line ANSWER: is missing',
    ]);
    expect(drafts(text, 'aiken').map(({ stem }) => stem.en)).toEqual(['Good .NET question']);
  });
});

describe('A1: tables of other programs', () => {
  it.each([
    [',', '\n'],
    [';', '\r\n'],
    ['\t', '\r'],
  ])('separated by %j, lines by %j', (separator, eol) => {
    const rows = [
      ['Question', 'Option A', 'Option B', 'Answer', 'Explanation', 'Difficulty'],
      ['"Who, ""really""; runs it?"', 'kubelet', 'etcd', 'B', '"two', 'lines"', '2'],
      ['', '', '', '', '', ''],
      ["'=1+1 is?", 'two', 'three', 'two', '', ''],
    ];
    const text = `\uFEFF${rows.map((row) => row.join(separator)).join(eol)}`.replace(`"two${separator}lines"`, `"two${eol}lines"`);
    const found = drafts(text, 'csv');
    expect(short(found[0] as Draft)).toMatchObject({ kind: 'one-choice', stem: 'Who, "really"; runs it?', pieces: ['a|kubelet', 'b|etcd'], right: 'b', explanation: 'two\nlines' });
    expect(short(found[1] as Draft)).toMatchObject({ stem: '=1+1 is?', right: 'a' });
    expect(found.map(({ line, difficulty }) => [line, difficulty])).toEqual([[2, 2], [5, undefined]]);
  });

  it('in Chinese; keys as letters, numbers or words; other kinds by what they have', () => {
    const text = '题目,选项A,选项B,选项C,答案\n单选？,甲,乙,丙,2\n多选？,甲,乙,丙,AC\n多选？,甲,乙,丙,"a，c"\n判断？,,,,错误\n填空？,,,,控制器\n';
    expect(drafts(text, 'csv').map((one) => [one.kind, one.keys.join(''), one.answers.join()])).toEqual([['one-choice', 'b', ''], ['many-choice', 'ac', ''], ['many-choice', 'ac', ''], ['true-false', 'false', ''], ['typed', '', '控制器']]);
  });

  it('mistakes carry their lines, and the rest goes on', () => {
    const text = 'sep=;\nquestion;A;answer;mood;A\n"one;x;a\n\ntwo;x;a;;;;more\nthree;"x";a\nfour;x;a;;"open';
    expect(problems(text, 'csv')).toEqual([
      'line 2: this column is not known and was left out: mood',
      'line 2: this column is there twice, and only the first counts: A',
      'line 3: a quotation mark does not end with its cell; the row was left out',
      'line 5: the row has 1 cell more than there are columns; it was left out',
      'line 7: a quotation mark does not end with its cell; the row was left out',
    ]);
    expect(drafts(text, 'csv').map(({ stem }) => stem.en)).toEqual(['three']);
    expect(problems('a b c\nd', 'csv')).toEqual(['line 1: the first row must name the columns; none of these is known: a b c']);
    expect(problems('question,kind\nx,essay', 'csv')).toEqual(['line 2: “essay” is no kind of question']);
  });
});

describe('A1: what is not whole says what it lacks', () => {
  it('in both languages', () => {
    const [one] = readQuestionsFrom('// [id:Q] [tag:difficulty:9]\n[plain]Which?{=a ~a#why ~b}', 'gift', { lessons: new Set(['1']), lesson: '99' }).drafts;
    const say = (locale: 'en' | 'zh-CN') => one?.flaws.map((flaw) => sentence(t[locale], flaw));
    expect(say('en')).toEqual([
      '“Q” is no id: 4 to 40 of a–z, 0–9 and dashes',
      'there is no lesson 99',
      'it has no topic',
      'its difficulty is missing: 1, 2 or 3',
      'it does not say where it can be read: a web address, or lesson:13',
      'the question itself is missing in Chinese',
      'the explanation is missing in Chinese',
      'the explanation is missing in English',
      'it needs 4 to 5 options and has 3',
      'the text of a, b, c is missing in Chinese',
      'two of its parts say the same in English',
      'the reason (why) of b, c is missing in Chinese',
      'the reason (why) of c is missing in English',
    ]);
    expect(say('zh-CN')?.slice(5, 8)).toEqual(['缺少中文题干', '缺少中文解析', '缺少英文解析']);
  });

  it('nothing at all, and far too much, are said as well', () => {
    for (const format of ['gift', 'aiken'] as const) expect(problems('\n \n', format)).toEqual(['line 1: there is nothing to read here']);
    expect(problems('x'.repeat(MAX_TEXT + 1), 'gift')).toHaveLength(1);
    expect(problems('x\n\n'.repeat(300), 'gift').at(-1)).toBe('line 399: and 100 more mistakes');
  });

  it('the format of a text is seen', () => {
    expect(['x{T}', '::a, b:: x{=a ~b}', '// a, b\nx{T}', 'Q, really?\nA. x\nANSWER: A', 'question;A\nx;y', 'sep=;\nquestion;A', '题目\t答案\nx\ty'].map(formatOf)).toEqual(['gift', 'gift', 'gift', 'aiken', 'csv', 'csv', 'csv']);
  });
});
