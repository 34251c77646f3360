import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../src/errors.js';
import type { Place } from '../src/ports.js';
import { GRACE_MS } from '../src/schedule/schedule.js';
import { daily, FIRST, DAY, HOUR } from './support/daily.js';
import { ear, LIN, MAYA, request, say, words } from './support/members.js';

const { at, lessons, now, reopen, set, status } = daily();

describe('S3: after an outage', () => {
  it.each([
    ['an hour', FIRST + HOUR, [13]],
    ['exactly the grace window', FIRST + GRACE_MS, [13]],
    ['a millisecond more', FIRST + GRACE_MS + 1, []],
    ['20 hours', FIRST + 20 * HOUR, []],
    ['10 days', FIRST + 10 * DAY - HOUR, []],
    ['10 days and an hour', FIRST + 10 * DAY + HOUR, [13]],
  ])('of %s: at most one post, the lesson order kept', async (_, back, posted) => {
    await set();
    await reopen();
    for (let i = 0; i < 15; i++) await at(back + i * 1000);
    expect(lessons()).toEqual(posted);
    const next = FIRST + Math.ceil((back - FIRST) / DAY) * DAY;
    for (const day of [0, 1, 2]) await at(next + day * DAY);
    expect(lessons()).toEqual([13, 14, 15, 16].slice(0, posted.length + 3));
    expect(new Set(now.platform.posts.map(({ key }) => key)).size).toBe(now.platform.posts.length);
  });

  it('a skipped day is said in the status', async () => {
    await set();
    await at(FIRST + 7 * HOUR);
    expect(words(await say(now.world, 'schedule status', { member: MAYA }))).toContain('more than 6 hours late');
  });
});

describe('S3: set anew', () => {
  it('for later on the same day, from another lesson: that lesson is posted then', async () => {
    await set();
    await at(FIRST);
    await set('schedule set 20:00 start:23');
    await at(FIRST + 12 * HOUR);
    await at(FIRST + 36 * HOUR);
    expect(lessons()).toEqual([13, 23, 24]);
  });

  it('while its post is under way: the new beginning stays', async () => {
    await set();
    let release = () => {};
    const posting = new Promise<void>((reached) => {
      now.platform.before = () => (reached(), new Promise<void>((done) => (release = done)));
    });
    now.clock.travel(FIRST);
    const tick = now.world.hall.bot.tick();
    await posting;
    await set('schedule set 20:00 start:23');
    now.platform.before = () => {};
    release();
    await tick;
    await at(FIRST + 12 * HOUR);
    expect(lessons()).toEqual([13, 23]);
  });

  it('while its post is being refused: the new plan is not paused', async () => {
    await set();
    now.platform.before = async () => {
      now.platform.before = () => {};
      await set('schedule set 20:00 start:23');
      throw new DeliveryError('forbidden', '50013');
    };
    await at(FIRST);
    await at(FIRST + 12 * HOUR);
    expect(lessons()).toEqual([23]);
  });
});

describe('S4: plans do not wait for each other', () => {
  const OTHER: Place = { platform: 'x', group: 'x:other', channel: 'x:other' };

  it('one failing, one that hangs: the third is delivered', async () => {
    await set();
    await set('schedule set 08:00 start:23', OTHER);
    await set('schedule set 08:00 start:24', { ...OTHER, channel: 'x:third' });
    let release = () => {};
    now.platform.before = (channel) => {
      if (channel === 'x:hall') throw new DeliveryError('retry', '503');
      if (channel === 'x:other') return new Promise<void>((done) => (release = done));
      return undefined;
    };
    now.clock.travel(FIRST);
    const tick = now.world.hall.bot.tick();
    while (lessons('x:third').length === 0) await new Promise((done) => setTimeout(done, 2));
    expect([lessons(), lessons('x:other')]).toEqual([[], []]);
    release();
    await tick;
    expect(lessons('x:other')).toEqual([23]);
  });

  it('a plan of a platform that is switched off waits without noise', async () => {
    await set('schedule set 08:00 start:23', { ...OTHER, platform: 'z' });
    await set();
    await at(FIRST);
    expect(lessons()).toEqual([13]);
    expect(now.world.logged).toEqual([]);
  });
});

describe('S5: rights', () => {
  it('who does not manage the group sets, pauses and resumes nothing', async () => {
    expect(words(await say(now.world, 'schedule set 08:00', { member: MAYA }))).toContain('Only those who manage');
    await set();
    for (const line of ['schedule pause', 'schedule resume', 'schedule set 09:00']) {
      expect(words(await say(now.world, line, { member: MAYA, pressed: { private: false } }))).toContain('Only those who manage');
    }
    await at(FIRST);
    expect(lessons()).toEqual([13]);
  });

  it('whoever set it may pause it without the right they had', async () => {
    await set();
    expect(words(await say(now.world, 'schedule pause', { member: { ...LIN, admin: false } }))).toContain('已暂停');
  });

  it('a channel where the bot may not post is named, and nothing is stored', async () => {
    now.platform.missing = ['SendMessages'];
    expect(words(await set())).toContain('SendMessages');
    expect(await status()).toMatch(/\bno-schedule$/);
  });

  it('a platform that does not answer the question for rights: one sentence, nothing stored', async () => {
    now.platform.preflight = () => Promise.reject(new DeliveryError('retry', '503'));
    const heard = ear();
    await now.world.hall.bot.receive(request(now.world, 'schedule set 08:00', { locale: 'en' }), heard);
    expect(heard.answers).toHaveLength(1);
    expect(await status()).toMatch(/\bno-schedule$/);
  });
});

describe('S3 S8: the whole course', () => {
  it('every lesson once, in order, then finished', async () => {
    const { course } = now.world.hall.parts.library();
    await set('schedule set 08:00');
    for (let day = 0; day < course.lessons.length + 3; day++) await at(FIRST + day * DAY);

    // and a closing post
    expect(now.platform.posts).toHaveLength(course.lessons.length + 1);
    for (const [i, { reply }] of now.platform.posts.slice(0, -1).entries()) expect(reply.blocks.slice(0, 2).map((one) => ('text' in one ? one.text : '')).join('')).toContain(course.lessons[i]?.title['zh-CN']);
    expect(words(await say(now.world, 'schedule status', { member: MAYA }))).toContain('read to the end');
    expect(words(await say(now.world, 'schedule resume', { locale: 'en' }))).toMatch(/\bfinished$/);
    await set('schedule set 08:00 start:1');
    expect(await status()).not.toMatch(/读完/);
  });
});
