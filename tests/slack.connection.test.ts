import { afterEach, describe, expect, it } from 'vitest';
import { text, type Reply } from '../src/reply.js';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';
import { mention, slash } from './fakes/slack/payloads.js';
import { wordsOf } from './fakes/slack/read.js';

const reply = (words: string): Reply => ({ blocks: [text(words)], locale: 'en' });
let slack: Started;
let core: HandCore;

const answered = async (n: number, words: string) => {
  const { responder, done } = await core.nth(n, 8000);
  await responder.acknowledge('everyone');
  await responder.answer(reply(words), 'everyone');
  done();
  expect(slack.fake.world.messages.filter((message) => wordsOf(message) === words)).toHaveLength(1);
};

afterEach(async () => {
  for (const one of core.received) one.done();
  await slack.stop();
});

describe('X5: Socket Mode', () => {
  const start = async (more = {}) => {
    core = handCore();
    slack = await startSlack(core, 'socket', more);
  };

  it('a dropped socket is opened again, and an event of the time between is answered', async () => {
    await start();
    slack.fake.socket.drop();
    await soon(() => !slack.fake.socket.connected, 'the end of the socket');
    slack.fake.mention({ text: '<@UBOT> next' });
    await answered(0, 'After the drop');
    expect(slack.fake.socket.opened).toBe(2);
  });

  it('a connection that answers no ping is given up and opened again', async () => {
    await start();
    slack.fake.socket.deaf = true;
    await soon(() => slack.fake.socket.opened === 2, 'the second socket');
    slack.fake.socket.deaf = false;
    slack.fake.mention({ text: '<@UBOT> next' });
    await answered(0, 'Heard again');
  });

  it('a refresh by Slack is followed, and events go on', async () => {
    await start();
    slack.fake.mention({ text: '<@UBOT> next' });
    await answered(0, 'Before');
    slack.fake.socket.refresh();
    await soon(() => slack.fake.socket.opened === 2, 'the second socket');
    slack.fake.mention({ text: '<@UBOT> next' });
    await answered(1, 'After');
  });

  it('an event whose socket broke before the acknowledgement comes again, with the same key', async () => {
    await start({ ackWindowMs: 150 });
    const delivery = mention({ text: '<@UBOT> next' }, '1700000000.000001');
    slack.fake.deliver(delivery.kind, delivery.payload, delivery.id);
    slack.fake.socket.drop();
    expect((await core.nth(0, 8000)).request.key).toBe(`slack:${delivery.id}`);
  });

  it('an envelope without an event, and one that is no JSON, end nothing', async () => {
    await start();
    slack.fake.socket.raw(JSON.stringify({ type: 'events_api', envelope_id: 'e1', payload: {} }));
    slack.fake.socket.raw(JSON.stringify({ type: 'events_api', envelope_id: 'e2' }));
    slack.fake.socket.raw('null');
    slack.fake.socket.raw('{"type":');
    slack.fake.mention({ text: '<@UBOT> next' });
    await answered(0, 'Still here');
    expect(slack.logged.filter((one) => one.message === 'an envelope that cannot be read was ignored')).toHaveLength(3);
  });

  it('a reconnect that Slack refuses is logged, and the process lives', async () => {
    await start();
    slack.fake.tokens.delete(slack.fake.appToken);
    slack.fake.socket.drop();
    const line = await soon(() => slack.logged.find((one) => one.message === 'Slack refused to open the socket again'), 'the log line');
    expect(line.fields['error']).toMatch(/invalid_auth/);
  });

  it('stop while the socket is being opened again ends it', async () => {
    await start();
    slack.fake.socket.drop();
    await soon(() => !slack.fake.socket.connected, 'the end of the socket');
    await slack.adapter.stop();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(slack.fake.socket.opened).toBe(1);
  });

  it('a start with a wrong token says so, without the token', async () => {
    const core2 = handCore();
    await start();
    const error = await startSlack(core2, 'socket', { botToken: 'xoxb-wrong-token' }).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'DeliveryError', kind: 'forbidden', message: 'invalid_auth', missing: ['a valid bot token'] });
    const other = await startSlack(core2, 'socket', { appToken: 'xapp-wrong-token' }).catch((e: unknown) => e);
    expect(other).toMatchObject({ kind: 'forbidden', missing: ['a valid app token with connections:write'] });
    const none = await startSlack(core2, 'socket', { appToken: undefined }).catch((e: unknown) => e);
    expect(none).toMatchObject({ name: 'Error', message: 'Slack needs an app token (Socket Mode) or a signing secret (HTTP)' });
  });
});

describe('X6: signed HTTP', () => {
  const start = async () => {
    core = handCore();
    slack = await startSlack(core, 'http');
  };
  const one = () => mention({ text: '<@UBOT> next' }, '1700000000.000001');

  it.each([
    ['a forged signature', { forged: true }],
    ['a request of six minutes ago', { ageS: 360 }],
    ['no signature at all', { unsigned: true }],
  ])('%s is refused, and the core hears nothing', async (_name, tampering) => {
    await start();
    expect(await slack.fake.http(one(), tampering)).toBe(401);
    expect(await slack.fake.http(slash('next', 'U1', 'C1', ''), tampering)).toBe(401);
    expect(await slack.fake.http(one(), { ageS: 240 })).toBe(200);
    await core.nth(0);
    expect(core.received).toHaveLength(1);
  });
});
