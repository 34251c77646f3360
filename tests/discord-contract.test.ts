import { adapterContract, type Failure } from './contracts/adapter.js';
import { controls, readings, wordsOf } from './fakes/discord/reading.js';
import { startRig } from './fakes/discord/running.js';
import { CHANNEL, GUILD } from './fakes/discord/world.js';
import { rateLimited, type Fault } from './fakes/discord/faults.js';
import type { FakeDiscord } from './fakes/discord/index.js';
import type { Sent } from './fakes/discord/callbacks.js';
import type { Message } from './fakes/discord/messages.js';
import { dots } from './support/pictures.js';
import { ruleProblems } from './fakes/discord/rules.js';

const WRITES = /^(?:POST|PATCH) \/channels\/\d+\/messages/;
const fault = (status: number, code: number, message: string): Fault => ({ on: WRITES, answer: { status, body: { code, message } } });

function fail(fake: FakeDiscord, how: Failure | undefined): void {
  fake.faults.length = 0;
  fake.world.denied = how === 'forbidden' ? 1n << 11n : 0n;
  if (how === 'rate limited') fake.faults.push({ on: WRITES, answer: rateLimited(0.2) });
  if (how === 'server error') fake.faults.push(fault(502, 0, 'Bad Gateway'));
  if (how === 'channel gone') fake.faults.push(fault(404, 10003, 'Unknown Channel'));
  if (how === 'message gone') fake.faults.push(fault(404, 10008, 'Unknown Message'));
  if (how === 'malformed') fake.faults.push({ ...fault(400, 50035, 'Invalid Form Body'), times: 1 });
}

/** What came to life in a message, without the marks that blocks themselves have: at most one of a kind opens a display. */
function alive(payload: unknown): string[] {
  const links = readings(payload)
    .flatMap((r) => r.alive)
    .filter((one) => !one.startsWith('link https://example.org/'));
  return [...links, ...ruleProblems(payload as never)];
}

/** Whom Discord would ping: who is mentioned and allowed. The rest of what is alive is no reference. */
function references(payload: unknown): { pings: string[]; channels: string[] } {
  const named = readings(payload).flatMap((r) => r.alive.flatMap((one) => /^mention <(@|#)(\d+)>$/.exec(one)?.slice(1) ?? []));
  const ids = (sign: string) => named.flatMap((one, i) => (one === sign ? [named[i + 1] as string] : []));
  const { parse, users = [] } = (payload as { allowed_mentions: { parse: string[]; users?: string[] } }).allowed_mentions;
  return {
    pings: [...parse, ...ids('@').filter((id) => users.includes(id)).map((id) => `discord:${id}`)],
    channels: ids('#').map((id) => `discord:${id}`),
  };
}

adapterContract('Discord', async (core) => {
  const { fake, adapter, stop } = await startRig(core, { pictures: dots() });
  const sent = new Map<string, Sent>();
  const note = (one: Sent) => (sent.set(one.id, one), one.id);
  return {
    adapter,
    channel: `discord:${CHANNEL}`,
    group: `discord:${GUILD}`,
    people: ['discord:800000000000000001', 'discord:800000000000000002'],
    references,
    placed(payload) {
      const { id, channel_id: channel, pinned } = fake.messages.find((one) => one.body === payload) as Message;
      const member = [...fake.world.dms].find(([, dm]) => dm === channel)?.[0];
      // a thread has the id of the message above it
      const under = fake.world.threads.has(channel) && id !== channel ? `discord:${channel}` : undefined;
      return { under, pinned, to: member && `discord:${member}` };
    },
    async say(line) {
      const [name = '', ref = ''] = line.split(' ');
      return note(fake.command({ name, options: { ref } }));
    },
    async press(payload, line) {
      const message = fake.messages.find((one) => one.body === payload) as Message;
      const control = controls(payload).find((one) => one.line === line);
      return note(control?.menu ? fake.select(message, control.menu, line) : fake.press(message, line));
    },
    redeliver: async (event) => fake.again(sent.get(event)!),
    acknowledgedMs(event) {
      const one = sent.get(event);
      return one?.acknowledgedAt === undefined ? undefined : one.acknowledgedAt - one.at;
    },
    messages: () => fake.messages.map((m) => ({ payload: m.body, private: m.private })),
    words: wordsOf,
    lines: (payload) => controls(payload).flatMap((c) => (c.line === undefined ? [] : [c.line])),
    alive,
    refused: () => fake.refused,
    fail: (how) => fail(fake, how),
    stop,
  };
});
