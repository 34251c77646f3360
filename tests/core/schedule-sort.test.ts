import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { deal, parseLine } from '../../src/commands/parse.js';
import { lineOf } from '../../src/line.js';

const dealt = (line: string) => Object.fromEntries(deal(parseLine(line, COMMANDS)));

describe('S6: schedule set takes its words in any order', () => {
  it.each<[string, Record<string, string>]>([
    ['schedule set', {}],
    ['schedule set 08:00', { time: '08:00' }],
    ['schedule set 08:00 Asia/Shanghai days:weekdays start:13', { time: '08:00', zone: 'Asia/Shanghai', days: 'weekdays', start: '13' }],
    ['schedule set 08:00 Asia/Shanghai 13', { time: '08:00', zone: 'Asia/Shanghai', start: '13' }],
    ['schedule set quiz 20:00 days:"every 2 days" channel:<#123> grace:3h thread:on pin:on quiz:on from:2026-12-01', {
      what: 'quiz', time: '20:00', days: '"every 2 days"', channel: '<#123>', grace: '3h', thread: 'on', pin: 'on', quiz: 'on', from: '2026-12-01',
    }],
    ['schedule set every 3 days at 8:30 pm Berlin', { days: 'every 3 days', time: '8:30 pm', zone: 'Berlin' }],
    ['schedule set mon, wed and fri 8am New York', { days: 'mon, wed fri', time: '8am', zone: 'New York' }],
    ['schedule set lesson 13 8am weekdays', { what: 'lesson', start: '13', time: '8am', days: 'weekdays' }],
    ['定时 设置 早上8点 北京时间 工作日 第13讲', { time: '早上8点', zone: '北京时间', days: '工作日', start: '第13讲' }],
    ['定时 设置 晚上 8点半 周一周三 #学习', { time: '晚上 8点半', days: '周一周三', channel: '#学习' }],
    ['schedule set days:weekdays Asia/Shanghai 08:00', { days: 'weekdays', zone: 'Asia/Shanghai', time: '08:00' }],
    ['schedule set time: 08:00 days: every other day', { time: '08:00', days: 'every other day' }],
    ['schedule set 08:00 start:Why is a Pod daily', { time: '08:00', start: 'Why is a Pod daily' }],
    ['schedule set 08:00 why pods', { time: '08:00', start: 'why pods' }],
    ['schedule set 08:00 grace:2 hours from:next monday', { time: '08:00', grace: '2 hours', from: 'next monday' }],
    ['schedule set 08:00 grace 2h tomorrow', { time: '08:00', grace: '2h', from: 'tomorrow' }],
    ['schedule set 08:00 Asia/Shangai', { time: '08:00', zone: 'Asia/Shangai' }],
  ])('%s', (line, values) => {
    expect(dealt(line)).toEqual(values);
  });

  it('a form or a slash command says the same by names, values of several words as well', () => {
    const values = { what: 'lesson', time: '8:30 pm Europe/Berlin', days: 'every 3 days', channel: '#study', start: 'Why do we need Pods every day', grace: '2 hours' };
    expect(dealt(lineOf('schedule', 'set', values))).toEqual({ ...values, time: '8:30 pm', zone: 'Europe/Berlin' });
    expect(dealt(lineOf('schedule', 'set', values, Object.keys(values)))).toEqual({ ...values, time: '8:30 pm', zone: 'Europe/Berlin' });
  });
});

describe('S6: schedule move and skip begin with a number', () => {
  it.each<[string, Record<string, string>]>([
    ['schedule move 2 20:00 weekdays', { number: '2', time: '20:00', days: 'weekdays' }],
    ['schedule move 2 start:13 grace:3h', { number: '2', start: '13', grace: '3h' }],
    ['schedule move 20:00', { time: '20:00' }],
    ['schedule move id:abc 13', { id: 'abc', start: '13' }],
    ['计划 修改 2 晚上8点', { number: '2', time: '晚上8点' }],
    ['schedule skip', {}],
    ['schedule skip 2', { number: '2' }],
    ['schedule skip 2 next monday', { number: '2', date: 'next monday' }],
    ['schedule skip 2026-12-01', { date: '2026-12-01' }],
    ['schedule skip id:abc date:2026-12-01', { id: 'abc', date: '2026-12-01' }],
    ['定时 跳过 2 明天', { number: '2', date: '明天' }],
    ['schedule 2', { number: '2' }],
  ])('%s', (line, values) => {
    expect(dealt(line)).toEqual(values);
  });
});

it('sub-commands have names in Chinese; each means one action', () => {
  const names = ['设置', '列表', '状态', '预览', '暂停', '恢复', '跳过', '移动', '修改', '删除'].map((word) => parseLine(`定时 ${word}`, COMMANDS).name);
  expect(names).toEqual(['set', 'list', 'status', 'preview', 'pause', 'resume', 'skip', 'move', 'move', 'remove']);
  for (const { actions } of COMMANDS) {
    const all = Object.entries(actions).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
    expect(new Set(all).size).toBe(all.length);
  }
});
