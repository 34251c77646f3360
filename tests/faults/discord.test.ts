import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../../adapters/discord/index.js';
import { createPace } from '../../src/io/pace.js';
import { handCore, soon, type HandCore } from '../contracts/core.js';
import { reply } from '../contracts/replies.js';
import { rateLimited } from '../fakes/discord/faults.js';
import { wordsOf } from '../fakes/discord/reading.js';
import { startRig, type Rig } from '../fakes/discord/running.js';
import { CHANNEL, TOKEN } from '../fakes/discord/world.js';
import { listLog } from '../support/log.js';
import { freePort } from '../support/port.js';

const words = (text: string) => reply({ kind: 'text', spans: [text] });
const CALLBACK = /^POST \/interactions\/\d+\/[^/]+\/callback$/;
const ORIGINAL = /^PATCH \/webhooks\//;
const POSTS = /^POST \/channels\/\d+\/messages$/;

let rig: Rig;
let core: HandCore;
beforeEach(async () => {
  core = handCore();
  rig = await startRig(core);
});
afterEach(async () => {
  for (const one of core.received) one.done();
  await rig.stop();
});
const post = (key: string) => rig.adapter.post(`discord:${CHANNEL}`, words(key), { key, attempt: 1 });
const statuses = (on: RegExp) => rig.fake.requests.filter(({ method, path }) => on.test(`${method} ${path}`)).map(({ status }) => status);

describe('X5: Discord, on the real Client: the end of a connection', () => {
  it.each([4004, 4010, 4011, 4012, 4013, 4014])('closed with %i while it runs: the log says what to do, and the process lives on', async (code) => {
    rig.fake.gateway.drop(code);
    const { fields, message } = await soon(() => rig.logged.find(({ level }) => level === 'error'), 'the log line');
    expect(message).toContain('started again');
    expect([fields['code'], fields['remedy']]).toEqual([code, expect.stringMatching(/start|update/)]);
    // what needs no socket goes on
    await post('still');
    expect(rig.fake.messages.map(({ body }) => wordsOf(body))).toEqual(['still']);
    expect([rig.fake.gateway.sessions, rig.fake.gateway.resumes]).toEqual([1, 0]);
  });

  it.each([4000, 4001, 4003, 4007, 4008, 4009, 1006])('closed with %i: connected again, and interactions go on', async (code) => {
    rig.fake.gateway.drop(code === 1006 ? undefined : code);
    await soon(() => rig.fake.gateway.sessions + rig.fake.gateway.resumes === 2, 'a new connection');
    rig.fake.command({ name: 'help' });
    expect((await core.nth(0, 20_000)).request.line).toBe('help');
    expect(rig.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('not to be reached at the start: an error, not a wait for ever', async () => {
    const pace = createPace({ minTimeMs: 1, channelMinTimeMs: 1 });
    const adapter = createDiscordAdapter({ token: TOKEN, api: `http://127.0.0.1:${await freePort()}/api`, log: listLog([]), pace });
    await expect(adapter.start(core)).rejects.toThrow(/ECONNREFUSED|fetch failed/);
    await adapter.stop();
    await pace.stop();
  });
});

describe('X5: Discord, on the real Client: calls', () => {
  /** A command that is acknowledged and answered. */
  async function answered(): Promise<void> {
    rig.fake.command({ name: 'next' });
    const { responder, done } = await core.nth(0);
    await responder.acknowledge('you');
    await responder.answer(words('answer'), 'you');
    done();
    expect(rig.fake.messages.map(({ body }) => wordsOf(body))).toEqual(['answer']);
  }

  it.each([
    ['of the route', rateLimited(0.3)],
    ['of all routes', rateLimited(0.3, true)],
  ])('an answer that meets a 429 %s is given after it, once', async (_name, answer) => {
    rig.fake.faults.push({ on: ORIGINAL, answer, times: 1 });
    await answered();
    expect(statuses(ORIGINAL)).toEqual([429, 200]);
  });

  it.each([
    ['acknowledgement', CALLBACK, [500, 204]],
    ['answer', ORIGINAL, [500, 200]],
  ])('an %s that meets a 5xx is sent again', async (_name, on, seen) => {
    rig.fake.faults.push({ on, answer: { status: 500, body: {} }, times: 1 });
    await answered();
    expect(statuses(on)).toEqual(seen);
  });

  it('a post that meets a 5xx which did nothing is sent again, and stands once', async () => {
    rig.fake.faults.push({ on: POSTS, answer: { status: 503, body: {} }, times: 3 });
    await post('lesson');
    expect(rig.fake.messages).toHaveLength(1);
    expect(statuses(POSTS)).toEqual([503, 503, 503, 200]);
  });

  it('a 429 that comes from before Discord, without a word of why, is waited for as well', async () => {
    rig.fake.faults.push({ on: POSTS, answer: { status: 429, headers: { 'retry-after': '1' } }, times: 1 });
    await post('lesson');
    expect(statuses(POSTS)).toEqual([429, 200]);
    expect(rig.fake.messages).toHaveLength(1);
  });
});
