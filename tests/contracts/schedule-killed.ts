import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scheduleOf } from '../../src/schedule/book.js';
import { followOf } from '../../src/schedule/follows.js';
import { occurrenceKey } from '../../src/schedule/schedule.js';
import { CHANNEL } from '../fakes/discord/world.js';
import type { Meddle } from '../fakes/meddle.js';
import { type Loop, openLoop, openMachine, type Platform, runner, seed } from '../support/crash.js';
import { MINUTE } from '../support/daily.js';

const ID = 'lesson000001';
const HOME = { discord: `discord:${CHANNEL}`, slack: 'slack:T1:C1' } as const;

/** Requests of a start, not of a delivery. */
const START = /gateway|auth\.test|connections\.open/;

/** Names each request twice: as it arrives, and carried out but not answered. */
function named(on: (point: string) => Promise<void>): Meddle {
  const counts = new Map<string, number>();
  return async (what, when) => {
    if (START.test(what)) return undefined;
    const name = `${when === 'arrived' ? 'as' : 'after'} ${what.replace(/\d+/g, 'ID')} ${when === 'arrived' ? 'arrives' : 'was done, unanswered'}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    await on(count > 1 ? `${name} #${count}` : name);
    return undefined;
  };
}

/** What stands on the platform and in the store in the end: what was posted, by its keys, and where the schedule is. */
async function outcome(loop: Loop, platform: Platform, { hall }: Awaited<ReturnType<typeof openMachine>>) {
  const schedule = await scheduleOf(hall.parts.store, ID);
  const keys = (schedule?.log ?? []).map(({ date }) => occurrenceKey({ id: ID }, date));
  const follows = await Promise.all(keys.map((key) => followOf(hall.parts.store, key)));
  const open = await hall.parts.store.lowest(`due:${platform}`, Date.now(), 100);
  const steps = follows.map((follow) => follow?.steps.map(({ kind, state }) => `${kind} ${state}`));
  const all = keys.flatMap((key, i) => [key, ...(steps[i] ?? []).map((one) => `${key}:${one.split(' ')[0]}`)]);
  const nonces = new Map(all.map((key) => [createHash('sha256').update(key).digest('base64url').slice(0, 25), key]));
  const { discord, slack } = loop;
  const posted =
    platform === 'discord'
      ? discord.messages.map(({ body, channel_id }) => `${nonces.get(body.nonce ?? '')} ${channel_id === CHANNEL ? 'in the channel' : 'below'}`)
      : slack.world.messages.map(({ metadata, thread_ts }) => `${(metadata as { event_payload: { key: string } }).event_payload.key} ${thread_ts === undefined ? 'in the channel' : 'below'}`);
  const pins = platform === 'discord' ? discord.messages.filter(({ pinned }) => pinned) : slack.world.messages.filter(({ pinned }) => pinned);
  return {
    posted: posted.map((one) => one.replaceAll(/\d{4}-\d\d-\d\d/g, (date) => String(keys.length - 1 - keys.findIndex((key) => key.endsWith(date))))).sort(),
    threads: discord.world.threads.size,
    pins: pins.length,
    log: schedule?.log.map(({ result, lesson }) => `${result} ${lesson}`),
    state: [schedule?.state, schedule?.cursor],
    steps: steps.map((one) => one?.sort()),
    open,
    refused: [...discord.refused, ...slack.refused],
  };
}

/** A day without trouble, the next one with a process that dies at a point, the machine as it is `later` ms after that, then a third day. */
async function live(runs: ReturnType<typeof runner>, platform: Platform, kill: string | undefined, later: number) {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'));
  const path = join(folder, 'hall.db');
  const loop = await openLoop();
  try {
    await seed(path, [{ id: ID, platform, channel: HOME[platform], cursor: '1' }]);
    const before = await openMachine(path, loop, [platform]);
    await before.settle();
    await before.untilNextDue();
    await before.close();
    const points: string[] = [];
    const run = await runs.run(loop, { store: path, kill, record: kill === undefined });
    loop[platform].meddle = named(async (point) => {
      // so that the names stand in order: what the process passed until now was written down before it asked
      if (kill === undefined) await new Promise((done) => setTimeout(done, 20));
      points.push(...run.points.splice(0), point);
      if (point !== kill) return;
      run.child.kill('SIGKILL');
      await run.ended;
    });
    const end = await run.ended;
    points.push(...run.points);
    loop[platform].meddle = undefined;
    loop.pass(later);
    const machine = await openMachine(path, loop, [platform]);
    await machine.settle();
    await machine.untilNextDue();
    await machine.settle();
    const seen = await outcome(loop, platform, machine);
    await machine.close();
    return { end, points, seen, logged: machine.logged };
  } finally {
    await loop.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Awaits after which nothing changed, neither in the store nor on the platform: killed there, all is as at the one before. */
const READS = /^(?:before|after) store\.(?:get|member|members|count|top|lowest) /;

/** The points of a delivery, each with those after it that only read. */
function table(points: readonly string[]): [title: string, point: string][] {
  const rows: { point: string; reads: number }[] = [];
  for (const point of points) {
    const last = rows.at(-1);
    if (last && READS.test(point)) last.reads++;
    else rows.push({ point, reads: 0 });
  }
  return rows.map(({ point, reads }) => [reads > 0 ? `${point}, or at ${reads} after it that only read` : point, point]);
}

/** Kills a delivery on a platform at each of its awaits. */
export async function scheduleKilled(platform: Platform): Promise<void> {
  const runs = runner([platform]);
  afterAll(() => runs.stop());
  const { points, seen } = await live(runs, platform, undefined, 0);

  describe(`S2: a delivery on ${platform}, killed with -9 and started again`, () => {
    it('undisturbed: every lesson once, with its thread; the last one has the pin', () => {
      expect(seen.log).toEqual(['sent afterword', 'sent 2', 'sent 1']);
      expect(seen.pins).toBe(1);
      expect(new Set(seen.posted).size).toBe(seen.posted.length);
      expect([seen.open, seen.refused]).toEqual([[], []]);
      expect(points.length).toBeGreaterThan(50);
    });

    /** Steps meet in another order at times; then a point that was passed the third time is passed only twice. */
    async function dies(point: string, later: number): Promise<void> {
      for (let tries = 0; tries < 3; tries++) {
        const killed = await live(runs, platform, point, later);
        expect(killed.seen).toEqual(seen);
        if (killed.end === 'killed') return;
      }
      expect(point).toContain('#');
    }

    const rows = table(points);
    // what is done between two calls of a platform is the same on each
    const ofPlatform = rows.filter(([, point]) => platform === 'discord' || /unanswered|arrives|adapter|store\.complete/.test(point));
    it.each(ofPlatform)('%s: one message, recorded once, nothing lost', async (_title, point) => {
      await dies(point, MINUTE + 1000);
    });

    // what stands there and is not recorded; Slack has no nonce, so nothing is forgotten there
    const open = rows.filter(([, point]) => platform === 'discord' && /unanswered|^after adapter|^before store\.complete/.test(point));
    it.each(open)('%s, and down until the nonce is forgotten: one message all the same', async (_title, point) => {
      await dies(point, 10 * MINUTE);
    });
  });
}
