import { WHATS } from '../schedule/schedule.js';
import { sortWord } from '../schedule/words/sort.js';
import { readWhat } from '../schedule/words/what.js';
import type { Action, Command, FormEntry, Param } from './command.js';
import { pageParam, suggestLessons, suggestZones } from './params.js';
import { again } from './schedule-again.js';
import { listAll } from './schedule-list.js';
import { move } from './schedule-move.js';
import { notice } from './schedule-notice.js';
import { WHICH } from './schedule-pick.js';
import { preview } from './schedule-preview.js';
import { sayingBack } from './schedule-refused.js';
import { pause, remove, resume, skip } from './schedule-run.js';
import { set } from './schedule-set.js';
import { status } from './schedule-status.js';

const FLAGS: Readonly<Record<string, string>> = { yes: 'on', true: 'on', 开: 'on', 是: 'on', 要: 'on', no: 'off', false: 'off', 关: 'off', 否: 'off', 不要: 'off' };
const onOrOff = (typed: string): string => (Object.hasOwn(FLAGS, typed.toLowerCase()) ? (FLAGS[typed.toLowerCase()] as string) : typed.toLowerCase());
const flag = (name: string): Param => ({ name, type: 'choice', choices: ['on', 'off'], reads: onOrOff, named: true });

/** All that can be chosen for a schedule, beside what it posts. */
const CHOSEN: readonly Param[] = [
  { name: 'time', type: 'text' },
  { name: 'zone', type: 'text', complete: suggestZones },
  { name: 'days', type: 'text', named: true },
  { name: 'channel', type: 'channel', byName: true, named: true },
  { name: 'start', type: 'text', rest: true, complete: suggestLessons },
  { name: 'grace', type: 'text', named: true },
  flag('thread'),
  flag('pin'),
  flag('quiz'),
  { name: 'from', type: 'text', named: true },
];
const WHAT: Param = { name: 'what', type: 'choice', choices: WHATS, reads: (typed) => readWhat(typed) ?? typed, named: true };

const entry = (name: FormEntry['name'], label: NonNullable<FormEntry['label']>): FormEntry => ({ name, label, multiline: false, max: 100, optional: true });

/** What a new schedule is asked for; a lesson only where it takes one. */
function fieldsOf(given: ReadonlyMap<string, string>): FormEntry[] {
  const what = readWhat(given.get('what') ?? '');
  const start = what === 'lesson' ? [entry('start', 'start')] : what === 'quiz' ? [entry('start', 'about')] : [];
  return [{ name: 'time', multiline: false, max: 100 }, entry('days', what === 'digest' ? 'weekly' : 'days'), entry('channel', 'channel'), ...start, entry('grace', 'grace')];
}
const CHANGES: readonly FormEntry[] = [entry('time', 'newTime'), entry('days', 'newDays'), entry('channel', 'newChannel'), entry('start', 'newStart'), entry('grace', 'newGrace')];
/** Switches of a schedule's own buttons want no form. */
const NO_FORM = ['thread', 'pin', 'quiz', 'zone', 'from'];

/** A date of several words, after the number of the schedule. */
const sortDate: Action['sort'] = (word, given, last) => (last === undefined && /^\d{1,4}$/.test(word) && !given.has('id') ? 'number' : 'date');

/** An action on a schedule that is there already. */
const on = (run: Action['run'], ...aliases: string[]): Action => ({ aliases, params: WHICH, audience: 'you', run });

export const schedule: Command = {
  name: 'schedule',
  aliases: ['daily', '定时', '每日', '计划'],
  example: 'schedule set 08:00 Asia/Shanghai',
  usual: 'status',
  actions: {
    set: {
      aliases: ['设置', '新建', 'add', 'new'],
      params: [WHAT, ...CHOSEN],
      sort: (word, given, last) => sortWord(word, given, last, false),
      audience: 'you',
      right: 'manage',
      form: { title: 'schedule', fields: fieldsOf, wanted: (given) => readWhat(given.get('what') ?? '') !== undefined },
      run: sayingBack('set', set),
    },
    list: { aliases: ['列表', '全部', 'all'], params: [pageParam], audience: 'you', run: listAll },
    status: { ...on(status, '状态', '查看', 'show'), params: [...WHICH, pageParam] },
    preview: on(preview, '预览'),
    pause: on(pause, '暂停', 'stop'),
    resume: on(resume, '恢复', '继续'),
    skip: { ...on(skip, '跳过'), params: [...WHICH, { name: 'date', type: 'text' }], sort: sortDate },
    move: {
      ...on(sayingBack('move', move), '移动', '修改', 'change', 'edit'),
      params: [...WHICH, ...CHOSEN],
      sort: (word, given, last) => sortWord(word, given, last, true),
      form: { title: 'move', fields: CHANGES, wanted: (given) => (given.has('id') || given.has('number')) && !NO_FORM.some((name) => given.has(name)) },
    },
    notice,
    again,
    remove: { ...on(remove, '删除', 'delete'), params: [...WHICH, { name: 'sure', type: 'choice', choices: ['yes'], named: true, hidden: true }] },
  },
};
