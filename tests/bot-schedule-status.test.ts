import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../src/errors.js';
import { settingsKey } from '../src/documents.js';
import { problems } from '../src/limits.js';
import { daily, DAY, FIRST, HOUR, MINUTE } from './support/daily.js';
import { errors, HALL, LIN, linesOf, MAYA, press, say, words } from './support/members.js';
import type { Member } from '../src/ports.js';
import { schedulesOf } from '../src/schedule/book.js';

const { at, lessons, now, set } = daily();
const ADA: Member = { ...LIN, id: 'x:ada', name: 'Ada', locale: 'en' };
const status = async () => words(await say(now.world, 'schedule status', { member: ADA }));
const fail = (...kinds: string[]) => {
  now.platform.before = (_, what) => {
    if (kinds.includes(what)) throw new DeliveryError('retry', '503');
  };
};

describe('schedule status', () => {
  it('last deliveries: on time, late with its attempts, left out because it was too late, left out as asked', async () => {
    await set();
    await at(FIRST);
    fail('post');
    await at(FIRST + DAY);
    fail();
    await at(FIRST + DAY + 90 * MINUTE);
    await at(FIRST + 2 * DAY + 7 * HOUR);
    await say(now.world, 'schedule skip');
    const said = await status();
    expect(said).toMatch(/Mar 3, 2026(?:,| at) 08:00 · Lesson 13 .* · on time/);
    expect(said).toMatch(/Mar 4, 2026(?:,| at) 08:00 · Lesson 14 .* · 1 hour 30 minutes late · 2 attempts/);
    expect(said).toMatch(/Mar 5, 2026(?:,| at) 08:00 · not sent: it would have been more than 6 hours late/);
    expect(said).toMatch(/Mar 6, 2026(?:,| at) 08:00 · left out, as asked/);
    expect(said.indexOf('Mar 6, 2026')).toBeLessThan(said.indexOf('Mar 3, 2026'));
  });

  it('a clock that went back: a day that was missed is not said to be both over and to come', async () => {
    await set();
    await at(FIRST + 3 * DAY);
    expect(await status()).toMatch(/Mar 4, 2026(?:,| at) 08:00 · not sent/);
    await at(FIRST - HOUR);
    const said = await status();
    expect(said).toMatch(/1\. [^\n]*Mar 3, 2026/);
    expect(said).not.toContain('not sent');
  });

  it('S9: each step that follows a post, done, waiting or given up and why', async () => {
    await set('schedule set 08:00 start:13 thread:on pin:on');
    now.platform.before = (_, what) => {
      if (what === 'pin') throw new DeliveryError('forbidden', '50013', { missing: ['Pin Messages'] });
      if (what === 'post' && now.platform.posts.length > 0) throw new DeliveryError('retry', '503');
    };
    await at(FIRST);
    await at(FIRST + 1000);
    const said = await status();
    expect(said).toContain('After the post of Mar 3, 2026');
    expect(said).toContain('Pin: given up: Pin Messages');
    expect(said).toMatch(/Thread[^\n]*: tried again [^\n]* · 1 failed/);
    now.platform.before = () => {};
    await at(FIRST + MINUTE);
    expect(await status()).toMatch(/Thread[^\n]*: done/);
  });

  it('why it is paused, what to do, and that whoever set it was told', async () => {
    await set();
    now.platform.before = (_, what) => {
      if (what === 'post') throw new DeliveryError('forbidden', '50013', { missing: ['Send Messages'] });
    };
    await at(FIRST);
    await at(FIRST + 1000);
    const said = await status();
    expect(said).toContain('Paused, because I may not post there (Send Messages). Once that is mended: schedule resume 1');
    expect(said).toContain('Message to whoever set it: done');
    expect(said).not.toContain('Next posts');
  });

  it('fits every platform when everything has happened, in both languages', async () => {
    const long = 'x'.repeat(100);
    now.platform.channels.push({ id: 'x:long', name: long, group: HALL.group });
    await set(`schedule set 08:00 start:13 thread:on pin:on quiz:on channel:#${long}`);
    for (let day = 0; day < 8; day++) await at(FIRST + day * DAY);
    for (const member of [LIN, ADA]) expect(problems(await say(now.world, 'schedule status', { member }))).toEqual([]);
    expect(errors(now.world)).toEqual([]);
  });
});

describe('schedule list', () => {
  it('all of the group with number, what, where, when, next date and state; a menu opens each', async () => {
    await set();
    await say(now.world, 'schedule set quiz 20:00 weekdays #cellar');
    await say(now.world, 'schedule pause 1');
    const list = await say(now.world, 'schedule list', { member: ADA });
    expect(words(list)).toContain('1. Daily lesson · this channel · every day at 08:00 (Asia/Shanghai) · paused');
    expect(words(list)).toMatch(/2\. Question of the day · #cellar · on weekdays at 20:00 \(Asia\/Shanghai\) · next: Mon, Mar 2, 2026(?:,| at) 20:00/);
    expect(words(await press(now.world, linesOf(list)[1] ?? '', ADA))).toContain('Schedule 2 · Question of the day');
  });

  it('who manages nothing sees those of this channel', async () => {
    await set();
    await say(now.world, 'schedule set quiz 20:00 #cellar');
    const list = words(await say(now.world, 'schedule list', { member: MAYA }));
    expect([list.includes('1. '), list.includes('2. ')]).toEqual([true, false]);
    expect(words(await say(now.world, 'schedule status 2', { member: MAYA }))).toContain('no such schedule');
  });
});

describe('schedule preview', () => {
  it.each(['lesson 08:00 start:13', 'quiz 08:00', 'digest 08:00 daily', 'review 08:00'])('%s: looks as the post will, in the channel’s language, and leaves nothing behind', async (line) => {
    await now.world.hall.parts.documents.set(settingsKey(HALL.channel), { locale: 'zh-CN' });
    await set(`schedule set ${line}`);
    const before = await schedulesOf(now.world.hall.parts.store, HALL.group);
    const shown = words(await say(now.world, 'schedule preview 1', { member: ADA }));
    expect(shown).toMatch(/^Preview: only you see this. It comes Tue, Mar 3, 2026/);
    expect(now.platform.posts).toEqual([]);
    expect(await schedulesOf(now.world.hall.parts.store, HALL.group)).toEqual(before);
    await at(FIRST);
    const posted = words(now.platform.posts[0]!.reply);
    // the question is drawn only then
    if (!line.startsWith('quiz')) for (const part of posted.split('\n')) expect(shown).toContain(part);
    expect(posted).toMatch(/\p{Script=Han}/u);
    expect(now.platform.told).toEqual([]);
  });

  it('of a paused one too; the lesson stays the next one', async () => {
    await set();
    await say(now.world, 'schedule pause');
    expect(words(await say(now.world, 'schedule preview', { member: ADA }))).toContain('The schedule is not on');
    await say(now.world, 'schedule resume');
    await at(FIRST);
    expect(lessons()).toEqual([13]);
  });
});
