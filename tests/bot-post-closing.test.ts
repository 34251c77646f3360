import { describe, expect, it } from 'vitest';
import { problems } from '../src/limits.js';
import type { Reply } from '../src/reply.js';
import { scheduleOf } from '../src/schedule/book.js';
import { DAY, daily, FIRST, MINUTE } from './support/daily.js';
import { errors, HALL, LIN, linesOf, MAYA, press, say, words } from './support/members.js';
import { plan } from './support/plans.js';
import { playRound } from './support/rounds.js';

const { at, now } = daily();
const posts = () => now.platform.posts;
const stored = (id: string) => scheduleOf(now.world.hall.parts.store, id);

/** The last two lessons, by their ids in reading order. */
const tail = () => now.world.hall.parts.library().course.lessons.slice(-2).map(({ id }) => id);

describe('S8: the end of the course', () => {
  it('a closing post says what was counted and offers another round; then it rests', async () => {
    const { id } = await plan(now.world, { cursor: tail()[0] });
    await playRound(now.world, '24', [[MAYA, true], [LIN, false]], { ...HALL, channel: 'x:quiz' });
    await at(FIRST);
    await say(now.world, 'comment 13 我终于明白了 Pod 为什么是一个逻辑主机', { member: MAYA });
    await at(FIRST + DAY);
    await at(FIRST + 2 * DAY);
    const closing = posts()[2]?.reply as Reply;
    expect(problems(closing)).toEqual([]);
    expect(words(closing)).toContain('课程读完了');
    expect(words(closing)).toContain('从2026年3月3日起，在这里发布了 2 讲');
    expect(words(closing)).toContain('群里写下了 1 条留言');
    expect(words(closing)).toContain('本群至今共有 2 次测验作答');
    expect(words(closing)).toContain('开始第二轮');
    expect((await stored(id))?.state).toBe('finished');
    expect(words(await say(now.world, 'schedule status'))).toContain('08:00 · 课程结束语 · 准时');
    for (let day = 3; day < 6; day++) await at(FIRST + day * DAY);
    expect(posts()).toHaveLength(3);
    expect(errors(now.world)).toEqual([]);
  });

  it('only what was counted is said', async () => {
    await plan(now.world, { cursor: undefined });
    await at(FIRST);
    expect(words(posts()[0]?.reply as Reply)).not.toMatch(/\b0\b|undefined/);
  });

  it('the second round begins with the first lesson, is called so, and begins once however often it is pressed', async () => {
    const { id } = await plan(now.world, { cursor: tail()[1], follow: { thread: true, pin: false, quiz: false } });
    await at(FIRST);
    await at(FIRST + DAY);
    const line = linesOf(posts().at(-1)?.reply as Reply).find((one) => one.startsWith('schedule again')) ?? '';
    expect(line).toBe(`schedule again id:${id}`);
    expect(words(await press(now.world, line, MAYA))).not.toContain('begins');
    expect((await stored(id))?.state).toBe('finished');
    expect(words(await press(now.world, line, LIN))).toContain('第二轮从');
    expect(words(await press(now.world, line, LIN))).toContain('已经在进行了');
    expect(await stored(id)).toMatchObject({ state: 'on', pass: 2, cursor: now.world.hall.parts.library().course.lessons[0]?.id });
    expect((await stored(id))?.posted).toBeUndefined();
    await at(FIRST + DAY + MINUTE);
    const before = posts().length;
    await at(FIRST + 2 * DAY);
    expect(words(posts()[before]?.reply as Reply)).toContain('今日一讲 · 第二轮');
    // whoever set it may as well, though they manage nothing any more
    expect(words(await press(now.world, line, { ...LIN, admin: false }))).toContain('已经在进行了');
    expect(words(await say(now.world, 'schedule again 1'))).toContain('已经在进行了');
  });

  it.each(['schedule again id:nope', `schedule again id:${'a'.repeat(12)}`, 'schedule again', 'schedule again 7'])('%s is answered with a sentence', async (line) => {
    expect(words(await press(now.world, line, LIN))).toMatch(/没有/);
  });
});
