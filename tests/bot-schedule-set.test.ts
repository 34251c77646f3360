import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems } from '../src/limits.js';
import type { Member, Place } from '../src/ports.js';
import { schedulesOf } from '../src/schedule/book.js';
import { MAX_SCHEDULES } from '../src/schedule/schedule.js';
import { DeliveryError } from '../src/errors.js';
import { hostile } from './core/arbitraries.js';
import { daily, DAY, FIRST } from './support/daily.js';
import { ear, errors, HALL, LIN, linesOf, MAYA, press, request, say, words } from './support/members.js';

const { at, lessons, now } = daily();
const kept = () => schedulesOf(now.world.hall.parts.store, HALL.group);
const form = (line: string) => now.world.hall.bot.form({ line, member: CHIEF, place: HALL });
const sayAs = async (member: Member, line: string, place: Place = HALL) => words(await say(now.world, line, { member, place }));
/** Hosts the channel, and no more. */
const HOST: Member = { id: 'x:host', name: 'Host', locale: 'en', admin: false, host: true };
const CHIEF: Member = { ...HOST, id: 'x:chief', admin: true };

describe('S5: what is set is tested, and said', () => {
  it('five dates on local clocks, each with its weekday and lesson, and what it is set to', async () => {
    const said = await sayAs(CHIEF, 'schedule set 8:30 pm Berlin weekdays start:13 grace:2h from:next monday');
    expect(said).toContain('Schedule 1 is on');
    expect(said).toContain('on weekdays at 20:30 (Europe/Berlin)');
    expect(said).toContain('up to 2 hours');
    const dates = [...said.matchAll(/^\d\. (\w+), (\w+ \d+), 2026(?:,| at) 20:30: Lesson (\d+)/gm)].map(([, day, date, lesson]) => `${day} ${date} ${lesson}`);
    expect(dates).toEqual(['Mon Mar 9 13', 'Tue Mar 10 14', 'Wed Mar 11 15', 'Thu Mar 12 16', 'Fri Mar 13 17']);
  });

  it('every third day, across the end of the month', async () => {
    const said = await sayAs(CHIEF, 'schedule set 08:00 every 3 days start:13 from:2026-03-28');
    expect([...said.matchAll(/(Mar|Apr) \d+(?=, 2026(?:,| at) 08:00)/g)].map(([date]) => date)).toEqual(['Mar 28', 'Mar 31', 'Apr 3', 'Apr 6', 'Apr 9']);
  });

  it('towards the end of the course the post that says so is the last one', async () => {
    const { course } = now.world.hall.parts.library();
    const said = await sayAs(CHIEF, `schedule set 08:00 start:${course.lessons.at(-2)?.id}`);
    expect(said.match(/2026(?:,| at) 08:00: /g)).toHaveLength(3);
    expect(said).toContain(' 08:00: the end of the course');
  });

  it.each(['quiz 20:00', 'quiz 20:00 start:13', 'digest 18:00', 'review 07:30', 'lesson 08:00'])('%s: five dates, and it is kept', async (line) => {
    const said = await sayAs(CHIEF, `schedule set ${line}`);
    expect(said.match(/ \d\d:\d\d/g)?.length).toBeGreaterThanOrEqual(6);
    expect((await kept()).map(({ what, cursor }) => [what, cursor])).toEqual([[line.split(' ')[0], line.includes('start') ? '13' : line.startsWith('lesson') ? now.world.hall.parts.library().course.lessons[0]?.id : undefined]]);
    expect(said.includes('every Sun') || said.includes('on Sun')).toBe(line.startsWith('digest'));
  });

  it('a right that the bot lacks is named, also one for what shall follow, and nothing is kept', async () => {
    now.platform.missing = ['Send Messages'];
    expect(await sayAs(CHIEF, 'schedule set 08:00')).toContain('this channel yet. I lack: Send Messages');
    now.platform.missing = [];
    now.platform.cannot = { thread: 'Create Public Threads', pin: 'Pin Messages' };
    expect(await sayAs(CHIEF, 'schedule set 08:00 thread:on pin:on')).toContain('I lack: Create Public Threads, Pin Messages');
    expect(await kept()).toEqual([]);
    expect(await sayAs(CHIEF, 'schedule set 08:00 quiz:on')).toContain('Schedule 1 is on');
  });

  it('a platform that does not answer: nothing is kept, and it is said so', async () => {
    now.platform.preflight = () => Promise.reject(new DeliveryError('retry', '503'));
    expect(await sayAs(CHIEF, 'schedule set 08:00')).toContain('can’t check my rights');
    expect(await kept()).toEqual([]);
    expect(errors(now.world)).toEqual([]);
  });

  it('a second line of lessons in one channel is kept, with a warning', async () => {
    await sayAs(CHIEF, 'schedule set 08:00');
    expect(await sayAs(CHIEF, 'schedule set quiz 20:00')).not.toContain('Note:');
    expect(await sayAs(CHIEF, 'schedule set 20:00 start:13')).toContain('Note: schedule 1 posts lessons in that channel as well');
  });

  it('a group has so many schedules and no more', async () => {
    for (let i = 0; i < MAX_SCHEDULES; i++) await sayAs(CHIEF, 'schedule set quiz 20:00');
    expect(await sayAs(CHIEF, 'schedule set quiz 20:00')).toContain(`${MAX_SCHEDULES} schedules at most`);
    const list = await say(now.world, 'schedule list', { member: CHIEF });
    expect(problems(list)).toEqual([]);
    expect(words(list)).toContain('20. ');
  });
});

describe('S6: where to post', () => {
  it('another channel of the group, by its name, for who manages the group: the posts come there', async () => {
    expect(await sayAs(CHIEF, 'schedule set 08:00 #cellar start:13')).toContain('#cellar');
    await at(FIRST);
    expect([lessons('x:cellar'), lessons()]).toEqual([[13], []]);
  });

  it.each(['#other', 'x:other', '<#x:other>', '#nowhere'])('%s is none of the group’s: nothing is kept', async (channel) => {
    expect(await sayAs(CHIEF, `schedule set 08:00 channel:${channel}`)).toContain('can’t find the channel');
    expect(await kept()).toEqual([]);
  });

  it('a host schedules posts in the own channel only, and learns nothing of others', async () => {
    for (const channel of ['#cellar', '#other', '#nowhere']) expect(await sayAs(HOST, `schedule set 08:00 ${channel}`)).toContain('this channel only');
    expect(await sayAs(HOST, 'schedule set 08:00 #hall')).toContain('Schedule 1 is on');
    expect(await sayAs(MAYA, 'schedule set 08:00')).toContain('Only those who manage');
  });
});

describe('S6: what cannot be read is said with an example, and nothing is kept', () => {
  it.each([
    ['time:soon', 'no time of day. Write it as 08:00'],
    ['08:00 zone:Mars/Base', 'don’t know the time zone “Mars/Base”'],
    ['08:00 Asia/Shangai', 'don’t know the time zone “Asia/Shangai”'],
    ['08:00 days:someday', 'names no days. Write daily'],
    ['08:00 days:every 90 days', '60 at most'],
    ['08:00 grace:1m', 'from 10 minutes to 72 hours'],
    ['08:00 grace:5d', 'from 10 minutes to 72 hours'],
    ['08:00 from:someday', 'is no date. Write it as 2026-12-01'],
    ['08:00 from:2031-01-01', 'too far ahead'],
    ['08:00 start:99', 'can’t find the lesson “99”'],
    ['08:00 thread:perhaps', 'choose one of on, off'],
    ['quiz 08:00 pin:on', 'follow posts of lessons only'],
    ['digest 08:00 start:13', 'have no first lesson'],
    ['08:00 EST', 'what “EST” is: no time zone, days or lesson'],
    ['digest 08:00 mondy', 'what “mondy” is: no time zone, days or lesson'],
    ['what:song 08:00', 'choose one of lesson'],
    ['lesson', 'At what local time?'],
    ['weekdays', 'At what local time?'],
  ])('schedule set %s', async (line, sentence) => {
    expect(await sayAs(CHIEF, `schedule set ${line}`)).toContain(sentence);
    expect(await kept()).toEqual([]);
  });

  it('what is no lesson: the nearest ones are a press away, with all else that was written', async () => {
    const refused = await say(now.world, 'schedule set 08:00 Berlin weekdays start:99', { member: CHIEF });
    const [line = ''] = linesOf(refused);
    expect(line).toMatch(/^schedule set .*time:08:00/);
    const done = await sayAs(CHIEF, line);
    expect(done).toContain('on weekdays at 08:00 (Europe/Berlin)');
    expect(done).toMatch(/08:00: Lesson \d+/);
    const moved = await say(now.world, 'schedule move 1 start:99', { member: CHIEF });
    expect(await sayAs(CHIEF, linesOf(moved)[1] ?? '')).toContain('Schedule 1 is changed');
  });

  it('what a form gave is said back where it was refused, with the way to the form', async () => {
    const gave = (line: string) => press(now.world, line, CHIEF);
    const refused = await gave('schedule set what:quiz time:25:00 Berlin days:weekdays');
    expect(words(refused)).toContain('“25:00” is no time of day');
    expect(words(refused)).toContain('schedule set what:quiz time:25:00 Berlin days:weekdays');
    expect(linesOf(refused)).toEqual(['schedule set what:quiz']);
    expect(form('schedule set what:quiz')?.fields).toHaveLength(5);
    await sayAs(CHIEF, 'schedule set 08:00');
    const id = (await kept())[0]?.id;
    expect(linesOf(await gave(`schedule move id:${id} days:someday`))).toEqual([`schedule move id:${id}`]);
    // a switch came from no form
    now.platform.cannot = { pin: 'Pin Messages' };
    expect(linesOf(await gave(`schedule move id:${id} pin:on`))).toEqual([]);
  });

  it('whatever is written: one answer that fits, no bug, never a post of somebody else', async () => {
    const word = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('08:00', '8pm', 'daily', 'every', '3', 'days', 'quiz', 'Berlin', 'new', '#cellar', 'id:s1', 'date:', 'sure:yes', 'thread:on', '13', '明天', 'next', 'monday', 'grace:2h', 'number:1', 'from:') },
      { weight: 1, arbitrary: hostile(12) },
    );
    const line = fc.tuple(fc.constantFrom('set', 'list', 'status', 'preview', 'pause', 'resume', 'skip', 'move', 'remove', ''), fc.array(word, { maxLength: 6 })).map(([action, rest]) => ['schedule', action, ...rest].join(' '));
    await sayAs(CHIEF, 'schedule set 08:00 start:13');
    await fc.assert(
      fc.asyncProperty(line, fc.constantFrom(CHIEF, HOST, MAYA, LIN), async (typed, member) => {
        const heard = ear();
        await now.world.hall.bot.receive(request(now.world, typed, { member }), heard);
        expect(heard.answers).toHaveLength(1);
        expect(problems(heard.answers[0]!.reply)).toEqual([]);
        expect(words(heard.answers[0]!.reply)).not.toMatch(/undefined|\{\{example/);
        expect(errors(now.world)).toEqual([]);
        expect(now.platform.posts).toEqual([]);
        now.world.hall.bot.form({ line: typed, member, place: HALL });
      }),
      { numRuns: 300 },
    );
  });
});

describe('S6: the guided form', () => {
  it('asks what first, then opens a form with what that takes', async () => {
    expect(form('schedule set')).toBeUndefined();
    const ask = await say(now.world, 'schedule set', { member: CHIEF });
    expect(words(ask)).toContain('Or all in one line: schedule set lesson 08:00');
    expect(linesOf(ask)).toEqual(['lesson', 'quiz', 'digest', 'review'].map((what) => `schedule set what:${what}`));
    const fields = (what: string) => form(`schedule set what:${what}`)?.fields.map(({ name, label, optional = false }) => [name, label, optional]);
    expect(fields('lesson')).toEqual([
      ['time', 'Local time and time zone', false],
      ['days', 'Days (empty: every day)', true],
      ['channel', 'Channel (empty: this one)', true],
      ['start', 'First lesson (empty: the first one)', true],
      ['grace', 'How late a post may come (empty: 6 hours)', true],
    ]);
    expect(fields('quiz')?.[3]).toEqual(['start', 'Lesson (empty: the whole course)', true]);
    expect(fields('digest')?.map(([name]) => name)).toEqual(['time', 'days', 'channel', 'grace']);
    expect(form('schedule set lesson 08:00')).toBeUndefined();
    expect(form('schedule set song')).toBeUndefined();
  });

  it('a change has one too, where it is known of which; switches have none', () => {
    expect(form('schedule move 1')?.line).toBe('schedule move number:1');
    expect(form('schedule move id:abc')?.fields.every(({ optional }) => optional)).toBe(true);
    for (const line of ['schedule move', 'schedule move id:abc thread:on', 'schedule move 1 20:00', 'schedule status 1']) expect(form(line), line).toBeUndefined();
  });
});

it('S6: several schedules of a group post each by its own rule', async () => {
  await sayAs(CHIEF, 'schedule set 08:00 start:13');
  await sayAs(CHIEF, 'schedule set 08:00 start:23 every 2 days #cellar');
  for (const day of [0, 1, 2]) await at(FIRST + day * DAY);
  expect([lessons(), lessons('x:cellar')]).toEqual([[13, 14, 15], [23, 24]]);
});
