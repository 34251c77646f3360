import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOf } from '../src/digest/age.js';
import { commentId, identify, placed, type CommentFacts, type CommentSource, type PlacedComment } from '../src/digest/comment.js';
import { makeDigest, type Digest } from '../src/digest/digest.js';
import { classify } from '../src/digest/class/classify.js';
import { rank } from '../src/digest/rank.js';
import { mergeSame } from '../src/digest/merge.js';
import { LABELLED } from './support/labelled.js';

const NOW = '2024-03-01';
const facts = (text: string, more: Partial<CommentFacts> = {}): CommentFacts => ({ author: text.slice(0, 3), likes: 1, replyCount: 0, date: '2020-01-02', ...more, text });
const stored = (all: readonly CommentFacts[], source: CommentSource = 'column') => placed('1', identify(all, source));
const digestOf = (...all: CommentFacts[]) => makeDigest(stored(all), { now: NOW });
const items = (digest: Digest) => digest.sections.flatMap((section) => section.items);
const [INSIGHT, INSIGHT2, INSIGHT3] = LABELLED.insight as [string, string, string];

/** Equal in class and size, so that only the order of ties decides. */
const TIED = ['一', '二', '三', '四', '五'].map((n) => `容器的本质是进程，镜像是它的文件系统${n}`);

const comment: fc.Arbitrary<CommentFacts> = fc.record({
  author: fc.constantFrom('甲', '乙', '丙', '', '\u3000', '@everyone', '\u202D甲', 'kick'),
  likes: fc.constantFrom(0, 1, 1, 5, 2613),
  replyCount: fc.constantFrom(undefined, 0, 0, 3),
  date: fc.constantFrom('2018-09-27', '2020-02-29', '2020-02-29', '2026-01-01'),
  text: fc.oneof(fc.constantFrom(...TIED), fc.constantFrom(...Object.values(LABELLED).flat()), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', '打卡', '打卡！')),
});

function shuffled<T>(all: readonly T[], keys: readonly number[]): T[] {
  return all.map((one, i) => ({ one, key: keys[i % keys.length]! * 31 + ((i * 7919) % 101) })).sort((a, b) => a.key - b.key).map(({ one }) => one);
}

describe('D2 the same comments in any order give the same digest', () => {
  it('byte for byte', () => {
    fc.assert(
      fc.property(fc.array(comment, { maxLength: 40, size: 'max' }), fc.array(fc.nat({ max: 50 }), { minLength: 3, maxLength: 9 }), (all, keys) => {
        const comments = stored(all);
        const expected = JSON.stringify(makeDigest(comments, { now: NOW }));
        expect(JSON.stringify(makeDigest(shuffled(comments, keys), { now: NOW }))).toBe(expected);
        expect(JSON.stringify(makeDigest(comments.toReversed(), { now: NOW }))).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('also where a caller gave two comments one id', () => {
    const base = stored([facts(INSIGHT)])[0]!;
    const twins: PlacedComment[] = [{ ...base, text: INSIGHT2 }, { ...base, text: INSIGHT3 }, base];
    expect(makeDigest(twins.toReversed(), { now: NOW })).toEqual(makeDigest(twins, { now: NOW }));
  });

  it('counts every comment once, shows at most two of one author, and quotes exactly (D3)', () => {
    fc.assert(
      fc.property(fc.array(comment, { maxLength: 40, size: 'max' }), (all) => {
        const comments = stored(all);
        const digest = makeDigest(comments, { now: NOW });
        const counted = Object.values(digest.byClass).reduce((a, b) => a + b, 0);
        expect([digest.total, counted]).toEqual([all.length, all.length]);
        expect(items(digest).reduce((n, one) => n + one.count, 0) + digest.aside + digest.praise + digest.other).toBe(all.length);
        for (const { author } of items(digest)) expect(items(digest).filter((one) => one.author === author).length).toBeLessThanOrEqual(2);
        for (const item of items(digest)) {
          const cited = comments.find((one) => one.id === item.id)!;
          expect([cited.author, cited.text.slice(item.excerpt.start, item.excerpt.end)]).toEqual([item.author, item.excerpt.text]);
        }
        expect(items(digest).map((one) => one.rank).sort((a, b) => a - b)).toEqual(items(digest).map((_, i) => i + 1));
      }),
      { numRuns: 200 },
    );
  });

  it('at most two of one author, also under blank or steering characters', () => {
    const digest = digestOf(...[INSIGHT, INSIGHT2, INSIGHT3].map((text, i) => facts(text, { author: ['甲', '\u202D甲', ' 甲\u200B'][i]! })));
    expect([items(digest).length, digest.aside]).toEqual([2, 1]);
  });

  /** Comments of one class and size, so that nothing but their facts orders them. */
  const ranked = (...all: CommentFacts[]) => rank(stored(all).map((comment) => ({ comment, classified: classify(INSIGHT), terms: [], same: [] }))).map((one) => one.comment);

  it.each<[string, Partial<CommentFacts>, Partial<CommentFacts>]>([
    ['likes', { likes: 2 }, { likes: 1 }],
    ['likes of readers', { likes: 9, date: '2023-01-01' }, { likes: 10, date: '2019-01-01' }],
    ['replies', { replyCount: 1 }, { replyCount: 0 }],
  ])('more %s come first', (_, first, second) => {
    const found = ranked(facts(TIED[0]!, { author: 'b', ...second }), facts(TIED[1]!, { author: 'a', ...first }), facts(TIED[2]!, { author: 'c', likes: 0 }));
    expect(found.map((one) => one.author)).toEqual(['a', 'b', 'c']);
  });

  it('ties go to the newer, then to the smaller id', () => {
    expect(ranked(facts(TIED[0]!, { likes: 0, author: 'old', date: '2019-01-01' }), facts(TIED[1]!, { likes: 0, author: 'new' }))[0]?.author).toBe('new');
    const tied = ranked(...TIED.map((text) => facts(text)));
    expect(tied[0]?.id).toBe(tied.map((one) => one.id).sort()[0]);
  });

  it('what says the first again in part comes later than its likes would have it', () => {
    const said = '应该先摘流量再保留容器，因为重启会丢掉现场，日志也没了。';
    const texts = [said, `${said}同意，另外配额也要看。`, '把调度器想成食堂的打饭窗口，每个窗口的队伍是定好的，插队的人要等下一轮再来。'];
    expect(ranked(...texts.map((text, i) => facts(text, { author: 'abc'[i]!, likes: [900, 300, 100][i]! }))).map((one) => one.author)).toEqual(['a', 'c', 'b']);
  });
});

describe('what a digest says', () => {
  const everything = Object.values(LABELLED).flat().map((text, i) => facts(text, { author: `r${i}`, replyCount: i % 3 }));

  it('sections in the order of use, open questions before answered ones', () => {
    const digest = digestOf(...everything);
    expect(digest.sections.map((one) => [one.kind, one.open])).toEqual([
      ['insight', undefined], ['correction', undefined], ['experience', undefined], ['question', true], ['question', false],
      ['answer', undefined], ['request', undefined],
    ]);
    for (const section of digest.sections.filter((one) => one.open !== undefined)) {
      for (const item of section.items) if (section.open) expect(item.replyCount).toBe(0);
    }
    expect([digest.praise, digest.other]).toEqual([LABELLED.praise.length, LABELLED.other.length]);
  });

  it('no wish, thanks or check-in outranks what informs, however liked', () => {
    const digest = digestOf(facts('求更新！', { likes: 100_000 }), facts('谢谢老师！', { likes: 100_000 }), facts(INSIGHT, { likes: 0 }));
    expect(items(digest).map((one) => one.class)).toEqual(['insight', 'request']);
  });

  it('what others say too, in other words, is counted and not shown again', () => {
    const digest = digestOf(
      facts('请问回滚以后自增 id 为什么不连续？', { author: 'a', likes: 9, replyCount: 0 }),
      facts('同问，自增 id 回滚以后不连续是为什么', { author: 'b', likes: 3, replyCount: 0 }),
      facts('想问下从库延迟很大的时候业务怎么读', { author: 'c', likes: 1, replyCount: 0 }),
    );
    expect(items(digest).map((one) => [one.author, one.count, one.same])).toEqual([['a', 2, ['1.2']], ['c', 1, []]]);
    expect(digest.byClass.question).toBe(3);
  });

  it('two thanks are not the same thing said twice', () => {
    expect(digestOf(facts('谢谢老师，讲得真好'), facts('老师讲得真好，谢谢', { author: 'b' }))).toMatchObject({ praise: 2, sections: [] });
  });

  it('a question is open without a visible reply; an answer that calls its author is one', () => {
    const question = facts('请问会话保持在重启以后还有效吗？', { author: '南风' });
    const openOf = (...more: CommentFacts[]) => digestOf(question, ...more).sections.find((one) => one.kind === 'question')?.open;
    expect(openOf()).toBe(true);
    expect(openOf(facts('@南风 看一下代理的模式，超时由内核决定', { author: '北' }))).toBe(false);
    expect(openOf(facts('@南 看一下代理的模式，超时由内核决定', { author: '北' }))).toBe(true);
    expect(digestOf({ ...question, replyCount: 2 }).sections[0]?.open).toBe(false);
    expect(digestOf({ ...question, replyCount: undefined }).sections[0]?.open).toBe(true);
  });

  it('quotes the question, not the greeting before it', () => {
    const greeting = '谢谢老师这么用心的课程，每一讲我都认真读了好几遍。'.repeat(12);
    const [item] = items(digestOf(facts(`${greeting}请问会话保持在重启以后还有效吗？`)));
    expect(item?.excerpt).toMatchObject({ text: '请问会话保持在重启以后还有效吗？', before: true, after: false });
  });

  it('merges what differs only in punctuation, case and width; the most liked one stands', () => {
    const digest = digestOf(
      facts('A controller compares, then moves because states differ.', { author: 'a', likes: 1 }),
      facts('a controller compares then moves because states differ', { author: 'b', likes: 9 }),
      facts('Ａ　controller compares，then moves，because states differ！', { author: 'c', likes: 2 }),
    );
    expect(items(digest)).toEqual([expect.objectContaining({ author: 'b', count: 3 })]);
    expect([digest.total, digest.byClass.insight]).toEqual([3, 3]);
    expect(mergeSame(stored([facts('👍'), facts('🌹'), facts('👍')])).map((one) => one.same.length)).toEqual([1, 0]);
  });

  it('marks samples, and is empty for no comments', () => {
    expect(makeDigest(stored([facts(INSIGHT)], 'sample'), { now: NOW })).toMatchObject({ samples: true, sections: [{ items: [{ source: 'sample' }] }] });
    expect(digestOf()).toMatchObject({ total: 0, sections: [], praise: 0, other: 0, aside: 0, samples: false });
  });

  it('a comment without anything to show is counted, not quoted', () => {
    const digest = digestOf(facts('', { author: 'a' }), facts('\u200B', { author: 'b' }));
    expect([digest.total, digest.sections]).toEqual([2, []]);
  });

  it.each([
    ['2024-03-01', 0, 0], ['2024-02-29', 1, 0], ['2023-03-01', 366, 1], ['2023-03-02', 365, 0], ['2018-09-27', 1982, 5], ['2026-01-01', 0, 0],
  ])('D2 age is shown: %s is %i days, %i years old', (date, days, years) => expect(ageOf(date, NOW)).toEqual({ days, years }));
});

describe('ids', () => {
  it('are the same in every import, and unique for exact repeats', () => {
    const all = [facts('打卡'), facts('打卡'), facts('打卡', { author: '乙' }), facts('打卡', { likes: 7 })];
    const ids = identify(all, 'column').map((one) => one.id);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(identify(all.map((one) => ({ ...one, likes: 99 })), 'column').map((one) => one.id)).toEqual(ids);
  });

  it('do not collide over 100,000 near texts, nor where fields run together', () => {
    const ids = new Set(Array.from({ length: 100_000 }, (_, i) => commentId({ author: `r${i % 100}`, date: '2020-01-02', text: `第${i}条` })));
    expect(ids.size).toBe(100_000);
    expect(commentId({ author: 'ab', date: 'c', text: 'd' })).not.toBe(commentId({ author: 'a', date: 'bc', text: 'd' }));
  });
});

describe('a group’s own comments in their place', () => {
  const own = (text: string, ref: string, more: Partial<PlacedComment> = {}): PlacedComment => ({ ...stored([facts(text, { author: ref })], 'group')[0]!, ref, ...more });
  const QUESTION = '请问业务容器重启以后，网络命名空间为什么还在？';

  it('what answers a comment by its address is an answer, and is not swallowed by a longer note that says the same', () => {
    const note = own('学习笔记：网络命名空间由 pause 容器持有，业务容器会重启，pause 不会重启；存储卷也是整个 Pod 的。', '1.1', { likes: 40 });
    const answer = own('因为业务容器会重启，pause 不会，所以网络命名空间由它来持有。', '1.g2', { answers: '1.g1' });
    const digest = makeDigest([note, own(QUESTION, '1.g1'), answer], { now: NOW });
    const of = (kind: string) => digest.sections.filter((one) => one.kind === kind).flatMap((one) => one.items.map((item) => item.ref));
    expect([of('insight'), of('answer'), of('question')]).toEqual([['1.1'], ['1.g2'], ['1.g1']]);
    expect(digest.sections.find((one) => one.kind === 'question')?.open).toBe(false);
  });

  it('who adds to an own question has not answered it', () => {
    const more = own('补充一下，我用的是 1.33 版本，两个容器', '1.g2', { answers: '1.g1', author: '1.g1' });
    expect(makeDigest([own(QUESTION, '1.g1'), more], { now: NOW }).sections.find((one) => one.kind === 'question')?.open).toBe(true);
  });

  it('of wishes, the most shared comes first', () => {
    const wish = (text: string, likes: number) => facts(text, { author: text.slice(-3), likes });
    const digest = digestOf(wish('希望老师把每一讲的示例代码和命令都整理一下放到代码仓库里，最好按照章节分好目录，方便我们照着做', 1), wish('求更新！', 37));
    expect(items(digest).map((one) => one.likes)).toEqual([37, 1]);
  });
});
