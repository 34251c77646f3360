import { expect, test } from 'vitest';
import { type Topic, topicMeant, topicNamed, topicsLike } from '../../src/course/topic.js';
import { course } from '../search/tiny.js';

const topic = (id: string, zh: string, en: string, ...aliases: string[]): Topic => ({ id, name: { 'zh-CN': zh, en }, aliases, parts: [] });
const COURSE = { ...course([]), topics: [topic('scheduling', '调度', 'Scheduling', 'scheduler'), topic('pay-per-use', '按使用计费', 'Pay per use', '按需付费'), topic('pod', 'Pod', 'Pod'), topic('workflow', '工作流', 'Workflow')] };

test.each([
  ['scheduling', 'scheduling'],
  ['SCHEDULER', 'scheduling'],
  ['调度', 'scheduling'],
  ['Pay  per use!', 'pay-per-use'],
  ['ｐｏｄ', 'pod'],
])('%s is the topic %s', (typed, id) => expect(topicNamed(COURSE, typed)?.id).toBe(id));

test('what is no name of a topic is none', () => {
  for (const typed of ['', '  ', '!?', 'pods and nodes', '调', 'constructor']) expect(topicNamed(COURSE, typed)).toBeUndefined();
});

test.each<[string, string[]]>([
  ['sched', ['scheduling']],
  ['按需', ['pay-per-use']],
  // begins with it, then has it, then stands in it
  ['flow', ['workflow']],
  ['questions on scheduling', ['scheduling']],
  ['按需付费和工作流', ['pay-per-use', 'workflow']],
  ['po', ['pod']],
  ['调', ['scheduling']],
  // too short to be looked for inside: it stands in many words
  ['use', []],
  ['a podcast', []],
  ['', []],
  ['zebra', []],
])('«%s» is like %j', (typed, ids) => expect(topicsLike(COURSE, typed).map(({ id }) => id)).toEqual(ids));

test('a part of a name means a topic where it is long enough, and only one is like it', () => {
  expect(['sched', '按需', 'flow', 'questions on scheduling', 'pods', 'po', '调', '按需付费和工作流', 'zebra', ''].map((typed) => topicMeant(COURSE, typed)?.id)).toEqual(['scheduling', 'pay-per-use', 'workflow', 'scheduling', ...Array<undefined>(6)]);
});
