import { afterEach, describe, expect, it } from 'vitest';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';

let slack: Started;
let core: HandCore;

afterEach(async () => {
  for (const one of core.received) one.done();
  await slack.stop();
});

const start = async (connections: number, more = {}) => {
  core = handCore();
  slack = await startSlack(core, 'socket', { connections, ...more });
  await soon(() => slack.fake.socket.connections === connections, 'all connections');
};
const say = (n: number) => {
  for (let i = 0; i < n; i++) slack.fake.mention({ text: `<@UBOT> lesson ${i + 1}` });
};
const lines = () => core.received.map(({ request }) => request.line).sort();
const keys = () => new Set(core.received.map(({ request }) => request.key)).size;

describe('X6: several connections of Socket Mode', () => {
  it('share the events: each comes once, over every connection some', async () => {
    await start(3);
    say(12);
    await core.nth(11);
    expect([core.received.length, keys()]).toEqual([12, 12]);
    expect(slack.fake.socket.sent).toEqual([4, 4, 4]);
    expect(slack.fake.complaints).toEqual([]);
  });

  it.each(['warning', 'refresh_requested'] as const)('all replaced at once (%s), in the middle of events: none is lost, none comes twice, and always one hears', async (reason) => {
    await start(3);
    const { socket } = slack.fake;
    let least = 3;
    const watch = setInterval(() => (least = Math.min(least, socket.connections)), 1);
    say(20);
    socket.refresh(reason, 2000);
    say(20);
    await soon(() => socket.opened === 6 && socket.connections === 3, 'three others');
    say(20);
    await core.nth(59);
    clearInterval(watch);
    expect([core.received.length, keys(), least]).toEqual([60, 60, 3]);
    expect(slack.fake.complaints).toEqual([]);
  });

  it('a warning and the request behind it open one connection, not two', async () => {
    await start(1);
    slack.fake.socket.refresh('warning');
    slack.fake.socket.refresh('refresh_requested');
    await soon(() => slack.fake.socket.opened === 2 && slack.fake.socket.connections === 1, 'the other one');
    say(1);
    await core.nth(0);
    slack.fake.socket.refresh();
    await soon(() => slack.fake.socket.opened === 3 && slack.fake.socket.connections === 1, 'and one more, later');
  });

  it('one that breaks is opened again while the others hear', async () => {
    await start(2);
    slack.fake.socket.drop(1);
    say(6);
    await core.nth(5);
    await soon(() => slack.fake.socket.connections === 2, 'both');
    expect([core.received.length, keys()]).toEqual([6, 6]);
  });

  it('where there are too many for now, the one that ends hears until there is another', async () => {
    await start(1);
    slack.fake.faults.add({ method: 'apps.connections.open', how: { error: 'too_many_websockets' }, times: 1 });
    slack.fake.socket.refresh('warning');
    say(1);
    await core.nth(0);
    expect(slack.fake.socket.opened).toBe(1);
    await soon(() => slack.fake.socket.opened === 2 && slack.fake.socket.connections === 1, 'the other one');
  });

  it('where Slack opens no other, the one that ends is opened again by itself', async () => {
    await start(1);
    slack.fake.faults.add({ method: 'apps.connections.open', how: { error: 'invalid_auth' }, times: 1 });
    slack.fake.socket.refresh();
    await soon(() => slack.logged.some(({ message }) => message.startsWith('Slack refused a connection in place')), 'the log line');
    await soon(() => slack.fake.socket.opened === 2 && slack.fake.socket.connections === 1, 'the connection');
    say(1);
    await core.nth(0);
    expect(lines()).toEqual(['lesson 1']);
  });

  it('a further connection that Slack refuses keeps nobody waiting', async () => {
    core = handCore();
    slack = await startSlack(core, 'socket', {
      connections: 2,
      prepare: (fake) => {
        fake.meddle = async (what, when) => {
          const more = what === 'apps.connections.open' && when === 'arrived' && fake.callsOf(what).length > 1;
          return more ? { status: 200, body: { ok: false, error: 'invalid_auth' } } : undefined;
        };
      },
    });
    await soon(() => slack.logged.some(({ message }) => message.startsWith('Slack refused a further connection')), 'the log line');
    say(2);
    await core.nth(1);
    expect([slack.fake.socket.connections, keys()]).toEqual([1, 2]);
  });

  it('stop while they are being replaced ends all of them', async () => {
    await start(2);
    slack.fake.socket.refresh();
    await slack.adapter.stop();
    await soon(() => slack.fake.socket.connections === 0, 'the end of all');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(slack.fake.socket.connections).toBe(0);
  });
});
