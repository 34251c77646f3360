import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASSES, type CommentClass } from '../src/digest/class/classes.js';
import { classify } from '../src/digest/class/classify.js';
import { labelled } from '../bench/train/labelled.js';
import { type Marks, marks } from '../bench/marks.js';
import { LABELLED } from './support/labelled.js';

describe('D6: classes, highlights, open questions and merging on comments that no training saw', () => {
  const found = marks(labelled('held-out'));

  // a little below what was measured, so that a change for the worse is seen and a harmless one is not
  it.each<[keyof Marks, number]>([
    ['accuracy', 0.74], ['lenient', 0.82], ['macroF1', 0.71], ['correctionPrecision', 0.85], ['precisionAt3', 0.85], ['recallAt5', 0.74],
    ['openF1', 0.66], ['mergePrecision', 0.7], ['mergeRecall', 0.38],
  ])('%s is at least %s', (mark, least) => expect(found[mark]).toBeGreaterThanOrEqual(least));

  it('no thanks and no small talk among the first three', () => expect([found.comments > 400, found.social]).toEqual([true, 0]));
});

describe('plain comments, both languages', () => {
  it.each(CLASSES.map((name) => [name, LABELLED[name]] as const))('%s', (name, texts) => {
    expect(texts.filter((text) => classify(text).class !== name)).toEqual([]);
  });
});

describe('sentences are weighed together', () => {
  it.each<[CommentClass, string]>([
    ['question', '老师讲得真好，受益匪浅！请问集群升级的时候，正在写的数据会丢吗？'],
    ['question', 'My pod looks like this:\nspec:\n  containers:\n  - name: a\n    image: b:1\nWhy is it pending?'],
    ['insight', '感谢老师。说说思考题：先摘流量再重启，因为重启会丢掉现场；保留容器可以事后看日志；最后才考虑换节点，否则问题会换个地方再来。'],
    ['question', '谢谢老师，讲得真好，有个地方没想明白，为什么控制器重启以后不会重复创建副本呢，谢谢！'],
    ['request', '讲得太好了，意犹未尽，希望老师再开一门讲调度器的课'],
    ['answer', '@南风 可以看一下 kube-proxy 的模式，ipvs 下会话保持靠的是内核的超时'],
    ['correction', '讲得很清楚，不过第二张图好像有误，箭头画反了'],
    ['other', ''],
    ['other', ' \n\t'],
    ['praise', '👍👍'],
  ])('%s: %s', (name, text) => expect(classify(text).class).toBe(name));

  it('points at the sentence that decided', () => {
    const text = '谢谢老师的课。请问调度失败以后会重试吗？';
    const { focus } = classify(text);
    expect(text.slice(focus.start, focus.end)).toBe('请问调度失败以后会重试吗？');
  });

  it('takes any text, the same way each time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const first = classify(text);
      expect(CLASSES).toContain(first.class);
      expect(classify(text)).toEqual(first);
      expect(first.focus.start <= first.focus.end && first.focus.end <= text.length).toBe(true);
    }));
  });
});
