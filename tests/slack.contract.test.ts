import { expect } from 'vitest';
import { escapeText } from '../adapters/slack/plain.js';
import type { Core } from '../src/ports.js';
import { adapterContract, type Failure, type Running } from './contracts/adapter.js';
import type { Delivery } from './fakes/slack/delivery.js';
import { startSlack, type Mode } from './fakes/slack/harness.js';
import { aliveIn, linesOf, wordsOf } from './fakes/slack/read.js';
import { dots } from './support/pictures.js';
import { BOT_USER, type Stored } from './fakes/slack/world.js';

const POSTING = ['chat.postMessage', 'chat.update'];

async function running(core: Core, mode: Mode): Promise<Running> {
  const { fake, adapter, stop } = await startSlack(core, mode, { pictures: dots() });
  const sent = new Map<string, Delivery>();
  const note = (delivery: Delivery) => {
    sent.set(delivery.id, delivery);
    return delivery.id;
  };
  const heal = () => {
    fake.faults.clear();
    fake.world.channels.get('C1')?.members.add(BOT_USER);
  };
  const fail: Record<Failure, () => void> = {
    'rate limited': () => POSTING.forEach((method) => fake.faults.add({ method, how: { rate: 1 } })),
    'server error': () => POSTING.forEach((method) => fake.faults.add({ method, how: { status: 503 } })),
    'channel gone': () => POSTING.forEach((method) => fake.faults.add({ method, how: { error: 'channel_not_found' } })),
    'message gone': () => POSTING.forEach((method) => fake.faults.add({ method, how: { error: 'message_not_found' } })),
    forbidden: () => fake.world.channels.get('C1')?.members.delete(BOT_USER),
    malformed: () => POSTING.forEach((method) => fake.faults.add({ method, how: { error: 'invalid_blocks' }, times: 1 })),
  };
  return {
    adapter,
    channel: 'slack:T1:C1',
    group: 'slack:T1',
    people: ['slack:T1:U1', 'slack:T1:U2'],
    references: (payload) => {
      const { text, blocks } = payload as Stored;
      expect(aliveIn({ text, blocks: [] }, () => false).filter((one) => !one.startsWith('previews'))).toEqual([]);
      const ids = (type: string) => [...JSON.stringify(blocks).matchAll(new RegExp(`"type":"${type}","${type}_id":"(\\w+)"`, 'g'))].map(([, id]) => `slack:T1:${id}`);
      return { pings: ids('user'), channels: ids('channel') };
    },
    placed: (payload) => {
      const { channel, thread_ts: thread, pinned = false } = payload as Stored;
      return { under: thread && `slack:T1:${channel}:${thread}`, pinned, to: channel.startsWith('D') ? `slack:T1:${channel.slice(1)}` : undefined };
    },
    say: async (line) => note(fake.mention({ text: `<@${BOT_USER}> ${escapeText(line)}` })),
    press: async (message, line) => note(fake.press(message as Stored, line)),
    redeliver: async (event) => fake.again(sent.get(event)!, 1),
    acknowledgedMs: (event) => sent.get(event)?.acks[0],
    messages: () => fake.world.messages.map((payload) => ({ payload, private: payload.onlyFor !== undefined })),
    words: (payload) => wordsOf(payload as Stored),
    lines: (payload) => linesOf(payload as Stored),
    alive: (payload) => aliveIn(payload as Stored, (url) => url.startsWith('https://example.org/')),
    refused: () => fake.refused,
    fail: (how) => (how === undefined ? heal() : fail[how]()),
    stop,
  };
}

adapterContract('Slack over Socket Mode', (core) => running(core, 'socket'));
adapterContract('Slack over signed HTTP', (core) => running(core, 'http'));
