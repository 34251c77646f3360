import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import type { Param } from '../../src/commands/command.js';
import { parseLine, readArgs } from '../../src/commands/parse.js';
import { UserError } from '../../src/errors.js';
import { channelWord, lineOf, MAX_LINE, words } from '../../src/line.js';
import { LOCALES, translator } from '../../src/locale/index.js';
import { hostile } from './arbitraries.js';
import { wide } from './numerals.js';

const t = translator('en');
const parse = (line: string) => parseLine(line, COMMANDS);
const named = (line: string) => {
  const { command, action, words: rest } = parse(line);
  return [command.name, Object.entries(command.actions).find(([, one]) => one === action)?.[0], ...rest.map((word) => word.text)];
};
const args = (line: string) => readArgs(parse(line), t);

/** Every action with its parameters, as the table declares them. */
const ACTIONS = COMMANDS.flatMap((command) => Object.entries(command.actions).map(([name, action]) => ({ command: command.name, name, params: action.params })));

/** A value that a parameter takes; text as long and as wordy as its place in the line allows. */
function sample(param: Param): string | number {
  if (param.type === 'integer') return param.max ?? 7;
  if (param.type === 'choice') return param.choices?.at(-1) ?? '';
  if (param.type === 'channel') return channelWord('page:hall');
  return param.rest ? '声明式 API and pods' : 'Asia/Shanghai';
}
/** What the command gets of it. */
const taken = (param: Param) => (param.type === 'channel' ? 'page:hall' : sample(param));
const read = (line: string, param: Param) => (param.type === 'integer' ? args(line).integer(param.name) : args(line).text(param.name));

describe('lineOf, parseLine and readArgs', () => {
  it.each(ACTIONS)('$command $name: every parameter comes back as it went in', ({ command, name, params }) => {
    const values = Object.fromEntries(params.map((param) => [param.name, sample(param)]));
    const line = lineOf(command, name, values, params.filter((param) => param.raw).map((param) => param.name));
    expect(parse(line).command.name).toBe(command);
    for (const param of params) expect(read(line, param), param.name).toBe(taken(param));
  });

  it.each(ACTIONS.flatMap((action) => action.params.filter((param) => !action.params.some((one) => one.required && one !== param)).map((param) => ({ ...action, param }))))(
    '$command $name $param.name: alone as well',
    ({ command, name, param }) => {
      expect(read(lineOf(command, name, { [param.name]: sample(param) }), param)).toBe(taken(param));
    },
  );

  it('a value may look like another parameter or hold marks, as long as it is the last', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '：', 'pod', 'page', '7', '<@U1>', '"', '容器', '/lesson', '=', '-'), { minLength: 1, maxLength: 8 }), (parts) => {
        const query = words(parts.join(' ')).join(' ');
        expect(args(lineOf('find', '', { query })).text('query')).toBe(query);
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});

describe('what people type', () => {
  it.each([
    ['', ['help', '']],
    ['   ', ['help', '']],
    ['lesson 13', ['lesson', '', '13']],
    ['/lesson 13', ['lesson', '', '13']],
    ['／ｌｅｓｓｏｎ　１３', ['lesson', '', '13']],
    ['LESSON 13', ['lesson', '', '13']],
    ['  lesson\t13\n', ['lesson', '', '13']],
    ['quiz group 13', ['quiz', 'group', '13']],
    ['Quiz GROUP 13', ['quiz', 'group', '13']],
    ['quiz 13', ['quiz', 'practice', '13']],
    ['schedule', ['schedule', 'status']],
    ['讲 13', ['lesson', '', '13']],
    ['搜索 声明式', ['find', '', '声明式']],
    ['测验', ['quiz', 'practice']],
    ['下一讲', ['next', '']],
    ['留言 23', ['digest', '', '23']],
    ['设置', ['settings', '']],
    ['帮助', ['help', '']],
    ['？', ['help', '']],
    ['定时', ['schedule', 'status']],
    ['23', ['lesson', '', '23']],
    ['第二十三讲', ['lesson', '', '第二十三讲']],
    ['lesson23', ['lesson', '', 'lesson23']],
    ['２３', ['lesson', '', '23']],
  ])('%j', (line, expected) => {
    expect(named(line)).toEqual(expected);
  });

  it('every alias of every command, in full width too', () => {
    for (const command of COMMANDS) for (const alias of [command.name, ...command.aliases]) expect([named(alias)[0], named(wide(alias))[0]], alias).toEqual([command.name, command.name]);
  });

  it('every example of the table is understood', () => {
    for (const command of COMMANDS) expect(parse(command.example).command).toBe(command);
  });

  it('name=value and full-width colons', () => {
    expect(args('lesson 13 page：2').integer('page')).toBe(2);
    expect(args('quiz group seconds=30 13').integer('seconds')).toBe(30);
    expect(args('schedule set 08:00 days:mon,wed Asia/Shanghai 第 13 讲').text('start')).toBe('第 13 讲');
    expect(args('schedule set time:08:00').text('time')).toBe('08:00');
  });
});

const error = (line: string): UserError => {
  try {
    args(line);
  } catch (caught) {
    if (caught instanceof UserError) return caught;
    throw caught;
  }
  throw new Error(`«${line}» was taken`);
};

test.each(['', '  ', '\u200B', '\u202E\uFEFF', '\u2060 \u200E'])('%j is nothing to read, and is answered with help', (line) => {
  expect(parseLine(line, COMMANDS).command.name).toBe('help');
});

describe('what is refused, with a sentence', () => {
  it.each([
    ['nonsense', 'error.unknown-command'],
    ['constructor', 'error.unknown-command'],
    ['__proto__ 1', 'error.unknown-command'],
    ['x'.repeat(10_000), 'error.too-long'],
    ['\u202E13 nossel', 'error.unknown-command'],
    ['\uD83D', 'error.unknown-command'],
    ['find', 'error.missing'],
    ['schedule pause first', 'error.not-a-number'],
    ['lesson 13 page:0', 'error.not-a-number'],
    ['lesson 13 page:1.5', 'error.not-a-number'],
    ['lesson 13 page:1e2', 'error.not-a-number'],
    ['lesson 13 page:99999999999999999999', 'error.not-a-number'],
    ['quiz group seconds:9', 'error.not-a-number'],
    ['settings klingon', 'error.not-a-choice'],
    ['settings en toString', 'error.not-a-choice'],
    ['quiz answer', 'error.missing'],
  ])('%j', (line, key) => {
    expect(error(line).key).toBe(key);
    for (const locale of LOCALES) expect(translator(locale)(error(line).key, error(line).params)).not.toMatch(/\{\{|error\./);
  });

  it('shows a long word shortened, never a control character', () => {
    expect(String(error(`${'\u202Ea\u0007b'.repeat(200)} x`).params['word'])).toMatch(/^[ab]{39}…$/);
  });

  it('prototype names are never an action or a parameter', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(named(`quiz ${name}`)).toEqual(['quiz', 'practice', name]);
      expect(named(`lesson ${name}`)).toEqual(['lesson', '', name]);
      expect(args(`find ${name}:x ${name}=y`).text('query')).toBe(`${name}:x ${name}=y`);
      expect(args('lesson 13').text(name)).toBeUndefined();
    }
  });

  it('L3: any line is understood or answered with a sentence', () => {
    const word = fc.oneof(hostile(6), fc.constantFrom(...COMMANDS.flatMap((one) => [one.name, ...Object.keys(one.actions)]), 'page:', 'page:2', '__proto__', 'constructor:1', '13'));
    fc.assert(
      fc.property(fc.oneof(hostile(100), fc.array(word, { maxLength: 8 }).map((all) => all.join(' ')), fc.integer({ min: 3990, max: 4010 }).map((n) => 'ﷺ'.repeat(n))), (line) => {
        try {
          args(line);
          expect(line.length).toBeLessThanOrEqual(MAX_LINE);
        } catch (caught) {
          expect(caught).toBeInstanceOf(UserError);
        }
      }),
      { seed: 22, numRuns: 500 },
    );
  });
});
