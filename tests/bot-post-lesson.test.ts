import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../src/errors.js';
import { problems } from '../src/limits.js';
import type { Reply } from '../src/reply.js';
import { followOf } from '../src/schedule/follows.js';
import { previewOf } from '../src/schedule/post.js';
import { WHATS } from '../src/schedule/schedule.js';
import { settingsKey } from '../src/documents.js';
import { DAY, daily, FIRST, HOUR, MINUTE } from './support/daily.js';
import { errors, HALL, LIN, linesOf, MAYA, press, say, words } from './support/members.js';
import { plan } from './support/plans.js';

const { at, now } = daily();
const posts = () => now.platform.posts;
const parts = () => now.world.hall.parts;
const steps = async (key: string) => Object.fromEntries((await followOf(parts().store, key))?.steps.map(({ kind, state, why }) => [kind, why ?? state]) ?? []);

describe('S6: what is posted', () => {
  it.each(WHATS)('%s: fits everywhere, is in the channel’s language, and has a line of its own every day', async (what) => {
    await parts().documents.set(settingsKey(HALL.channel), { locale: 'en' });
    await plan(now.world, { what, cursor: what === 'lesson' ? '13' : undefined });
    await at(FIRST);
    await at(FIRST + DAY);
    const own = posts().filter(({ key }) => /\d$/.test(key));
    expect(own).toHaveLength(2);
    for (const { reply } of own) {
      expect(problems(reply)).toEqual([]);
      expect(reply.locale).toBe('en');
      expect(reply.track).toBeUndefined();
    }
    const [first, second] = own.map(({ reply }) => linesOf(reply).filter((line) => /id:\w+ date:/.test(line)));
    expect(first).toHaveLength(1);
    expect(first).not.toEqual(second);
    expect(errors(now.world)).toEqual([]);
  });

  it.each(WHATS.filter((what) => what !== 'quiz'))('%s: a look ahead shows the same words', async (what) => {
    const made = await plan(now.world, { what, cursor: what === 'lesson' ? '13' : undefined });
    now.clock.travel(FIRST);
    const shown = await previewOf(parts(), made);
    await at(FIRST);
    expect(shown?.reply).toEqual(posts()[0]?.reply);
  });

  it('the lesson: read, quiz, digest and next answer whoever presses them', async () => {
    await plan(now.world);
    await at(FIRST);
    const lines = linesOf(posts()[0]?.reply as Reply);
    expect(lines).toEqual(expect.arrayContaining(['read 13', 'quiz practice 13', 'digest 13', 'lesson 14']));
    expect(words(await press(now.world, 'read 13', MAYA))).toContain('pass 1');
  });

  it('the second round says so', async () => {
    await plan(now.world, { pass: 2 });
    await at(FIRST);
    expect(words(posts()[0]?.reply as Reply)).toContain('今日一讲 · 第二轮');
  });
});

describe('S9: what follows', () => {
  it('the thread opens with the lesson’s questions and with the one that readers like most', async () => {
    const { store } = parts();
    const comment = (n: number, text: string, likes: number) => ({ id: `00000000000${n}`, author: `reader ${n}`, likes, replyCount: 0, text, date: '2019-01-01', source: 'column' as const });
    for (const one of [comment(1, '请问 Pod 里的多个容器怎么共享同一个 Volume 呢？', 3), comment(2, '请问老师，为什么 Infra 容器一定要第一个启动？', 30), comment(3, '讲得真好', 300)]) await store.put('comments:kubernetes:13', one.id, one);
    await plan(now.world, { follow: { thread: true, pin: false, quiz: false } });
    await at(FIRST);
    const [, talk] = posts();
    expect(talk?.under?.message.message).toBe('x:p1');
    expect(problems(talk?.reply as Reply)).toEqual([]);
    expect(words(talk?.reply as Reply)).toContain('为什么 Infra 容器一定要第一个启动');
    expect(words(talk?.reply as Reply)).toContain('— reader 2 · 13.2');
    expect(linesOf(talk?.reply as Reply)).toEqual(['comment add 13', 'comment 13.2']);
  });

  it('the pin goes from one post to the next; a post that lost it, or is gone, is in nobody’s way', async () => {
    await plan(now.world, { follow: { thread: false, pin: true, quiz: false } });
    const pinned = () => now.platform.pins.map(({ message }) => message);
    await at(FIRST);
    expect(pinned()).toEqual(['x:p1']);
    let late = true;
    now.platform.before = (_, what) => {
      if (what === 'pin' && late) throw new DeliveryError('retry', '503');
    };
    await at(FIRST + DAY);
    late = false;
    expect(pinned()).toEqual(['x:p1']);
    await at(FIRST + 2 * DAY);
    await at(FIRST + 2 * DAY + MINUTE);
    expect(pinned()).toEqual(['x:p3']);
    now.platform.before = (_, what) => {
      if (what === 'pin' && pinned().length > 1) throw new DeliveryError('gone', '10008');
    };
    await at(FIRST + 3 * DAY);
    expect(pinned()).toContain('x:p4');
    expect(now.world.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('each step for itself: one that is refused is told in the status, one that fails is tried again, the others are done', async () => {
    const { id } = await plan(now.world, { follow: { thread: true, pin: true, quiz: true } });
    let failures = 3;
    now.platform.before = (_, what) => {
      if (what === 'pin') throw new DeliveryError('forbidden', '50013', { missing: ['Pin Messages'] });
      if (what === 'post' && posts().length === 2 && failures-- > 0) throw new DeliveryError('retry', '503');
    };
    await at(FIRST);
    const [{ key }] = posts() as [(typeof now.platform.posts)[0]];
    expect(await steps(key)).toMatchObject({ pin: 'Pin Messages' });
    for (const ms of [MINUTE, 2 * MINUTE, HOUR]) await at(FIRST + ms);
    expect(await steps(key)).toEqual({ thread: 'done', pin: 'Pin Messages', quiz: 'done', reveal: 'todo' });
    expect(posts()).toHaveLength(3);
    const said = words(await say(now.world, `schedule status id:${id}`, { member: { ...LIN, locale: 'en' } }));
    expect(said).toContain('Pin Messages');
    expect(said).toContain('Reveal of the solution');
    // the next lesson comes all the same
    await at(FIRST + DAY);
    expect(posts().some(({ key: other }) => other.endsWith('03-04'))).toBe(true);
  });
});
