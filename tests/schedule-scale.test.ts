import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scheduleOf } from '../src/schedule/book.js';
import { occurrenceKey } from '../src/schedule/schedule.js';
import { addDays, localDate } from '../src/schedule/zone.js';
import { wordsOf as discordWords } from './fakes/discord/reading.js';
import type { Meddle } from './fakes/meddle.js';
import { wordsOf as slackWords } from './fakes/slack/read.js';
import { BOT_USER } from './fakes/slack/world.js';
import { type Loop, openLoop, openMachineStore, type Run, runner, seed } from './support/crash.js';
import { DAY, HOUR } from './support/daily.js';
import { seeded } from './support/seeded.js';

const CHANNELS = 300;
const KILLS = 8;
const ERRORS = 0.05;
const LOST = 0.05;
/** What the course has, a day each. */
const LESSONS = ['Knowing the leaves', 'Water and time', 'Slowing down'];
const SEED = 20_261_126;

const places = Array.from({ length: CHANNELS }, (_, i) => {
  const platform = i % 2 === 0 ? ('discord' as const) : ('slack' as const);
  const raw = platform === 'discord' ? String(910_000_000_000_000_000n + BigInt(i)) : `C${1000 + i}`;
  return { id: `s${String(i).padStart(11, '0')}`, platform, raw, channel: platform === 'discord' ? `discord:${raw}` : `slack:T1:${raw}`, more: i % 3 === 0 };
});

/** Every message that is visible, by the key of what it belongs to; and the words of each. */
function visible({ discord, slack }: Loop, keys: readonly string[]): Map<string, string[]> {
  const nonces = new Map(keys.map((key) => [createHash('sha256').update(key).digest('base64url').slice(0, 25), key]));
  const found = new Map<string, string[]>();
  const add = (key: string, words: string) => found.set(key, [...(found.get(key) ?? []), words]);
  for (const { body } of discord.messages) add(nonces.get(body.nonce ?? '') ?? 'unknown', discordWords(body));
  for (const message of slack.world.messages) add((message.metadata as { event_payload: { key: string } }).event_payload.key, slackWords(message));
  return found;
}

// one process: the file store takes no second one
it(`S2 S3 S4: ${CHANNELS} channels, ${KILLS} kills -9, ${ERRORS * 100} % errors, ${LOST * 100} % answers lost after the post landed: none missed, none extra, in order`, { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scale-'));
  const path = join(folder, 'hall.db');
  const loop = await openLoop();
  const runs = runner(['discord', 'slack']);
  const chance = seeded(SEED);
  for (const { platform, raw } of places) {
    if (platform === 'discord') loop.discord.world.more.add(raw);
    else loop.slack.world.channel({ id: raw, name: raw, members: new Set([BOT_USER]) });
  }
  const first = localDate(Date.now(), 'Etc/UTC');
  await seed(path, places.map(({ id, platform, channel, more }) => ({ id, platform, channel, cursor: '1', follow: { thread: more, pin: more, quiz: false } })));

  let requests = 0;
  let run: Run | undefined;
  const counts = { errors: 0, lost: 0, kills: 0 };
  /** At so many requests somebody pulls the plug. */
  const kills = Array.from({ length: KILLS }, () => Math.floor(40 + chance() * 1400)).sort((a, b) => a - b);
  const meddle: Meddle = async (what, when) => {
    if (/gateway|auth\.test|connections\.open/.test(what)) return undefined;
    if (when === 'arrived' && ++requests >= (kills[0] ?? Infinity)) {
      kills.shift();
      counts.kills++;
      const { child } = run as Run;
      setTimeout(() => child.kill('SIGKILL'), chance() * 30);
    }
    const luck = chance();
    if (when === 'arrived' && luck < ERRORS) return void counts.errors++, { status: 500, body: {} };
    if (when === 'done' && luck < LOST) return void counts.lost++, { status: 502, body: {} };
    return undefined;
  };
  loop.discord.meddle = loop.slack.meddle = meddle;
  try {
    for (let day = 0; day < LESSONS.length; day++) {
      do {
        run = await runs.run(loop, { store: path, until: 2 * HOUR });
        loop.pass((await run.ended) === 'killed' ? 61_000 : 0);
      } while (run.child.signalCode === 'SIGKILL');
      loop.pass(DAY);
    }
    const dates = LESSONS.map((_, i) => addDays(first, i));
    const posts = places.flatMap((place) => dates.map((date) => occurrenceKey(place, date)));
    const below = places.filter(({ more }) => more).flatMap((place) => dates.map((date) => `${occurrenceKey(place, date)}:thread`));
    const found = visible(loop, [...posts, ...below]);
    const times = (keys: readonly string[], test: (count: number) => boolean) => keys.filter((key) => test(found.get(key)?.length ?? 0));
    expect({ missed: times([...posts, ...below], (count) => count === 0), extra: times([...found.keys()], (count) => count > 1), unknown: found.get('unknown') }).toEqual({ missed: [], extra: [], unknown: undefined });
    expect(counts.kills).toBe(KILLS);
    for (const place of places) for (const [i, date] of dates.entries()) expect(found.get(occurrenceKey(place, date))?.[0]).toContain(LESSONS[i]);
    const store = await openMachineStore(path);
    const logs = await Promise.all(places.map(async ({ id }) => (await scheduleOf(store, id))?.log.map(({ result, lesson }) => `${result} ${lesson}`)));
    await store.close();
    expect(logs.filter((log) => JSON.stringify(log?.slice(-3)) !== JSON.stringify(['sent afterword', 'sent 2', 'sent 1']))).toEqual([]);
    expect([loop.discord.refused, loop.slack.refused]).toEqual([[], []]);
  } finally {
    await runs.stop();
    await loop.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
