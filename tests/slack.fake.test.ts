import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soon } from './contracts/core.js';
import { FakeSlack } from './fakes/slack/index.js';
import type { Delivery } from './fakes/slack/delivery.js';

interface Envelope {
  readonly type: string;
  readonly envelope_id?: string;
  readonly payload?: { event_id?: string };
  readonly retry_attempt?: number;
}

/** The fake itself, met by clients that behave badly: what the other tests rest on. */
describe('the fake of Slack, over its socket', () => {
  let fake: FakeSlack;
  let socket: WebSocket;
  const got: Envelope[] = [];
  const call = async (method: string, token = fake.botToken, body = '') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(fake.api + method, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const ack = (envelope: Envelope) => socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }));

  beforeEach(async () => {
    got.length = 0;
    fake = await FakeSlack.start({ ackWindowMs: 60 });
    socket = new WebSocket(String((await call('apps.connections.open', fake.appToken)).body['url']));
    socket.on('message', (data) => got.push(JSON.parse(String(data)) as Envelope));
    await soon(() => got[0]?.type === 'hello', 'hello');
  });
  afterEach(() => fake.stop());

  it('sends an event up to three more times while it is not acknowledged, with the same id', async () => {
    fake.mention({ text: 'x' });
    await soon(() => got.length === 5, 'four deliveries');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(got.slice(1).map((one) => one.retry_attempt)).toEqual([0, 1, 2, 3]);
    expect(new Set(got.slice(1).map((one) => one.payload?.event_id)).size).toBe(1);
    expect(fake.complaints).toHaveLength(4);
  });

  it('sends a command once', async () => {
    fake.slash('next');
    await soon(() => fake.complaints.length === 1, 'the complaint');
    expect(got).toHaveLength(2);
  });

  it('notes a second, a late and an unasked acknowledgement', async () => {
    fake.slash('next');
    await soon(() => got[1], 'the envelope');
    ack(got[1]!);
    ack(got[1]!);
    await soon(() => fake.complaints.some((one) => one.includes('twice')), 'the complaint of a second one');
    fake.slash('next');
    await soon(() => fake.complaints.some((one) => one.includes('not acknowledged in time')), 'the complaint of none');
    ack(got[2]!);
    ack({ type: 'x', envelope_id: 'nobody' });
    await soon(() => fake.complaints.some((one) => one.includes('too late')), 'the complaint of a late one');
    await soon(() => fake.complaints.some((one) => one.includes('no envelope')), 'the complaint of an unasked one');
  });

  it('opens a socket once a ticket', async () => {
    const { body } = await call('apps.connections.open', fake.appToken);
    const [first, second] = [new WebSocket(String(body['url'])), new WebSocket(String(body['url']))];
    const [code] = (await Promise.race([once(first, 'close'), once(second, 'close')])) as [number];
    expect(code).toBe(1008);
    first.close();
    second.close();
  });

  it('answers unknown methods with 200 and ok: false, and wrong tokens with invalid_auth', async () => {
    expect(await call('chat.sing')).toEqual({ status: 200, body: { ok: false, error: 'unknown_method' } });
    expect((await call('auth.test', 'xoxb-no')).body['error']).toBe('invalid_auth');
    expect((await call('apps.connections.open')).body['error']).toBe('not_allowed_token_type');
  });

  it('tells the locale only when asked', async () => {
    expect((await call('users.info', fake.botToken, 'user=U1')).body['user']).not.toHaveProperty('locale');
    expect((await call('users.info', fake.botToken, 'user=U1&include_locale=true')).body['user']).toHaveProperty('locale', 'zh-CN');
  });

  it('takes five answers at a response address, and none it cannot read', async () => {
    const url = String(fake.slash('next').payload['response_url']);
    const send = async (body: object) => {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      return (await response.json()) as object;
    };
    const good = { text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x' } }] };
    expect(await send({ ...good, blocks: [] })).toEqual({ ok: false, error: 'invalid_blocks' });
    expect(await send({ ...good, colour: 'red' })).toEqual({ ok: false, error: 'invalid_payload' });
    for (let i = 0; i < 3; i++) expect(await send(good)).toEqual({ ok: true });
    expect(await send(good)).toEqual({ ok: false, error: 'used_url' });
    expect(fake.world.messages.map((one) => one.onlyFor)).toEqual(['U1', 'U1', 'U1']);
  });
});

describe('the fake of Slack, over HTTP', () => {
  let server: Server;
  let fake: FakeSlack;
  const retries: (string | undefined)[] = [];

  beforeEach(async () => {
    retries.length = 0;
    server = createServer((request, response) => {
      retries.push(request.headers['x-slack-retry-num'] as string | undefined);
      response.writeHead(retries.length === 1 ? 500 : 200).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    fake = await FakeSlack.start({ target: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` });
  });
  afterEach(async () => {
    await fake.stop();
    server.close();
  });

  it('sends an event again, with its retry number, until it is taken', async () => {
    const delivery: Delivery = fake.mention({ text: 'x' });
    await soon(() => delivery.acks.length === 1, 'the acknowledgement');
    expect(retries).toEqual([undefined, '1']);
    expect(delivery.statuses).toEqual([500, 200]);
    expect(fake.complaints).toHaveLength(1);
  });
});
