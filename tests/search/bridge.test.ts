import { describe, expect, it } from 'vitest';
import { createBridge, atoms } from '../../src/course/search/bridge.js';
import { createIndex } from '../../src/course/search.js';
import { course, lesson, term } from './tiny.js';

/** The first has its word in English only, the second in Chinese only; the glossary knows both sides. */
const LESSONS = [
  lesson('1', '甲', 'One', ['什么也没有', 'The watchdog kills a stuck task']),
  lesson('2', '乙', 'Two', ['由调谐消除差距', 'nothing here']),
  lesson('3', '丙', 'Three', ['别的', 'something else']),
];
const WATCHDOG = term('watchdog', '看门狗', 'watchdog', ['3']);
const RECONCILE = term('reconcile', '调谐', 'reconcile', ['3'], 'reconciliation loop');
const ids = (of: Parameters<typeof course>, query: string) => createIndex(course(...of)).search(query, 3).map((hit) => hit.lesson.id);

describe('L2: the glossary as a bridge', () => {
  it('from Chinese to a word that stands in English only, and back', () => {
    expect(ids([LESSONS, WATCHDOG, RECONCILE], '看门狗')).toContain('1');
    expect(ids([LESSONS, WATCHDOG, RECONCILE], 'reconciliation loop')).toContain('2');
    expect(ids([LESSONS], '看门狗')).toEqual([]);
    expect(ids([LESSONS], 'reconciliation loop')).toEqual([]);
  });

  it('leads to the lessons that a term names, in their order', () => {
    const of = term('sts', '有状态副本集', 'StatefulSet', ['2', '3', '1'], '有状态应用');
    const typed = ['sts', 'StatefulSet', 'stateful set', '有状态应用', '有狀態應用', 'ＳＴＳ', '讲讲有状态副本集', 'satefulset'];
    for (const query of typed) expect(ids([LESSONS, of], query), query).toEqual(['2', '3', '1']);
  });

  it('of a real word is stronger the more of the query it takes', () => {
    const [api, declarative] = [term('api', '接口', 'API', ['1']), term('declarative-api', '声明式 API', 'declarative API', ['2'])];
    expect(ids([LESSONS, api, declarative], 'declarative api')[0]).toBe('2');
    expect(ids([LESSONS, api, declarative], '声明式API')[0]).toBe('2');
    expect(ids([LESSONS, api, declarative], 'api')[0]).toBe('1');
    const widget = term('widget', '部件', 'widget', ['1']);
    expect(ids([LESSONS, widget, declarative], 'widget, declarative api')).toEqual(['2', '1']);
  });

  it('makes no name of the crumbs of a question', () => {
    const [pod, account] = [term('pod', '容器组', 'Pod', ['1']), term('service-account', '服务账号', 'ServiceAccount', ['2'], 'sa')];
    expect(ids([LESSONS, pod, account], "what's a pod")[0]).toBe('1');
    expect(ids([LESSONS, pod, account], "what's a pod")).not.toContain('2');
  });

  it('takes the longest name, each place once, and no word out of the middle of another', () => {
    const pods = [term('pod', '容器组', 'Pod', ['1']), term('podman', 'Podman', 'Podman', ['2'])];
    const cross = createBridge([...pods, term('node', '节点', 'Node', ['1']), term('node-port', '节点端口', 'NodePort', ['3'])]);
    const found = (text: string) => cross(atoms(text)).map((one) => [one.term.id, one.words]);
    expect(found('podman')).toEqual([['podman', 1]]);
    expect(found('pods and podman')).toEqual([['pod', 1], ['podman', 1]]);
    expect(found('一个容器组的节点端口')).toEqual([['pod', 1.5], ['node-port', 2]]);
    expect(found('node port')).toEqual([['node-port', 2]]);
    expect(found('podium')).toEqual([]);
    expect(found('')).toEqual([]);
  });
});
