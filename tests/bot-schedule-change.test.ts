import { describe, expect, it } from 'vitest';
import type { Member, Place } from '../src/ports.js';
import { schedulesOf } from '../src/schedule/book.js';
import { daily, DAY, FIRST, HOUR } from './support/daily.js';
import { errors, HALL, LIN, linesOf, MAYA, press, say, words } from './support/members.js';

const { at, lessons, now, set } = daily();
const ADA: Member = { ...LIN, id: 'x:ada', name: 'Ada', locale: 'en' };
const kept = () => schedulesOf(now.world.hall.parts.store, HALL.group);
const ada = async (line: string, place: Place = HALL) => words(await say(now.world, line, { member: ADA, place }));
const dates = (said: string) => [...said.matchAll(/^\d\. \w+, (\w+ \d+), 2026(?:,| at) (\d\d:\d\d)/gm)].map(([, day, time]) => `${day} ${time}`);
/** The line of a button of the schedule's own status. */
const button = async (start: string): Promise<string> => linesOf(await say(now.world, 'schedule status 1', { member: ADA })).find((line) => line.startsWith(start)) ?? '';

describe('S6: schedule move', () => {
  it('says what changed, and the next five dates', async () => {
    await set();
    const said = await ada('schedule move 1 20:00 weekdays grace:3h start:23');
    expect(said).toContain('When: every day at 08:00 (Asia/Shanghai) → on weekdays at 20:00 (Asia/Shanghai)');
    expect(said).toContain('Next lesson: Lesson 13');
    expect(said).toContain('→ Lesson 23');
    expect(said).toContain('up to 3 hours');
    expect(dates(said)).toEqual(['Mar 2', 'Mar 3', 'Mar 4', 'Mar 5', 'Mar 6'].map((day) => `${day} 20:00`));
    await at(FIRST - 11 * HOUR);
    expect(lessons()).toEqual([23]);
  });

  it('never posts twice on one local day, whatever is moved', async () => {
    await set();
    await at(FIRST);
    for (const line of ['schedule move 20:00', 'schedule move 09:00 days:every 2 days', 'schedule move zone:Asia/Tokyo', 'schedule move start:23', 'schedule move 21:00 from:today']) {
      await ada(line);
      for (let hour = 0; hour < 15; hour++) await at(now.clock.now() + HOUR / 60);
    }
    for (let hour = 1; hour < 15; hour++) await at(FIRST + hour * HOUR);
    expect(lessons()).toEqual([13]);
    const [schedule] = await kept();
    expect(schedule?.nextDate).toBe('2026-03-05');
  });

  it('days that are counted begin with the next one', async () => {
    await set();
    expect(dates(await ada('schedule move every 10 days')).slice(0, 2)).toEqual(['Mar 3 08:00', 'Mar 13 08:00']);
    expect(dates(await ada('schedule move 1 daily'))[1]).toBe('Mar 4 08:00');
  });

  it('to another channel: what the bot lacks there is named, and it stays where it is', async () => {
    await set();
    now.platform.missing = ['View Channel'];
    expect(await ada('schedule move 1 #cellar')).toContain('#cellar yet. I lack: View Channel');
    now.platform.missing = [];
    expect(await ada('schedule move 1 #cellar')).toMatch(/Where: this channel → #cellar/);
    await at(FIRST);
    expect([lessons(), lessons('x:cellar')]).toEqual([[], [13]]);
  });

  it('nothing to change, or the same again, is said', async () => {
    await set();
    expect(await ada('schedule move 1 08:00')).toContain('Nothing changes');
    expect(await ada('schedule move 1')).toContain('such as: schedule move 1 time:20:00');
    expect(await ada('schedule move 1 08:99')).toContain('no time of day');
  });

  it('a lesson to go on with begins the course again where it was read to the end', async () => {
    const last = now.world.hall.parts.library().course.lessons.at(-1)?.id ?? '';
    await set(`schedule set 08:00 start:${last}`);
    for (const day of [0, 1]) await at(FIRST + day * DAY);
    expect((await kept())[0]?.state).toBe('finished');
    expect(await ada('schedule status')).toContain('read to the end');
    expect(await ada('schedule move 1 start:13')).toContain('Lesson 13');
    await at(FIRST + 2 * DAY);
    expect(lessons().at(-1)).toBe(13);
    expect((await kept())[0]).toMatchObject({ state: 'on', pass: 2 });
  });

  it('S9: switches ask for the right they need, and change nothing without it', async () => {
    await set();
    now.platform.cannot = { thread: 'Create Public Threads' };
    const on = (await button('schedule move id:')).replace(/ thread:on$/, '');
    expect(linesOf(await say(now.world, 'schedule status 1', { member: ADA }))).toContain(`${on} thread:on`);
    expect(words(await press(now.world, `${on} thread:on`, ADA))).toContain('I lack: Create Public Threads');
    expect(words(await press(now.world, `${on} pin:on`, ADA))).toContain('Pin: off → on');
    expect(words(await press(now.world, `${on} quiz:on`, ADA))).toContain('Quiz with it: off → on');
    expect((await kept())[0]?.follow).toEqual({ thread: false, pin: true, quiz: true });
    expect(words(await press(now.world, `${on} quiz:off`, ADA))).toContain('Quiz with it: on → off');
  });
});

describe('S6: schedule skip', () => {
  it('leaves the next one out; no lesson is lost', async () => {
    await set();
    const said = await ada('schedule skip');
    expect(said).toContain('No lesson is lost');
    expect(dates(said)[0]).toBe('Mar 4 08:00');
    for (const day of [0, 1]) await at(FIRST + day * DAY);
    expect(lessons()).toEqual([13]);
    expect(await ada('schedule status')).toMatch(/Mar 3, 2026(?:,| at) 08:00 · left out, as asked/);
  });

  it('of lessons it is said only where there are some', async () => {
    await set('schedule set quiz 08:00');
    const said = await ada('schedule skip');
    expect(said).toContain('The post of Mar 3, 2026 is left out.');
    expect(said).not.toContain('esson');
  });

  it('a date further on is left out then, and stays so when the time is moved', async () => {
    await set();
    expect(await ada('schedule skip 1 2026-03-04')).toContain('The post of Mar 4, 2026 is left out');
    expect(dates(await ada('schedule move 1 09:00')).slice(0, 2)).toEqual(['Mar 3 09:00', 'Mar 5 09:00']);
    for (const day of [0, 1, 2]) await at(FIRST + HOUR + day * DAY);
    expect(lessons()).toEqual([13, 14]);
  });

  it('today’s, once left out, does not come back at a later hour', async () => {
    await set('schedule set 20:00 start:13');
    await ada('schedule skip today');
    await ada('schedule move 21:00');
    await at(FIRST - 10 * HOUR);
    expect(lessons()).toEqual([]);
  });

  it('what is no date of it is answered with those that are', async () => {
    await set('schedule set 08:00 weekdays start:13');
    expect(await ada('schedule skip saturday')).toContain('no post on Mar 7, 2026. Its next ones: Mar 3, 2026 · Mar 4, 2026');
    expect(await ada('schedule skip 2026-02-27')).toContain('Its next ones: ');
    expect(await ada('schedule skip 1 whenever')).toContain('is no date');
  });

  it('a button pressed twice leaves one out', async () => {
    await set();
    const line = await button('schedule skip');
    expect(words(await press(now.world, line, ADA))).toContain('is left out.');
    expect(words(await press(now.world, line, ADA))).toContain('left out already');
    expect((await kept())[0]?.skips).toEqual(['2026-03-03']);
  });

  it('while it is paused: from then on', async () => {
    await set();
    await ada('schedule pause');
    await ada('schedule skip 2026-03-04');
    await ada('schedule resume');
    for (const day of [0, 1, 2]) await at(FIRST + day * DAY);
    expect(lessons()).toEqual([13, 14]);
  });
});

describe('S6: schedule pause, resume and remove', () => {
  it('resume tests the rights again', async () => {
    await set();
    await ada('schedule pause 1');
    now.platform.missing = ['Send Messages'];
    expect(await ada('schedule resume 1')).toContain('I lack: Send Messages');
    expect((await kept())[0]?.state).toBe('paused');
    now.platform.missing = [];
    expect(dates(await ada('schedule resume 1'))).toHaveLength(5);
  });

  it('remove asks once more by a button, says that nothing else goes, and its number is not given again', async () => {
    await set();
    const ask = await say(now.world, 'schedule remove 1', { member: ADA });
    expect(words(ask)).toContain('Nothing else is deleted');
    expect(await kept()).toHaveLength(1);
    const sure = linesOf(ask).find((line) => line.endsWith('sure:yes')) ?? '';
    expect(words(await press(now.world, sure, ADA))).toContain('Schedule 1 is removed');
    expect(words(await press(now.world, sure, ADA))).toContain('no such schedule');
    await at(FIRST);
    expect(lessons()).toEqual([]);
    expect(words(await set())).toContain('2');
    expect((await kept()).map(({ number }) => number)).toEqual([2]);
  });
});

describe('S6: which one, and who may', () => {
  it('without a number: the only one here, or a menu of those here that goes on with what was said', async () => {
    await set();
    await ada('schedule set 09:00 #cellar start:23');
    expect(await ada('schedule pause')).toContain('Schedule 1 is paused');
    await set('schedule set quiz 20:00');
    const which = await say(now.world, 'schedule skip tomorrow', { member: ADA });
    expect(words(which)).toContain('Which one?');
    expect(linesOf(which)).toHaveLength(2);
    expect(words(await press(now.world, linesOf(which)[1] ?? '', ADA))).toContain('Mar 3, 2026 is left out');
  });

  it('from a channel without any: those of the group', async () => {
    await set();
    const elsewhere = { ...HALL, channel: 'x:cellar' };
    expect(await ada('schedule status', elsewhere)).toContain('#hall');
    expect(words(await say(now.world, 'schedule status', { member: MAYA, place: elsewhere }))).toContain('no scheduled posts here');
  });

  it('managers and whoever set it change it, asked at every press; others see it only', async () => {
    const owner: Member = { ...MAYA, id: 'x:owner', host: true };
    await say(now.world, 'schedule set 08:00 start:13', { member: owner });
    const [one] = await kept();
    for (const action of ['pause', 'resume', 'skip', 'move', 'remove', 'preview']) {
      for (const ref of ['1', `id:${one?.id}`]) expect(words(await say(now.world, `schedule ${action} ${ref} ${action === 'move' ? '20:00' : action === 'remove' ? 'sure:yes' : ''}`, { member: MAYA })), action).toContain('Only those who manage');
    }
    const seen = await say(now.world, 'schedule status', { member: MAYA });
    expect(linesOf(seen)).toEqual([`schedule status id:${one?.id}`, 'schedule list']);
    // no longer a host, but it is theirs
    expect(words(await say(now.world, 'schedule pause', { member: { ...owner, host: false } }))).toContain('is paused');
    const foreign = { ...MAYA, host: true };
    expect(words(await say(now.world, 'schedule resume 1', { member: foreign, place: { ...HALL, channel: 'x:cellar' } }))).toContain('no such schedule');
    expect(words(await say(now.world, 'schedule resume 1', { member: foreign }))).toContain('goes on');
  });

  it('an id or number of another group is no schedule', async () => {
    await set();
    const [one] = await kept();
    const other: Place = { platform: 'x', group: 'x:other', channel: 'x:other' };
    for (const action of ['status', 'pause', 'preview', 'skip', 'move', 'remove']) {
      for (const ref of ['1', `id:${one?.id}`, 'id:nonsense', `id:${'x'.repeat(900)}`]) expect(await ada(`schedule ${action} ${ref}`, other), action).toContain('no such schedule');
    }
    expect(await ada('schedule list', other)).toContain('no scheduled posts here');
    expect((await kept())[0]).toEqual(one);
    expect(errors(now.world)).toEqual([]);
  });
});

describe('S4: the app was removed from the group', () => {
  it('what is on is paused, says why in both languages, and goes on where it was once somebody resumes it', async () => {
    await set();
    await at(FIRST);
    await now.world.hall.bot.left(HALL.group);
    await at(FIRST + 2 * DAY);
    expect(lessons()).toEqual([13]);
    expect(await ada('schedule status 1')).toContain('Paused, because the app was removed from here. Once that is mended: schedule resume 1');
    expect(words(await say(now.world, 'schedule status 1', { member: LIN }))).toContain('已暂停，因为应用已从这里移除');
    expect(await ada('schedule resume 1')).toContain('goes on');
    await at(FIRST + 3 * DAY);
    expect(lessons()).toEqual([13, 14]);
    expect(errors(now.world)).toEqual([]);
  });
});
