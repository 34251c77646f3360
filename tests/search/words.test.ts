import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/course/search/fold.js';
import { createLatin } from '../../src/course/search/latin.js';
import { readQuery } from '../../src/course/search/query.js';
import { weightOf } from '../../src/course/search/stop.js';
import { distance, misspelt } from '../../src/course/search/typos.js';
import { Vocabulary } from '../../src/course/search/vocabulary.js';
import { squeeze, tokens } from '../../src/course/tokens.js';

describe('folding', () => {
  it.each([
    ['聲明式 API 與編程範式', '声明式 API 与编程范式'],
    ['ＤＮＳ　服務', 'DNS 服务'],
    ['叢集的網路與儲存', '集群的网络与存储'],
    ['應用程式的映像檔', '应用程序的镜像'],
    ['瞭解', '了解'],
    ['回覆', '回复'],
    ['著名的程序', '著名的程序'],
    ['plain words', 'plain words'],
  ])('%s', (text, folded) => expect(fold(text)).toBe(folded));

  it('of what is folded changes nothing', () => {
    for (const text of ['为什么我们需要Pod？', '调度器', '𠮷野家', 'ﬁ']) expect(fold(fold(text))).toBe(fold(text));
  });

  it.each([
    ['为什么我们需要容器网络', '為什麼我們需要容器網路'],
    ['调度器的优先级与抢占', '調度器的優先級與搶佔'],
    ['集群服务器数据库', '叢集伺服器資料庫'],
    ['深入解析声明式对象', '深入解析宣告式物件'],
  ])('%s has the tokens of its traditional writing', (simplified, traditional) => {
    expect(tokens(traditional)).toEqual(tokens(simplified));
    expect(squeeze(traditional)).toBe(squeeze(simplified));
  });
});

describe('slips', () => {
  it.each([
    ['pod', 'pod', 0],
    ['sevrice', 'service', 1],
    ['servce', 'service', 1],
    ['servicee', 'service', 1],
    ['serbice', 'service', 1],
    ['decalrative', 'declarative', 1],
    ['kubrnets', 'kubernetes', 2],
    ['abc', 'xyz', 3],
  ])('between %s and %s are %d', (a, b, slips) => {
    expect([distance(a, b, 2), distance(b, a, 2)]).toEqual([slips, slips]);
  });

  const near = misspelt(['service', 'declarative', 'pod', 'cron', 'crop', 'scheduler', 'v1beta1']);
  it.each([
    ['sevrice', ['service']],
    ['decalratve', ['declarative']],
    ['shceduelr', ['scheduler']],
    ['sevirec', []], // two slips in seven letters
    ['pid', []], // three letters mean too many things
    ['crom', ['cron', 'crop']],
    ['v1beta2', []],
    ['x'.repeat(5000), []],
    ['', []],
  ])('%s', (typed, meant) => expect(near(typed).sort()).toEqual(meant));
});

describe('words of a query', () => {
  const known = new Set(['scheduler', 'scheduling', 'service', 'proxy', 'kube', 'daemonset', 'endpoint', 'ingress', '调度', '度器', '声', '式', 'the']);
  const read = (text: string) => readQuery(text, (word) => known.has(word), createLatin(known)).words;
  it.each([
    ['调度器', ['调度', '度器']],
    ['声名式', ['声', '式']],
    ['daemon set', ['daemonset']],
    ['end point', ['endpoint']],
    ['ingrses', ['ingress']],
    ['kubeproxy', ['kube', 'proxy']],
    ['srevice', ['service']],
    ['serv', ['service']],
    ['schedule', ['scheduler', 'scheduling']],
    ['unheard', []],
  ])('%s', (query, words) => expect([...read(query).keys()].sort()).toEqual([...words].sort()));

  it('count the less the more they were guessed', () => {
    expect(read('scheduler').get('scheduler')).toBe(1);
    expect(read('scheduler').get('scheduling')).toBeLessThan(0.5);
    expect(read('srevice').get('service')).toBeLessThan(1);
    const completed = [...readQuery('pod', () => true, createLatin(['pod', 'podman', 'podspec', 'podgroup'])).words].slice(1);
    expect(completed.map(([word]) => word).sort()).toEqual(['podgroup', 'podman', 'podspec']);
    expect(completed.reduce((sum, [, weight]) => sum + weight, 0)).toBeLessThan(0.2);
    expect(read('the service').get('the')).toBeLessThan(0.2);
  });

  it.each(['什么', 'why', '的容', '为什'])('%s frames a question', (token) => expect(weightOf(token)).toBeLessThan(0.2));
  it.each(['pod', '调度', 'set1', '存储'])('%s is what it is about', (token) => expect(weightOf(token)).toBe(1));
});

describe('the numbers of words', () => {
  it('are one a word, found again, and none for others', () => {
    const pair = fc.tuple(fc.integer({ min: 0x4e00, max: 0x9fff }), fc.oneof(fc.constant(0), fc.integer({ min: 0x4e00, max: 0x9fff })));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 300 }), fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 50 }), (pairs, words) => {
        const vocabulary = new Vocabulary();
        for (const [a, b] of pairs) vocabulary.addHan(a, b);
        for (const word of words) vocabulary.addLatin(word);
        const all = new Set([...pairs.map(([a, b]) => String.fromCharCode(a, ...(b ? [b] : []))), ...words.flatMap(tokens)]);
        expect(new Set([...all].map((word) => vocabulary.get(word)))).toEqual(new Set(Array.from({ length: all.size }, (_, i) => i)));
        expect(vocabulary.size).toBe(all.size);
        expect([vocabulary.get(''), vocabulary.get('龘龘'), vocabulary.get('neverseen')]).toEqual([undefined, undefined, undefined]);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('stay the same when the table grows', () => {
    const vocabulary = new Vocabulary();
    const numbers = Array.from({ length: 60_000 }, (_, i) => vocabulary.addHan(0x4e00 + (i % 300), 0x4e00 + Math.floor(i / 300)));
    expect(numbers).toEqual(Array.from({ length: 60_000 }, (_, i) => i));
    expect(numbers.map((_, i) => vocabulary.addHan(0x4e00 + (i % 300), 0x4e00 + Math.floor(i / 300)))).toEqual(numbers);
  });
});
