import { afterEach, describe, expect, it } from 'vitest';
import { text, type ImageBlock, type Reply } from '../src/reply.js';
import { handCore, soon, type HandCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';
import { filesIn } from './fakes/slack/rules.js';
import { dots, DOT } from './support/pictures.js';

const picture: ImageBlock = { kind: 'image', card: { title: '排行榜', bars: [] }, alt: '排行榜: Maya, 5' };
const board: Reply = { blocks: [text('1. Maya'), picture, { kind: 'buttons', buttons: [{ label: 'More', line: 'more' }] }], locale: 'en' };

let slack: Started;
let core: HandCore;
const start = async (pictures = dots(), mode: 'socket' | 'http' = 'socket') => {
  core = handCore();
  slack = await startSlack(core, mode, { pictures });
  return pictures;
};
afterEach(async () => {
  for (const one of core.received) one.done();
  await slack.stop();
  for (const secret of [slack.fake.botToken, '/upload/']) expect(JSON.stringify(slack.logged)).not.toContain(secret);
});

async function answer(n: number, audience: 'everyone' | 'you' | 'in-place', reply = board): Promise<void> {
  const { responder, done } = await core.nth(n);
  await responder.acknowledge(audience);
  await responder.answer(reply, audience);
  done();
}
const mention = () => slack.fake.mention({ text: '<@UBOT> leaderboard' });
const last = () => slack.fake.world.messages.at(-1)!;
const kinds = () => last().blocks.map((one) => (one as { type: string }).type);
const WITH = ['rich_text', 'image', 'actions'];
const WITHOUT = ['rich_text', 'actions'];

describe('P6: pictures on Slack', () => {
  it.each(['everyone', 'you'] as const)('an answer for %s shows the file that was uploaded, with its text, between its words', async (audience) => {
    await start();
    mention();
    await answer(0, audience);
    expect(kinds()).toEqual(WITH);
    const [id = ''] = filesIn(last().blocks);
    expect(last().blocks[1]).toEqual({ type: 'image', alt_text: '排行榜: Maya, 5', slack_file: { id } });
    expect(slack.fake.files.bytes(id)).toEqual(DOT);
    // of no channel: it stands in no list of files there
    expect(slack.fake.callsOf('files.completeUploadExternal')[0]?.args).toEqual({ files: JSON.stringify([{ id, title: '排行榜' }]) });
    expect(last().text).toBe('1. Maya\n[More]');
    expect(slack.fake.refused).toEqual([]);
  });

  it('a slash command is answered at its address, with the picture; a press in place too', async () => {
    await start(dots(), 'http');
    slack.fake.slash('leaderboard');
    await answer(0, 'you');
    expect(kinds()).toEqual(WITH);
    slack.fake.press(last(), 'more');
    await answer(1, 'in-place');
    expect(slack.fake.world.messages).toHaveLength(1);
    expect([kinds(), last().edits]).toEqual([WITH, 1]);
    expect(slack.fake.refused).toEqual([]);
  });

  it.each([1, 2])('Slack looks at a new file first: a message that was refused %i times for it comes with it', async (early) => {
    await start();
    slack.fake.files.early = early;
    mention();
    await answer(0, 'everyone');
    expect(kinds()).toEqual(WITH);
    expect(slack.fake.world.messages).toHaveLength(1);
  });

  it('a file that Slack never shows is left out: the words come alone', async () => {
    await start(dots(), 'http');
    slack.fake.files.early = 99;
    slack.fake.slash('leaderboard');
    await answer(0, 'you');
    expect(kinds()).toEqual(WITHOUT);
    expect(slack.fake.world.messages).toHaveLength(1);
    // its address takes five answers; it was not left for another way
    expect([slack.fake.callsOf('response_url').length, slack.fake.callsOf('chat.postEphemeral').length]).toEqual([4, 0]);
  });

  it.each([
    ['no address for the upload', { method: 'files.getUploadURLExternal', how: { status: 500 } }],
    ['a rate limit', { method: 'files.getUploadURLExternal', how: { rate: 30 } }],
    ['an upload that fails', { method: 'upload', how: { status: 500 } }],
    ['a file that is not completed', { method: 'files.completeUploadExternal', how: { error: 'file_update_failed' } }],
  ] as const)('%s: the words come alone, and it is logged', async (_name, fault) => {
    await start();
    slack.fake.faults.add(fault);
    mention();
    await answer(0, 'everyone');
    expect(kinds()).toEqual(WITHOUT);
    expect(slack.logged.filter(({ message }) => message.includes('no picture'))).toHaveLength(1);
  });

  it('an upload that hangs is not waited for long', async () => {
    await start();
    slack.fake.faults.add({ method: 'upload', how: 'hang' });
    mention();
    await answer(0, 'everyone');
    expect(kinds()).toEqual(WITHOUT);
  }, 30_000);

  it('X7: without the scope the words come alone, said once and asked once', async () => {
    const { cards } = await start();
    slack.fake.scopes.delete('files:write');
    for (let i = 0; i < 3; i++) {
      mention();
      await answer(i, 'everyone');
      expect(kinds()).toEqual(WITHOUT);
    }
    expect(slack.fake.callsOf('files.getUploadURLExternal')).toHaveLength(1);
    expect(slack.logged.filter(({ message }) => message.includes('no picture'))).toHaveLength(1);
    expect(cards).toHaveLength(1);
  });

  it('S2: a post and an edit have pictures too', async () => {
    await start();
    const ref = await slack.adapter.post('slack:T1:C1', board, { key: 'k', attempt: 1 });
    expect(kinds()).toEqual(WITH);
    await slack.adapter.edit(ref, board);
    await soon(() => last().edits === 1, 'the edit');
    expect(kinds()).toEqual(WITH);
    expect(slack.fake.refused).toEqual([]);
  });
});
