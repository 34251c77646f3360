import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { declare } from '../src/commands/declare.js';
import { COMMANDS } from '../src/commands/index.js';
import { soon } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';
import { wordsOf } from './fakes/slack/read.js';
import { openWorld, type World } from './support/world.js';

const WINDOW_MS = 15_000;
let world: World;
let slack: Started;

beforeEach(async () => {
  world = await openWorld();
  slack = await startSlack(world.hall.bot, 'socket', { commands: declare(COMMANDS) });
  world.hall.adapters.set('slack', slack.adapter);
});
afterEach(async () => {
  await slack.stop();
  await world.close();
});

const messages = () => slack.fake.world.messages;
/** Time goes on until so many messages stand there. */
const until = (count: number) =>
  soon(async () => {
    world.clock.travel(world.clock.now() + WINDOW_MS);
    await world.hall.bot.tick();
    return messages().length >= count;
  }, `${count} messages, not ${messages().length}: ${JSON.stringify(world.logged)}`);

describe('Q2: a quiz of several questions on Slack', () => {
  it.each([
    ['below the mention that started it', undefined],
    ['in the thread in which it was started', '1772409000.000100'],
  ])('asks all of them, and shows the scores, %s', async (_, thread) => {
    slack.fake.mention({ user: 'U1', text: '<@UBOT> quiz group count:2 seconds:15', ...(thread === undefined ? {} : { thread }) });
    const [first] = await soon(() => (messages().length > 0 ? messages() : undefined), 'the first question');
    await until(3);
    expect(wordsOf(messages().at(-1)!)).toMatch(/2\/2|scores|成绩|得分/i);
    expect(first?.thread_ts).toBeDefined();
    if (thread !== undefined) expect(first?.thread_ts).toBe(thread);
    expect(messages().map(({ thread_ts }) => thread_ts)).toEqual(messages().map(() => first?.thread_ts));
    expect(slack.fake.refused).toEqual([]);
  });

  it('started by /study, which is in no thread, stays in the channel', async () => {
    slack.fake.slash('quiz group count:2 seconds:15', { user: 'U1' });
    await soon(() => messages().length > 0, 'the first question');
    await until(3);
    expect(messages().map(({ thread_ts }) => thread_ts)).toEqual([undefined, undefined, undefined]);
    expect(slack.fake.refused).toEqual([]);
  });
});
