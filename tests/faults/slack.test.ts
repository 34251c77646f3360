import { afterEach, describe, expect, it } from 'vitest';
import { handCore, soon, type HandCore } from '../contracts/core.js';
import { reply } from '../contracts/replies.js';
import { startSlack, type Started } from '../fakes/slack/harness.js';
import { wordsOf } from '../fakes/slack/read.js';
import { freePort } from '../support/port.js';

const words = (text: string) => reply({ kind: 'text', spans: [text] });
const OPEN = 'apps.connections.open';
let slack: Started;
let core: HandCore;
const start = async (more = {}) => {
  core = handCore();
  slack = await startSlack(core, 'socket', more);
};
afterEach(async () => {
  for (const one of core.received) one.done();
  await slack.stop();
});

/** What our log says of sockets that could not be opened; Bolt writes a line for every one that breaks. */
const refusals = () => slack.logged.filter(({ message }) => message === 'Slack refused to open the socket again');

/** A mention that comes now is answered, once. */
async function answers(): Promise<void> {
  const n = core.received.length;
  slack.fake.mention({ text: '<@UBOT> next' });
  const { responder, done } = await core.nth(n, 20_000);
  await responder.acknowledge('everyone');
  await responder.answer(words(`answer ${n}`), 'everyone');
  done();
  expect(slack.fake.world.messages.filter((message) => wordsOf(message) === `answer ${n}`)).toHaveLength(1);
}

describe('X5: Slack, on the real Bolt: opening the socket again', () => {
  it.each([
    ['never answers', { method: OPEN, how: 'hang', times: 2 }],
    ['answers 503', { method: OPEN, how: { status: 503 }, times: 2 }],
    ['says that it is too much', { method: OPEN, how: { rate: 1 }, times: 1 }],
  ] as const)('Slack %s: it is asked again, soon, and events go on', async (_name, fault) => {
    await start({ timeoutMs: 500 });
    slack.fake.faults.add(fault);
    slack.fake.socket.drop();
    await soon(() => slack.fake.socket.opened === 2, 'the second socket');
    await answers();
    expect(refusals()).toEqual([]);
  });

  it.each(['warning', 'refresh_requested', 'link_disabled'])('a goodbye with «%s» is followed, and events go on', async (reason) => {
    await start();
    slack.fake.socket.raw(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
    await soon(() => slack.fake.socket.opened === 2, 'the second socket');
    await answers();
  });

  it('Socket Mode switched off while it runs: the log says what Slack says, posts go on, and so do events once it is on again', async () => {
    await start();
    slack.fake.faults.add({ method: OPEN, how: { error: 'not_allowed_token_type' } });
    slack.fake.socket.raw(JSON.stringify({ type: 'disconnect', reason: 'link_disabled' }));
    await soon(() => slack.logged.some(({ level, message }) => level === 'error' && message.includes('not_allowed_token_type')), 'the log line');
    await slack.adapter.post('slack:T1:C1', words('still'), { key: 'k', attempt: 1 });
    expect(slack.fake.world.messages.map(wordsOf)).toEqual(['still']);
    slack.fake.faults.clear();
    await answers();
  });
});

describe('X5: Slack, on the real Bolt: the start', () => {
  it('Slack cannot be reached: an error, not a wait for ever', async () => {
    await start();
    const error = await startSlack(handCore(), 'socket', { api: `http://127.0.0.1:${await freePort()}/api/` }).catch((one: unknown) => one);
    expect(error).toMatchObject({ name: 'DeliveryError', kind: 'retry' });
  });
});

describe('X5: Slack, on the real Bolt: calls', () => {
  it.each([
    ['5xx, not carried out', { how: { status: 503 } }, 2],
    ['5xx, carried out all the same', { how: { status: 503 }, landed: true }, 1],
    ['no answer, not carried out', { how: 'hang' }, 2],
    ['no answer, carried out all the same', { how: 'hang', landed: true }, 1],
  ] as const)('%s, then success: one visible message', async (_name, fault, posts) => {
    await start({ timeoutMs: 500 });
    slack.fake.faults.add({ method: 'chat.postMessage', times: 1, ...fault });
    const ref = await slack.adapter.post('slack:T1:C1', words('lesson'), { key: 'k', attempt: 1 });
    expect(slack.fake.world.messages.map(({ channel, ts }) => `slack:T1:${channel}:${ts}`)).toEqual([ref.message]);
    expect(slack.fake.callsOf('chat.postMessage')).toHaveLength(posts);
  });
});
