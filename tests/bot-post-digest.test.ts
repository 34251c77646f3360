import { describe, expect, it } from 'vitest';
import { contactsIn } from '../src/digest/contact.js';
import { ownOn } from '../src/digest/own.js';
import { problems } from '../src/limits.js';
import { previewOf } from '../src/schedule/post.js';
import type { Reply } from '../src/reply.js';
import { DAY, daily, FIRST, HOUR } from './support/daily.js';
import { errors, HALL, linesOf, LIN, MAYA, press, say, words } from './support/members.js';
import { member } from './support/party.js';
import { plan } from './support/plans.js';
import { playRound } from './support/rounds.js';

const { at, now } = daily();
const weekly = { what: 'digest', cursor: undefined, pattern: { kind: 'every', n: 7 } } as const;
const posts = () => now.platform.posts.filter(({ reply }) => /群里这些天/.test(words(reply)));
const last = (): Reply => posts().at(-1)?.reply as Reply;
const write = (who: typeof MAYA, lesson: string, text: string) => say(now.world, `comment ${lesson} ${text}`, { member: who });
const quotes = (reply: Reply) => reply.blocks.flatMap((block) => (block.kind === 'quote' ? [block.spans.join('')] : []));

const INSIGHT = '我理解 Pod 是一组共享网络命名空间的容器，所以 sidecar 可以直接用 localhost 访问主容器，这一点在排查网络问题时特别有用。';
const QUESTION = '请问为什么 Infra 容器一定要第一个启动？如果它退出了，Pod 里的其他容器会怎么样呢？';

describe('S6 D8: the digest of the week', () => {
  it('without anything to tell is short, honest, and says what comes', async () => {
    await plan(now.world, weekly);
    await plan(now.world, { cursor: '20' });
    await at(FIRST);
    expect(words(last())).toContain('最近比较安静');
    expect(words(last())).toContain('未来一周的课程');
    expect(words(last())).toContain('第 21 讲');
    expect(words(last()).length).toBeLessThan(1200);
    expect(problems(last())).toEqual([]);
  });

  it('tells what the group wrote and liked since the one before, its open questions, misses, streaks of who wants to be named, and the lessons ahead', async () => {
    await plan(now.world, weekly);
    await plan(now.world, { cursor: '20' });
    await write(LIN, '13', INSIGHT);
    await write(MAYA, '13', QUESTION);
    await write(member(1), '14', '我们在生产环境遇到过同样的问题，把 restartPolicy 改成 OnFailure 之后就好了，供大家参考。');
    await press(now.world, 'comment like 13.g1', MAYA);
    await press(now.world, 'comment like 13.g1', member(1));
    await say(now.world, 'leaderboard join', { member: MAYA });
    for (const who of [MAYA, LIN]) await say(now.world, 'read 13', { member: who });
    for (let i = 0; i < 5; i++) await playRound(now.world, '24', [[member(i), false]], { ...HALL, channel: `x:c${i}` });
    await at(FIRST - HOUR);
    await say(now.world, 'read 14', { member: MAYA });
    await say(now.world, 'read 14', { member: LIN });
    await at(FIRST);
    const shown = words(last());
    expect(problems(last())).toEqual([]);
    expect(quotes(last())).toEqual([INSIGHT]);
    expect(shown).toContain('— 小林 · 13.g1');
    expect(shown).toContain('还在等回答的问题');
    expect(shown).toContain('Infra 容器');
    expect(shown).toContain('从2026年2月24日起，群里写了 3 条留言');
    expect(shown).toContain('14.g1');
    expect(shown).toMatch(/测验里最容易错的\n• 第 24 讲.*5 次作答错 5 次/);
    expect(shown).toMatch(/连续打卡\n• Maya · 2 天/);
    expect(shown).not.toMatch(/小林 · 2 天/);
    expect(shown).toContain('第 21 讲');
    expect(linesOf(last())).toEqual(expect.arrayContaining(['comment 13.g1', 'comment 13.g2', 'report questions', 'report weakspots', 'leaderboard week']));
    expect(errors(now.world)).toEqual([]);

    // a week later only what is new; a question stays until it is answered
    await press(now.world, 'comment like 14.g1', LIN);
    await at(FIRST + 7 * DAY);
    expect(quotes(last())).toEqual([expect.stringContaining('restartPolicy')]);
    expect(words(last())).not.toContain(INSIGHT.slice(0, 20));
    expect(words(last())).not.toMatch(/群里写了|新留言/);
    expect(words(last())).toContain('Infra 容器');
    await say(now.world, 'comment 13.g2 Infra 容器持有网络命名空间，所以要先启动；它退出时整个 Pod 会被重建。', { member: LIN });
    await at(FIRST + 14 * DAY);
    expect(words(last())).not.toContain('还在等回答的问题');
    expect(words(last())).toContain('从2026年3月10日起，群里写了 1 条留言');
  });

  it('D3: quotes are exact parts of what was written, without contact data, and ping nobody', async () => {
    await plan(now.world, weekly);
    const hostile = `@everyone 我觉得 Pod 的设计很像进程组，理解了这一点之后很多问题就清楚了。加我微信 wx: abc_12345678 或者 13812345678 交流。<!channel> [x](https://evil.example)`;
    await write(MAYA, '13', hostile);
    await press(now.world, 'comment like 13.g1', LIN);
    await at(FIRST);
    const [own] = await ownOn(now.world.hall.parts.store, { course: 'kubernetes', lesson: '13', group: HALL.group });
    const [quote = ''] = quotes(last());
    expect(own?.text).toContain(quote);
    expect(quote.length).toBeGreaterThan(10);
    expect(contactsIn(quote)).toEqual([]);
    expect(words(last())).not.toContain('13812345678');
  });

  it('X4: more than fits is cut, and says so with the way to the rest', async () => {
    await plan(now.world, weekly);
    for (const lesson of ['13', '14', '15', '16', '17', '18']) {
      for (const [who, i] of [[LIN, 1], [MAYA, 2], [member(1), 3]] as const) {
        await write(who, lesson, `${'我的理解是，控制器会不断比较期望状态和实际状态，*然后* _再_ '.repeat(7)}${lesson}.${i}。`);
        await write({ ...who, id: `${who.id}x`, name: `${who.name}x` }, lesson, `${'请问这个字段 `spec.template` 到底应该怎么理解呢，'.repeat(6)}第 ${lesson}.${i} 个问题？`);
      }
      for (const n of [1, 3, 5]) await press(now.world, `comment like ${lesson}.g${n}`, member(9));
    }
    await at(FIRST);
    expect(problems(last())).toEqual([]);
    expect(words(last())).toContain('这里没有全部列出');
    expect(linesOf(last())).toContain('report questions');
    expect(linesOf(last()).some((line) => line.startsWith('schedule notice on'))).toBe(true);
  });

  it('a look ahead leaves no mark: the digest that comes says the same', async () => {
    const made = await plan(now.world, weekly);
    await write(LIN, '13', INSIGHT);
    await press(now.world, 'comment like 13.g1', MAYA);
    const shown = await previewOf(now.world.hall.parts, made);
    await at(FIRST);
    expect(quotes(last())).toEqual(quotes(shown?.reply as Reply));
    expect(quotes(last())).toEqual([INSIGHT]);
  });

  it('P4: what a member deleted is in no later one', async () => {
    await plan(now.world, weekly);
    await write(MAYA, '13', INSIGHT);
    await press(now.world, 'comment like 13.g1', LIN);
    await say(now.world, 'leaderboard join', { member: MAYA });
    await say(now.world, 'mydata delete yes', { member: MAYA });
    await at(FIRST);
    expect(words(last())).not.toContain('Maya');
    expect(words(last())).toContain('最近比较安静');
  });
});
