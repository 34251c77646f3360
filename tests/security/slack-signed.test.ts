import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handCore, soon, type HandCore } from '../contracts/core.js';
import { startSlack, type Started } from '../fakes/slack/harness.js';
import { mention } from '../fakes/slack/payloads.js';

let core: HandCore;
let slack: Started;
beforeEach(async () => {
  core = handCore();
  slack = await startSlack(core, 'http');
});
afterEach(async () => {
  for (const one of core.received) one.done();
  await slack.stop();
});

interface Sent {
  readonly body: string;
  readonly type?: string;
  readonly stamp?: string;
  readonly version?: string;
  readonly signature?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const now = (ageS = 0) => String(Math.floor(Date.now() / 1000) - ageS);
const sign = (secret: string, stamp: string, body: string, version = 'v0') => `${version}=${createHmac('sha256', secret).update(`${version}:${stamp}:${body}`).digest('hex')}`;

/** A request to the real receiver, signed as Slack does but for what is said. */
async function send({ body, type = 'application/json', stamp = now(), version = 'v0', secret = slack.fake.signingSecret, signature = sign(secret, stamp, body, version), headers }: Sent): Promise<number> {
  const response = await fetch(slack.target, { method: 'POST', body, headers: headers ?? { 'content-type': type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature } });
  await response.text();
  return response.status;
}

const event = () => JSON.stringify(mention({ text: '<@UBOT> lesson 1' }, '1700000000.000001').payload);
const command = () => new URLSearchParams({ command: '/study', text: 'lesson 1', team_id: 'T1', channel_id: 'C1', user_id: 'U1', trigger_id: 't1', response_url: 'http://127.0.0.1:9/x' }).toString();
const form = 'application/x-www-form-urlencoded';

describe('X6: only what Slack has signed, just now, is taken', () => {
  it('what is signed well is', async () => {
    expect(await send({ body: event() })).toBe(200);
    expect((await core.nth(0)).request.line).toBe('lesson 1');
    expect(await send({ body: command(), type: form })).toBe(200);
    expect((await core.nth(1)).request.line).toBe('lesson 1');
  });

  it.each<[string, (body: string) => Partial<Sent>]>([
    ['another secret', () => ({ secret: 'another secret' })],
    ['an empty secret', () => ({ secret: '' })],
    ['another body', (body) => ({ signature: sign(slack.fake.signingSecret, now(), `${body} `) })],
    ['another time', (body) => ({ stamp: now(1), signature: sign(slack.fake.signingSecret, now(60), body) })],
    ['six minutes ago', () => ({ stamp: now(360) })],
    ['a day ago', () => ({ stamp: now(86_400) })],
    ['no time', () => ({ stamp: '' })],
    ['a time that is none', () => ({ stamp: 'NaN' })],
    ['another version', () => ({ version: 'v1' })],
    ['a version of nothing', () => ({ version: '' })],
    ['no signature', () => ({ signature: '' })],
    ['half a signature', (body) => ({ signature: sign(slack.fake.signingSecret, now(), body).slice(0, 40) })],
    ['a longer one', (body) => ({ signature: `${sign(slack.fake.signingSecret, now(), body)}00` })],
    ['the sum alone', (body) => ({ signature: sign(slack.fake.signingSecret, now(), body).slice(3) })],
    ['no headers', () => ({ headers: { 'content-type': 'application/json' } })],
  ])('%s is not', async (_, wrong) => {
    for (const [body, type] of [[event(), 'application/json'], [command(), form]] as const) {
      const status = await send({ body, type, ...wrong(body) });
      expect([status >= 400 && status < 500, status]).toEqual([true, status]);
    }
    // the next one that is signed is the first that is heard of
    expect(await send({ body: event() })).toBe(200);
    await core.nth(0);
    expect(core.received).toHaveLength(1);
  });

  it('a body that was changed on its way is not', async () => {
    const body = event();
    const stamp = now();
    const signature = sign(slack.fake.signingSecret, stamp, body);
    for (const changed of [`${body} `, body.replace('"U1"', '"U2"'), body.slice(0, -1), '', `${body}${body}`]) expect(await send({ body: changed, stamp, signature })).toBeGreaterThanOrEqual(400);
    expect(core.received).toEqual([]);
  });

  it('X3: the same request again, signature and all, is the same event: it has the same key', async () => {
    const sent = { body: event(), stamp: now() };
    for (let n = 0; n < 3; n++) expect(await send(sent)).toBe(200);
    await core.nth(2);
    expect(new Set(core.received.map(({ request }) => request.key)).size).toBe(1);
    const typed = { body: command(), type: form, stamp: now() };
    for (let n = 0; n < 2; n++) expect(await send(typed)).toBe(200);
    await core.nth(4);
    expect(new Set(core.received.map(({ request }) => request.key)).size).toBe(2);
  });

  it('nothing of what was refused is told to a log', async () => {
    const body = event().replace('lesson 1', 'CANARY-TEXT');
    await send({ body, secret: 'another secret' });
    await send({ body, stamp: now(3600) });
    await send({ body: 'CANARY-TEXT not JSON' });
    await soon(() => slack.logged.length > 0, 'a word of it');
    const all = JSON.stringify(slack.logged);
    for (const secret of ['CANARY-TEXT', slack.fake.signingSecret, slack.fake.botToken]) expect(all).not.toContain(secret);
  });
});
