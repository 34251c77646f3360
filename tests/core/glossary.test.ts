import { expect, test } from 'vitest';
import { termNamed, type Term } from '../../src/course/glossary.js';

const term = (id: string, zh: string, en: string, ...aliases: string[]): Term => ({ id, name: { 'zh-CN': zh, en }, about: { 'zh-CN': '…', en: '…' }, aliases, lessons: ['1'] });
const GLOSSARY = [term('statefulset', 'StatefulSet', 'StatefulSet', 'sts', '有状态副本集'), term('service', '服务', 'Service', 'svc')];

test.each([
  ['sts', 'statefulset'],
  ['ＳＴＳ', 'statefulset'],
  ['Stateful Set', 'statefulset'],
  ['有状态副本集', 'statefulset'],
  ['SERVICE', 'service'],
  ['服务', 'service'],
])('%s is the term %s', (typed, id) => expect(termNamed(GLOSSARY, typed)?.id).toBe(id));

test('what is no name of a term is none', () => {
  for (const typed of ['', '  ', '!?', 'stss', 'constructor']) expect(termNamed(GLOSSARY, typed)).toBeUndefined();
});
