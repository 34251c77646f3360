import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, startStudyHall } from '../adapters/main.js';
import { readConfig } from '../src/io/config.js';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { CHANNEL, TOKEN } from './fakes/discord/world.js';
import { FakeSlack } from './fakes/slack/index.js';
import { listLog, type Logged } from './support/log.js';

/** Of a busy machine. */
const SOON = { timeout: 30_000 };

let folder: string;
let discord: FakeDiscord;
let slack: FakeSlack;
let running: Running | undefined;
let logged: Logged[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ops-'));
  // its patience is not what is tested here
  discord = await startFakeDiscord({ lateMs: 60_000 });
  slack = await FakeSlack.start();
  logged = [];
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await discord.stop();
  await slack.stop();
  await rm(folder, { recursive: true });
});

async function start(): Promise<Running> {
  const env = {
    STORE_URL: `file://${join(folder, 'hall.db')}`, OPS_PORT: '0', DEFAULT_LOCALE: 'en', DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.api,
    SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.api,
  };
  return (running = await startStudyHall(readConfig(env), listLog(logged)));
}
const get = (path: string, method = 'GET') => fetch(`${running?.ops}${path}`, { method });
const ready = async () => {
  const answer = await get('/readyz');
  return [answer.status, ((await answer.json()) as { why: string[] }).why] as const;
};
/** Figures by their name and labels, as Prometheus reads them. */
async function figures(): Promise<Map<string, number>> {
  const text = await (await get('/metrics')).text();
  return new Map(text.split('\n').flatMap((line) => (/^(\w+(?:\{.*\})?) (\S+)$/.exec(line) ?? []).length > 0 ? [[line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))] as const] : []));
}

describe('O5: what a process says of itself', () => {
  it('lives, is ready, and says nothing else to anybody', async () => {
    await start();
    const health = await get('/healthz');
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok', store: 'answers' }]);
    expect(await ready()).toEqual([200, []]);
    expect((await get('/constructor')).status).toBe(404);
    expect((await get('/metrics', 'POST')).status).toBe(405);
    expect(await (await get('/healthz', 'HEAD')).text()).toBe('');
    expect(running?.ops).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('is not ready while a platform is away, and is again when it came back', async () => {
    await start();
    discord.gateway.drop();
    await expect.poll(ready, SOON).toEqual([503, ['discord is not connected']]);
    expect((await get('/healthz')).status).toBe(200);
    await expect.poll(ready, SOON).toEqual([200, []]);
    const now = await figures();
    expect(now.get('study_hall_reconnects_total{platform="discord"}')).toBe(1);
    expect(now.get('study_hall_connected{platform="slack"}')).toBe(1);
  });

  it('counts events by platform, command and what came of them, and times them', async () => {
    await start();
    discord.command({ name: 'lesson', options: { ref: '23' } });
    discord.command({ name: 'lesson', options: { ref: '999' } });
    slack.mention({ text: '<@UBOT> read 13' });
    slack.mention({ text: '<@UBOT> swordfish for breakfast' });
    const counted = async () => [...(await figures())].filter(([name]) => name.startsWith('study_hall_interactions_total')).toSorted(([a], [b]) => (a < b ? -1 : 1));
    await expect.poll(counted, SOON).toEqual([
      ['study_hall_interactions_total{platform="discord",command="lesson",outcome="ok"}', 1],
      ['study_hall_interactions_total{platform="discord",command="lesson",outcome="user-error"}', 1],
      ['study_hall_interactions_total{platform="slack",command="read",outcome="ok"}', 1],
      ['study_hall_interactions_total{platform="slack",command="unknown",outcome="user-error"}', 1],
    ]);
    const now = await figures();
    for (const what of ['acknowledged', 'answered']) {
      expect(now.get(`study_hall_${what}_seconds_count{platform="discord"}`)).toBe(2);
      expect(now.get(`study_hall_${what}_seconds_sum{platform="discord"}`)).toBeGreaterThan(0);
    }
    expect(now.get('study_hall_store_seconds_count{operation="claim",result="ok"}')).toBeGreaterThanOrEqual(4);
    expect(now.get('study_hall_waiting_posts{platform="slack"}')).toBe(0);
    expect(now.get('study_hall_due_entries{platform="discord"}')).toBe(0);
  });

  it('names nobody: no member, group, channel or word of a line in any label', async () => {
    await start();
    slack.mention({ text: '<@UBOT> swordfish for breakfast' });
    discord.command({ name: 'lesson', options: { ref: '23' } });
    // counted when all is done, a moment after the answer is there
    const counted = async () => [...(await figures()).keys()].filter((name) => /^study_hall_interactions_total.*"(unknown|lesson)"/.test(name)).length;
    await expect.poll(counted, SOON).toBe(2);
    const text = await (await get('/metrics')).text();
    for (const word of ['swordfish', 'U1', 'C1', 'T1', CHANNEL, ...discord.requests.flatMap(({ path }) => path.match(/\d{15,}/g) ?? [])]) expect(text).not.toContain(`"${word}`);
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name = '']) => name));
    const node = new Set(['le', 'major', 'minor', 'patch', 'version', 'space', 'type', 'kind']);
    const ours = ['command', 'operation', 'outcome', 'platform', 'result'];
    expect([...labels].filter((name) => !node.has(name)).toSorted()).toEqual(ours);
  });

  it('one id goes through everything that is said of an event', async () => {
    await start();
    discord.faults.push({ on: /callback/, answer: { status: 500, body: {} } });
    discord.command({ name: 'lesson', options: { ref: '23' } });
    await expect.poll(() => logged.filter(({ fields }) => fields['event'] !== undefined).length, SOON).toBeGreaterThan(0);
    for (const { fields } of logged) expect(JSON.stringify(fields)).not.toMatch(/discord:\d{15,}/);
    expect(new Set(logged.flatMap(({ fields }) => fields['event'] ?? []))).toEqual(new Set([expect.stringMatching(/^[a-z0-9]{8}$/)]));
  });
});
