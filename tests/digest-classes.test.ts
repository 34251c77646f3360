import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASSES, type CommentClass } from '../src/digest/class/classes.js';
import { classify } from '../src/digest/class/classify.js';
import { HELD_OUT } from './fixtures/exports/held-out.js';
import { LABELLED } from './fixtures/exports/labelled.js';

describe('classes of comments, both languages', () => {
  for (const name of CLASSES) {
    it.each(LABELLED[name].map((text) => [text]))(`${name}: %s`, (text) => expect(classify(text).class).toBe(name));
  }
});

it('at least 26 of the 36 held-out comments as labelled', () => {
  const right = HELD_OUT.filter(([name, text]) => classify(text).class === name).length;
  expect([HELD_OUT.length, right >= 26]).toEqual([36, true]);
});

describe('sentences are weighed together', () => {
  it.each<[CommentClass, string]>([
    ['question', '老师讲得真好，受益匪浅！请问集群升级的时候，正在写的数据会丢吗？'],
    ['question', 'My pod looks like this:\nspec:\n  containers:\n  - name: a\n    image: b:1\nWhy is it pending?'],
    ['insight', '感谢老师。说说思考题：先摘流量再重启，因为重启会丢掉现场；保留容器可以事后看日志；最后才考虑换节点，否则问题会换个地方再来。'],
    ['insight', '为什么要有命名空间？因为同名的资源要放在一起而不冲突，权限和配额也需要一个边界。所以它既是前缀，也是围墙，还是计费的单位，三件事用一个概念解决了。'],
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

  it('a wall of text costs little', () => {
    const before = process.cpuUsage();
    for (const part of ['为什么', '我们', '希望老师', 'why ', 'please ', 'can you ', '没有。', '\n']) classify(part.repeat(200_000));
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(1500);
  });
});
