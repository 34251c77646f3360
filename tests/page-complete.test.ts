import { describe, expect, test } from 'vitest';
import { fill, slotOf } from '../adapters/page/web/complete.js';
import { translate } from '../adapters/page/web/texts.js';
import { COMMANDS } from './support/hall.js';

const slot = (line: string) => {
  const found = slotOf(line, COMMANDS);
  return found && [found.kind, found.param?.name ?? '', found.typed];
};

describe('what the end of a line is about to name', () => {
  test.each([
    ['', ['command', '', '']],
    ['les', ['command', '', 'les']],
    ['/les', ['command', '', 'les']],
    ['lesson ', ['param', 'lesson', '']],
    ['lesson 1', ['param', 'lesson', '1']],
    ['lesson why pods', ['param', 'lesson', 'why pods']],
    ['lesson lesson:why p', ['param', 'lesson', 'why p']],
    ['schedule ', ['action', '', '']],
    ['schedule st', ['action', '', 'st']],
    ['schedule set 8', ['param', 'time', '8']],
    ['schedule status x', undefined],
    ['settings e', ['param', 'language', 'e']],
    ['nonsense x', undefined],
  ])('«%s»', (line, want) => expect(slot(line)).toEqual(want));

  test.each([
    ['les', 'lesson', 'lesson '],
    ['/les', 'lesson', 'lesson '],
    ['schedule s', 'status', 'schedule status '],
    ['lesson why', '13', 'lesson 13'],
    ['lesson lesson:why', '13', 'lesson lesson:13'],
  ])('«%s» filled with %s', (line, value, want) => {
    const found = slotOf(line, COMMANDS);
    expect(found && fill(line, found, value)).toBe(want);
  });

  test('a value with spaces gets its name where more may follow', () => {
    const param = { name: 'day', about: { 'zh-CN': '', en: '' }, type: 'text', required: true, choices: [], completes: true } as const;
    const command = { name: 'plan', about: param.about, example: 'plan', actions: [{ name: '', about: param.about, params: [param, { ...param, name: 'time' }] }] };
    const found = slotOf('plan fri', [command]);
    expect(found && fill('plan fri', found, 'next Friday')).toBe('plan day:next Friday');
  });
});

test('I1: the texts of the page keep their placeholders in both languages', () => {
  expect([translate('zh-CN', 'asked', { name: '小林' }), translate('en', 'asked', { name: 'Lin' })]).toEqual(['小林 发送了', 'Lin sent']);
  expect(translate('en', 'error.other', {})).toContain('{code}');
});
