import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { text, type ImageBlock, type Reply } from '../src/reply.js';
import { handCore, type HandCore } from './contracts/core.js';
import { startRig, type Rig } from './fakes/discord/running.js';
import { CHANNEL } from './fakes/discord/world.js';
import { dots, DOT } from './support/pictures.js';

const picture: ImageBlock = { kind: 'image', card: { title: '排行榜', bars: [] }, alt: '排行榜: Maya, 5' };
const board: Reply = { blocks: [text('1. Maya'), picture, { kind: 'buttons', buttons: [{ label: 'More', line: 'more' }] }], locale: 'en' };
const plain: Reply = { blocks: [text('Words')], locale: 'en' };

let rig: Rig;
let core: HandCore;
const start = async (pictures = dots()) => {
  core = handCore();
  rig = await startRig(core, { pictures });
  return pictures;
};
afterEach(async () => {
  for (const one of core.received) one.done();
  await rig.stop();
});

/** The n-th event, answered. */
async function answer(n: number, reply: Reply, audience: 'everyone' | 'you' | 'in-place' = 'everyone'): Promise<void> {
  const { responder, done } = await core.nth(n);
  await responder.acknowledge(audience);
  await responder.answer(reply, audience);
  done();
}
const last = () => rig.fake.requests.at(-1)!;
const kinds = (body: unknown) => (body as { components: { type: number }[] }).components.map(({ type }) => type);

describe('P6: pictures on Discord', () => {
  it.each(['everyone', 'you'] as const)('an answer for %s has its picture as a file, in a gallery with its text, between its words', async (audience) => {
    const { cards } = await start();
    rig.fake.command({ name: 'leaderboard' });
    await answer(0, board, audience);
    expect(last().files).toEqual([{ id: '0', name: 'picture-1.png', type: 'image/png', bytes: DOT }]);
    expect(last().body).toMatchObject({
      flags: 32_768,
      attachments: [{ id: '0', filename: 'picture-1.png' }],
      components: [{ type: 10 }, { type: 12, items: [{ media: { url: 'attachment://picture-1.png' }, description: '排行榜: Maya, 5' }] }, { type: 1 }],
    });
    expect(cards).toEqual([{ title: '排行榜', bars: [] }]);
    expect(rig.fake.refused).toEqual([]);
  });

  it('and has it also where Slack was loaded first, whose undici is of another version, and is then everyone\'s', async () => {
    const before = getGlobalDispatcher();
    setGlobalDispatcher(new Agent());
    try {
      await start();
      rig.fake.command({ name: 'leaderboard' });
      await answer(0, board);
      expect(last().files).toEqual([{ id: '0', name: 'picture-1.png', type: 'image/png', bytes: DOT }]);
    } finally {
      setGlobalDispatcher(before);
    }
  });

  it('two pictures are two files, each in its place', async () => {
    await start();
    rig.fake.command({ name: 'leaderboard' });
    await answer(0, { ...board, blocks: [text('a'), picture, text('b'), { ...picture, alt: 'other' }] });
    expect(kinds(last().body)).toEqual([10, 12, 10, 12]);
    expect(last().files.map(({ name }) => name)).toEqual(['picture-1.png', 'picture-2.png']);
    expect(rig.fake.refused).toEqual([]);
  });

  it('an answer in place takes the picture away that stood there', async () => {
    await start();
    rig.fake.command({ name: 'progress' });
    await answer(0, board, 'you');
    rig.fake.press(rig.fake.messages[0]!, 'more');
    await answer(1, plain, 'in-place');
    expect(last().body).toMatchObject({ attachments: [], components: [{ type: 10 }] });
    expect(rig.fake.refused).toEqual([]);
  });

  it('where Discord takes no file, the words come alone', async () => {
    await start();
    rig.fake.faults.push({ on: /^PATCH \/webhooks/, answer: { status: 403, body: { code: 50013, message: 'Missing Permissions' } }, times: 1 });
    rig.fake.command({ name: 'leaderboard' });
    await answer(0, board);
    expect(last().files).toEqual([]);
    expect(kinds(rig.fake.messages[0]!.body)).toEqual([10, 1]);
  });

  it('where no picture can be drawn, the words come alone', async () => {
    (await start()).off = true;
    rig.fake.command({ name: 'leaderboard' });
    await answer(0, board);
    expect(last().files).toEqual([]);
    expect(kinds(last().body)).toEqual([10, 1]);
    expect(rig.fake.refused).toEqual([]);
  });

  it('S2: a post keeps its picture and its nonce; an edit brings one too', async () => {
    await start();
    const options = { key: 'k', attempt: 1 };
    const ref = await rig.adapter.post(`discord:${CHANNEL}`, board, options);
    expect(last().files).toHaveLength(1);
    expect(await rig.adapter.post(`discord:${CHANNEL}`, board, options)).toEqual(ref);
    await rig.adapter.edit(ref, board);
    expect(last().files).toHaveLength(1);
    expect(rig.fake.messages).toHaveLength(1);
    expect(rig.fake.refused).toEqual([]);
  });

  it('X3: the acknowledgement does not wait for a picture', async () => {
    const never = new Promise<undefined>(() => {});
    core = handCore();
    rig = await startRig(core, { pictures: { draw: () => never } });
    const sent = rig.fake.command({ name: 'leaderboard' });
    const { responder, done } = await core.nth(0);
    await responder.acknowledge('everyone');
    void responder.answer(board, 'everyone');
    expect(sent.acknowledgedAt).toBeDefined();
    done();
  });
});
