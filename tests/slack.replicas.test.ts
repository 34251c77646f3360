import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soon } from './contracts/core.js';
import { FakeSlack } from './fakes/slack/index.js';
import type { Delivery } from './fakes/slack/delivery.js';
import { mention } from './fakes/slack/payloads.js';
import { wordsOf } from './fakes/slack/read.js';
import { SignedSide } from './fakes/slack/signed.js';
import { CLIENT } from './fakes/slack/tenants.js';
import { begin, comeBack, from, installIn, keyText } from './support/installing.js';
import { type Desk, openDesk, type Started } from './support/process.js';
import { freePort } from './support/port.js';
import { noRedis, type RedisServer, skipped, startRedis } from './support/redis.js';

const REPLICAS = 3;

interface Replica {
  readonly bot: Started;
  readonly origin: string;
  /** The same event over this one; the status it answers, 0 where it cannot be reached. */
  send(event: Delivery, retry: number): Promise<number>;
}

describe.skipIf(noRedis)(`X6: signed HTTP behind any balancer: three processes on one Redis${skipped}`, () => {
  let redis: RedisServer;
  let slack: FakeSlack;
  let desk: Desk;
  let replicas: Replica[];

  beforeAll(async () => {
    [redis, slack, desk] = await Promise.all([startRedis(), FakeSlack.start(), openDesk()]);
    const common = {
      STORE_URL: redis.url,
      PROCESSES: String(REPLICAS),
      SLACK_CLIENT_ID: CLIENT.id,
      SLACK_CLIENT_SECRET: CLIENT.secret,
      SLACK_STATE_SECRET: 'a state secret of tests',
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.api,
      TOKEN_KEY: keyText('k1'),
      DEFAULT_LOCALE: 'en',
    };
    const launch = async (): Promise<Replica> => {
      const port = await freePort();
      const origin = `http://127.0.0.1:${port}`;
      const bot = await desk.start({ ...common, SLACK_PORT: String(port) });
      const side = new SignedSide(`${origin}/slack/events`, slack.signingSecret, 3000);
      return { bot, origin, send: (event, num) => side.post(event, {}, num === 0 ? undefined : { num, reason: 'timeout' }).catch(() => 0) };
    };
    replicas = await Promise.all(Array.from({ length: REPLICAS }, launch));
    // begun at one, ended at another
    const trip = await begin(replicas[0]!.origin);
    expect((await comeBack(replicas[1]!.origin, trip, { code: slack.tenants.allow('T2') })).status).toBe(200);
  });
  afterAll(async () => {
    await desk.clear();
    await Promise.all([slack.stop(), redis.dispose()]);
  });

  const event = (line: string): Delivery => {
    const one = mention({ text: `<@UBOT> ${line}` }, slack.world.ts());
    return { ...one, payload: from('T2', one.payload) };
  };
  const answers = () => slack.tenants.world('T2').messages;
  const afterwards = async (count: number): Promise<void> => {
    await soon(() => answers().length >= count, `answer ${count}`, 20_000);
    await wait(500);
    expect(answers()).toHaveLength(count);
  };

  it('an event at retry 0, 0, 1, 2, 3, over all of them at once: one answer', async () => {
    const asked = event('lesson 13');
    const statuses = await Promise.all([0, 0, 1, 2, 3].map((num, i) => replicas[i % REPLICAS]!.send(asked, num)));
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    await afterwards(1);
    expect(wordsOf(answers()[0]!)).toContain('13');
    for (const [i, { send }] of replicas.entries()) expect(await send(asked, i)).toBe(200);
    await afterwards(1);
  });

  it('O2: what changes something changes it once: each delivery of «next» goes on by one lesson', async () => {
    const before = answers().length;
    for (let i = 0; i < 3; i++) {
      const asked = event('next');
      await Promise.all([0, 1, 2, 3].map((num) => replicas[(i + num) % REPLICAS]!.send(asked, num)));
      await afterwards(before + i + 1);
    }
    const lessons = answers().slice(before).map((message) => /\d+/.exec(wordsOf(message))?.[0]);
    expect(new Set(lessons).size).toBe(3);
  });

  it('the first delivery is lost with its process: the next one to another has one effect', async () => {
    const before = answers().length;
    const asked = event('lesson 14');
    await replicas[0]!.bot.end('SIGKILL');
    expect(await replicas[0]!.send(asked, 0)).toBe(0);
    await Promise.all([1, 2].map((num) => replicas[num]!.send(asked, num)));
    await afterwards(before + 1);
  });

  it('the app is removed at one and installed again at another: all know it soon', async () => {
    const before = answers().length;
    const [, second, third] = replicas as [Replica, Replica, Replica];
    slack.tenants.remove('T2');
    const payload = { type: 'event_callback', team_id: 'T2', api_app_id: 'A1', event: { type: 'app_uninstalled' }, event_id: 'EvGone', event_time: 1 };
    const gone: Delivery = { id: 'EvGone', kind: 'events_api', payload, acks: [], replies: [], statuses: [] };
    expect(await second.send(gone, 0)).toBe(200);
    await installIn(slack, third.origin, 'T2');
    await soon(async () => (await third.send(event('lesson 15'), 0)) === 200 && answers().length > before, 'an answer with the new token', 20_000);
  });

  it('a forged signature and one of six minutes ago are refused everywhere', async () => {
    for (const { origin } of replicas.slice(1)) {
      const side = new SignedSide(`${origin}/slack/events`, slack.signingSecret, 3000);
      for (const tampering of [{ forged: true }, { ageS: 360 }, { unsigned: true }]) expect(await side.post(event('next'), tampering)).toBe(401);
    }
  });
});
