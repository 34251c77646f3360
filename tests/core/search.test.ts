import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIndex } from '../../src/course/search.js';
import { tokens } from '../../src/course/tokens.js';
import { hostile } from './arbitraries.js';
import { realCourse } from './course.js';

const course = await realCourse();
const index = createIndex(course);
const ids = (query: string, limit = 3) => index.search(query, limit).map(({ lesson }) => lesson.id);

describe('search on the real course', () => {
  it.each([
    ['声明式 API', '23'],
    ['声明式api', '23'],
    ['ＡＰＩ 声明式', '23'],
    ['declarative API', '23'],
    ['why pods', '13'],
    ['为什么需要 Pod', '13'],
    ['sidecar', '13'],
    ['API 对象', '24'],
    ['API objects', '24'],
    ['自定义控制器', '25'],
    ['custom controller', '25'],
    ['RBAC', '26'],
    ['kubeadm', '10'],
    ['DaemonSet', '21'],
    ['CronJob', '22'],
    ['服务发现', '37'],
    ['soft multi-tenancy', '36'],
    ['Serverless', 'bonus-2019'],
    ['Ingress', '39'],
  ])('%s: the right lesson is among the first three', (query, id) => {
    expect(ids(query)).toContain(id);
  });

  it.each([
    ['声明式 API', '23'],
    ['why pods', '13'],
    ['custom controller', '25'],
    ['自定义控制器', '25'],
    ['RBAC', '26'],
    ['kubeadm', '10'],
  ])('%s: it is the first', (query, id) => {
    expect(ids(query)[0]).toBe(id);
  });

  it('finds the last word by its beginning', () => {
    expect(ids('kubead')).toContain('10');
    expect(ids('access contr')).toContain('26');
  });

  it('gives the best first, at most as many as asked for, each once', () => {
    const hits = index.search('Kubernetes 容器', 20);
    expect(hits).toHaveLength(20);
    expect(new Set(hits.map(({ lesson }) => lesson)).size).toBe(20);
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
  });

  it.each(['', '   ', '？！', '🍜', 'zzzzqqq'])('finds nothing for %j', (query) => {
    expect(ids(query)).toEqual([]);
  });

  it('L3: takes any string', () => {
    fc.assert(
      fc.property(fc.oneof(hostile(40), fc.constantFrom('constructor', '__proto__', 'x'.repeat(10_000), '容'.repeat(10_000))), (query) => {
        expect(index.search(query, 3).length).toBeLessThanOrEqual(3);
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});

describe('tokens', () => {
  it.each([
    ['声明式API', ['声明', '明式', 'api']],
    ['ＡＰＩ', ['api']],
    ['StatefulSet', ['statefulset', 'stateful', 'set']],
    ['APIServer', ['apiserver', 'api', 'server']],
    ['Pods, Jobs', ['pod', 'job']],
    ['Redis status ingress dns', ['redis', 'status', 'ingress', 'dns']],
    ['v1beta1', ['v1beta1']],
    ['容', ['容']],
    ['apps/v1', ['app', 'v1']],
    ['Café', ['café']],
    ['', []],
    ['🍜 —', []],
  ])('of %j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});
