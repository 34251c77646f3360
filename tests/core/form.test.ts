import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Command, Library } from '../../src/commands/command.js';
import { formFor } from '../../src/commands/form.js';
import { parseLine, readArgs } from '../../src/commands/parse.js';
import { createIndex } from '../../src/course/search.js';
import { lineOf } from '../../src/line.js';
import { translator } from '../../src/locale/index.js';
import { tame } from '../../src/text.js';
import { hostile } from './arbitraries.js';

const t = translator('en');
const action: Action = {
  params: [{ name: 'ref', type: 'text' }, { name: 'text', type: 'text', rest: true, raw: true }],
  audience: 'you',
  form: { title: 'comment', fields: [{ name: 'text', multiline: true, max: 2000, optional: false }], wanted: (given, { course }) => given.get('ref') !== course.id },
  run: () => Promise.reject(new Error('never run here')),
};
const course = { id: 'tiny', title: { 'zh-CN': '小', en: 'Tiny' }, subject: '', lessons: [], glossary: [], topics: [] };
const library = (): Library => ({ course, index: createIndex(course) });
const COMMANDS: readonly Command[] = [{ name: 'say', aliases: [], example: 'say 13 x', usual: '', actions: { '': action, reply: action } }];
const args = (line: string) => readArgs(parseLine(line, COMMANDS), t);
const given = (line: string) => [args(line).text('ref'), args(line).text('text')];

describe('a raw parameter takes what is left exactly as it was typed', () => {
  it.each([
    ['say 13 全角，标点  and two  spaces', ['13', '全角，标点  and two  spaces']],
    ['say 13\nline one\n  indented: yes\n\nend  ', ['13', 'line one\n  indented: yes\n\nend']],
    ['say text:ＡＢＣ ref:13', [undefined, 'ＡＢＣ ref:13']],
    ['say ref：13 text：写  ﬁ', ['13', '写  ﬁ']],
    ['say reply 13.7 ref:14 is what he meant', ['13.7', 'ref:14 is what he meant']],
    ['say ref:programming model text:see ref:14', ['programming model', 'see ref:14']],
    ['say ref:programming model', ['programming model', undefined]],
    ['say 13 tell=me more', ['13', 'tell=me more']],
    ['say 13', ['13', undefined]],
    ['say 13 text:', ['13', '']],
  ])('%j', (line, expected) => {
    expect(given(line)).toEqual(expected);
  });

  it('whatever is written comes back through lineOf, but for characters that steer the layout', () => {
    fc.assert(
      fc.property(hostile(80), (text) => {
        expect(given(lineOf('say', 'reply', { text, ref: '13' }, ['text']))).toEqual(['13', tame(text).trim()]);
      }),
      { numRuns: 300 },
    );
    const text = 'a\tb   c\n```\nx: y\n```，。：=';
    expect(given(lineOf('say', '', { text, ref: '13' }, ['text']))).toEqual(['13', text]);
  });
});

describe('several raw parameters', () => {
  const several: Action = { ...action, params: [{ name: 'ref', type: 'text' }, { name: 'stem', type: 'text', rest: true, raw: true }, ...['options', 'why'].map((name) => ({ name, type: 'text' as const, raw: true, named: true }))] };
  const commands: readonly Command[] = [{ name: 'ask', aliases: [], example: 'ask', usual: '', actions: { '': several } }];
  const all = (line: string) => {
    const read = readArgs(parseLine(line, commands), t);
    return ['ref', 'stem', 'options', 'why'].map((name) => read.text(name));
  };

  it.each([
    ['ask 13 What is a Pod?\n\nfoo: 1\noptions:\n*a\nb\nwhy： so', ['13', 'What is a Pod?\n\nfoo: 1', '*a\nb', 'so']],
    ['ask ref:第 13 讲\nwhy:so\nstem:x', ['第 13 讲', 'x', undefined, 'so']],
    ['ask 13 options: are words here', ['13', undefined, 'are words here', undefined]],
    ['ask 13 stem:a options:b\nstem:c', ['13', 'a options:b\nstem:c', undefined, undefined]],
    ['ask ref:13 stem:a b options:c why：d, stem:e', ['13', 'a b', 'c', 'd, stem:e']],
    ['ask 13', ['13', undefined, undefined, undefined]],
  ])('%j: each begins on a line of its own', (line, expected) => {
    expect(all(line)).toEqual(expected);
  });

  it('whatever is written into them comes back, also lines that begin with a name', () => {
    const wordy = fc.array(fc.oneof(hostile(20), fc.constantFrom('stem:x', ' options: y', '  why=z', 'ref:14', 'why：', '```')), { maxLength: 5 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(wordy, wordy, wordy, (stem, options, why) => {
        const line = lineOf('ask', '', { ref: '13', stem, options, why }, ['ref', 'stem', 'options', 'why']);
        expect(all(line)).toEqual(['13', ...[stem, options, why].map((text) => tame(text).trim())]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a form stands in for a line that lacks what it asks for', () => {
  it('carries the line with what is known, and its fields in the reader’s language', () => {
    const form = formFor(parseLine('say reply 13.7', COMMANDS), t, library);
    expect(form).toEqual({
      title: t('form.title.comment'),
      line: 'say reply ref:13.7',
      fields: [{ name: 'text', label: t('form.label.text'), placeholder: t('form.placeholder.text'), multiline: true, max: 2000, optional: false }],
      submit: t('form.submit'),
    });
    expect(formFor(parseLine('say', COMMANDS), translator('zh-CN'), library)).toMatchObject({ line: 'say', submit: '发送' });
  });

  it('asks for what is extra only beside the rest, and only where the line does not give it', () => {
    const fields = [{ name: 'ref' as const, multiline: false, max: 100, extra: true }, { name: 'text' as const, multiline: true, max: 2000 }];
    const commands: readonly Command[] = [{ name: 'say', aliases: [], example: 'say', usual: '', actions: { '': { ...action, form: { title: 'comment', fields } } } }];
    const names = (line: string) => formFor(parseLine(line, commands), t, library)?.fields.map(({ name }) => name);
    expect(names('say')).toEqual(['ref', 'text']);
    expect(names('say 13')).toEqual(['text']);
    expect(names('say 13 done')).toBeUndefined();
  });

  it('is not shown for a whole line, nor where its line would be too long for a button, nor where its action does not want it', () => {
    expect(formFor(parseLine('say 13 done', COMMANDS), t, library)).toBeUndefined();
    expect(formFor(parseLine(`say ${'x'.repeat(95)}`, COMMANDS), t, library)).toBeUndefined();
    expect(formFor(parseLine('say tiny', COMMANDS), t, library)).toBeUndefined();
  });
});
