import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSchedule, scheduleOf } from '../src/schedule/book.js';
import type { Schedule } from '../src/schedule/schedule.js';
import { resumed } from '../src/schedule/step.js';
import { rateLimited } from './fakes/discord/faults.js';
import { wordsOf as discordWords } from './fakes/discord/reading.js';
import { CHANNEL, SECOND, SEND, VIEW } from './fakes/discord/world.js';
import { wordsOf as slackWords } from './fakes/slack/read.js';
import { BOT_USER } from './fakes/slack/world.js';
import { awakeMs } from './support/awake.js';
import { type Loop, openLoop, openMachine, type Platform, seed } from './support/crash.js';
import { DAY, HOUR, MINUTE } from './support/daily.js';

const PLATFORMS = ['discord', 'slack'] as const;
/** Where each platform's schedule posts, and another one of the same group that nothing happens to. */
const HERE = { discord: CHANNEL, slack: 'C1' } as const;
const THERE = { discord: SECOND, slack: 'C3' } as const;
const idOf = (platform: Platform, raw: string) => (platform === 'discord' ? `discord:${raw}` : `slack:T1:${raw}`);
const HERE_ID = 'here00000001';
const THERE_ID = 'there0000001';

let folder: string;
let loop: Loop;
let machine: Awaited<ReturnType<typeof openMachine>>;
const start = async () => void (machine = await openMachine(join(folder, 'hall.db'), loop));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outage-'));
  loop = await openLoop();
  loop.slack.world.channel({ id: 'C3', name: 'third', members: new Set([BOT_USER]) });
  await seed(
    join(folder, 'hall.db'),
    PLATFORMS.flatMap((platform) => [
      { id: `${platform[0]}${HERE_ID}`, platform, channel: idOf(platform, HERE[platform]), cursor: '1', follow: { thread: false, pin: false, quiz: false } },
      { id: `${platform[0]}${THERE_ID}`, platform, channel: idOf(platform, THERE[platform]), cursor: '1', follow: { thread: false, pin: false, quiz: false } },
    ]),
  );
  await start();
});
afterEach(async () => {
  await machine.close();
  await loop.stop();
  await rm(folder, { recursive: true, force: true });
});

const restart = async () => {
  await machine.close();
  await start();
};
const schedule = async (platform: Platform, id = HERE_ID): Promise<Schedule> => (await scheduleOf(machine.hall.parts.store, `${platform[0]}${id}`)) as Schedule;
/** What members read in a channel, in order, by the first lesson that is named. */
const lessons = (platform: Platform, raw: string): string[] =>
  (platform === 'discord' ? loop.discord.messages.filter(({ channel_id }) => channel_id === raw).map(({ body }) => discordWords(body)) : loop.slack.world.messages.filter(({ channel }) => channel === raw).map(slackWords)).map(
    (words) => /Knowing the leaves|Water and time|Slowing down/.exec(words)?.[0] ?? words,
  );
const [ONE, TWO, THREE] = ['Knowing the leaves', 'Water and time', 'Slowing down'];
/** What whoever set the schedules was told in private. */
const told = (platform: Platform): string[] =>
  platform === 'discord'
    ? loop.discord.messages.filter(({ channel_id }) => [...loop.discord.world.dms.values()].includes(channel_id)).map(({ body }) => discordWords(body))
    : loop.slack.world.messages.filter(({ channel }) => !['C1', 'C2', 'C3'].includes(channel)).map(slackWords);
const resume = async (platform: Platform) => {
  const { id } = await schedule(platform);
  await changeSchedule(machine.hall.parts.store, id, (one) => resumed(one, Date.now()));
};
/** The next day, and all that is due on it. */
const nextDay = async () => {
  const at = Date.now();
  await machine.settle();
  loop.pass(at + DAY - Date.now());
  await machine.settle();
};

const slackHere = () => loop.slack.world.channels.get('C1')!;

describe('S4: a platform that does not take a post any more: that schedule pauses, its owner is told once what to do, others go on', () => {
  it.each<[string, Platform, () => void, (() => void) | undefined, string, RegExp]>([
    ['the channel is deleted', 'discord', () => void loop.discord.world.deleted.add(CHANNEL), undefined, 'gone', /gone|deleted/],
    ['the channel is made private', 'discord', () => void Object.assign(loop.discord.world, { denied: VIEW, only: CHANNEL }), () => void (loop.discord.world.denied = 0n), 'forbidden', /View Channel/],
    ['the channel is closed to writing', 'discord', () => void Object.assign(loop.discord.world, { denied: SEND, only: CHANNEL }), () => void (loop.discord.world.denied = 0n), 'forbidden', /Send Messages/],
    ['the channel is deleted', 'slack', () => void loop.slack.world.channels.delete('C1'), undefined, 'gone', /gone|deleted/],
    ['the channel is archived', 'slack', () => void (slackHere().archived = true), () => void (slackHere().archived = false), 'gone', /gone|archived/],
    ['the channel is made private, without the bot', 'slack', () => {
        slackHere().private = true;
        slackHere().members.delete(BOT_USER);
      }, () => void slackHere().members.add(BOT_USER), 'gone', /gone|deleted/],
    ['the bot is removed from the channel', 'slack', () => void slackHere().members.delete(BOT_USER), () => void slackHere().members.add(BOT_USER), 'forbidden', /membership/],
  ])('%s (%s)', async (_, platform, happens, mended, why, words) => {
    happens();
    await machine.settle();
    await restart();
    await nextDay();
    await nextDay();
    expect([lessons(platform, HERE[platform]), lessons(platform, THERE[platform])]).toEqual([[], [ONE, TWO, THREE]]);
    const { state, paused, cursor } = await schedule(platform);
    expect([state, paused?.why, cursor]).toEqual(['paused', why, '1']);
    expect(told(platform)).toEqual([expect.stringMatching(words)]);
    expect(told(platform)[0]).toMatch(/resume/i);
    if (!mended) return;
    // mended, and somebody presses resume: the lesson that did not come comes first
    mended();
    await resume(platform);
    await nextDay();
    expect(lessons(platform, HERE[platform])).toEqual([ONE]);
    expect((await schedule(platform)).log[0]?.result).toBe('sent');
  });

  it('the bot is removed from a server and invited again: nothing is lost, and nothing is posted twice', async () => {
    await machine.settle();
    loop.discord.kick();
    await nextDay();
    expect((await schedule('discord')).paused?.why).toBe('forbidden');
    loop.discord.world.kicked = false;
    await restart();
    await resume('discord');
    await nextDay();
    expect(lessons('discord', CHANNEL)).toEqual([ONE, TWO]);
    expect(lessons('slack', 'C1')).toEqual([ONE, TWO, THREE]);
  });
});

describe('S4: a token that is revoked is nobody’s schedule’s fault', () => {
  it.each(PLATFORMS)('%s: nothing pauses, the log says it, and with a good token all goes on', async (platform) => {
    const { botToken, tokens } = loop.slack;
    if (platform === 'discord') loop.discord.world.revoked = true;
    else tokens.delete(botToken);
    await machine.hall.bot.tick();
    expect((await schedule(platform)).state).toBe('on');
    expect(machine.logged.filter(({ level, fields }) => level === 'error' && fields['platform'] === platform)).not.toEqual([]);
    loop.pass(2 * HOUR);
    if (platform === 'discord') loop.discord.world.revoked = false;
    else tokens.set(botToken, 'bot');
    await restart();
    await machine.settle();
    for (const one of PLATFORMS) expect([lessons(one, HERE[one]), told(one)]).toEqual([[ONE], []]);
  });
});

describe('S4: 429 with a long Retry-After for one channel', () => {
  it.each(PLATFORMS)('%s: others are delivered in time, that one when it may, once', async (platform) => {
    const posts = platform === 'discord' ? () => loop.discord.requests.filter(({ method, path }) => method === 'POST' && path === `/channels/${CHANNEL}/messages`).length : () => loop.slack.calls.filter(({ method, args }) => method === 'chat.postMessage' && args['channel'] === 'C1').length;
    if (platform === 'discord') loop.discord.faults.push({ on: new RegExp(`^POST /channels/${CHANNEL}/messages`), answer: rateLimited(3600), times: 1 });
    else loop.slack.meddle = (what, when) => (what === 'chat.postMessage' && when === 'arrived' && posts() === 1 && loop.slack.calls.at(-1)?.args['channel'] === 'C1' ? { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '3600' } } : undefined);
    const began = awakeMs();
    await machine.hall.bot.tick();
    expect(lessons(platform, THERE[platform])).toEqual([ONE]);
    expect(awakeMs() - began).toBeLessThan(10_000);
    loop.pass(59 * MINUTE);
    await restart();
    await machine.hall.bot.tick();
    expect([posts(), lessons(platform, HERE[platform])]).toEqual([1, []]);
    loop.pass(2 * MINUTE);
    await machine.hall.bot.tick();
    expect([posts(), lessons(platform, HERE[platform])]).toEqual([2, [ONE]]);
  });
});

describe('S3: the clock of the machine', () => {
  it.each([
    ['an hour ahead', HOUR],
    ['a day and an hour ahead', DAY + HOUR],
    ['40 days ahead', 40 * DAY + HOUR],
    ['an hour back', -HOUR],
    ['three days back', -3 * DAY],
  ])('jumps %s, while it runs and over a restart: every lesson once, in order', async (_, jump) => {
    await machine.settle();
    loop.pass(jump);
    await machine.settle();
    await restart();
    await machine.settle();
    // and somebody sets it right
    loop.pass(-jump);
    await machine.settle();
    await restart();
    for (let day = 0; day < 4; day++) await nextDay();
    for (const platform of PLATFORMS) {
      const seen = lessons(platform, HERE[platform]).slice(0, 3);
      expect(seen).toEqual([ONE, TWO, THREE]);
      expect(new Set(lessons(platform, HERE[platform]).filter((one) => [ONE, TWO, THREE].includes(one))).size).toBe(3);
    }
  });
});

describe('S2: client libraries repeat a request by themselves, and we repeat after them', () => {
  it.each(PLATFORMS)('%s: four answers are lost after the post landed: one message, recorded once', async (platform) => {
    const sent = () => (platform === 'discord' ? loop.discord.requests.filter(({ method, path }) => method === 'POST' && path === `/channels/${CHANNEL}/messages`) : loop.slack.callsOf('chat.postMessage').filter(({ args }) => args['channel'] === 'C1')).length;
    let lost = 0;
    loop[platform].meddle = (what, when) => {
      const ours = platform === 'discord' ? what === `POST /channels/${CHANNEL}/messages` : what === 'chat.postMessage' && loop.slack.calls.at(-1)?.args['channel'] === 'C1';
      return ours && when === 'done' && lost++ < 4 ? { status: 502, body: {} } : undefined;
    };
    await machine.settle();
    expect(lessons(platform, HERE[platform])).toEqual([ONE]);
    // Discord knows the nonce; on Slack the first repeat finds the message, so there is no second one
    expect(sent()).toBe(platform === 'discord' ? 5 : 1);
    expect((await schedule(platform)).log.map(({ result }) => result)).toEqual(['sent']);
    await nextDay();
    expect(lessons(platform, HERE[platform])).toEqual([ONE, TWO]);
  });
});
