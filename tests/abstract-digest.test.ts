import { describe, expect, it } from 'vitest';
import { commentsOn, shelve } from '../src/digest/shelf.js';
import { identify } from '../src/digest/comment.js';
import { createModel } from '../src/io/model.js';
import { problems } from '../src/limits.js';
import { blockText } from '../src/reply.js';
import { completion, sentences } from './fakes/model.js';
import { LIN, linesOf, MAYA, say, words } from './support/members.js';
import { honest, KEY, LABEL, MINUTE, modelled, read, type Read } from './support/modelled.js';
import { openDesk } from './support/process.js';
import { openWorld, stillClock } from './support/world.js';

const { now, tellTruth, refusals, isDigestAlone } = modelled();

describe('D11: an honest model', () => {
  it.each([
    ['zh-CN', LIN],
    ['en', MAYA],
  ] as const)('its abstract stands above the digest, labelled, every sentence with its addresses: %s', async (locale, member) => {
    tellTruth();
    const reply = await say(now.world, 'digest 13', { member, locale });
    const said = reply.blocks.map(blockText);
    const claims = honest(now.model.asked[0]!);
    expect(said[2]).toBe(claims.map(({ text, cites }) => `• ${text} ${cites.join(' ')}`).join('\n'));
    expect(said[3]).toBe(LABEL[locale]);
    expect(reply.blocks.slice(5).some((block) => block.kind === 'quote')).toBe(true);
    expect(problems(reply)).toEqual([]);
    expect(now.world.logged).toEqual([]);
  });

  it('the digest below it is whole, and leads to the cited comments', async () => {
    const without = await say(now.world, 'digest 13');
    now.world.clock.travel(now.world.clock.now() + 10 * MINUTE);
    tellTruth();
    const withIt = await say(now.world, 'digest 13');
    const cites = honest(now.model.asked.at(-1)!).flatMap((claim) => claim.cites);
    expect(linesOf(withIt)).toEqual(expect.arrayContaining([...cites.map((cite) => `comment ${cite}`), ...linesOf(without).filter((line) => line.startsWith('digest '))]));
    for (const line of ['digest 13 page:2', 'digest 13 section:insight']) expect(words(await say(now.world, line))).not.toContain('语言模型');
    expect(now.model.asked).toHaveLength(3);
  });

  it('is asked once for the same comments and language, also after a restart', async () => {
    tellTruth();
    for (const locale of ['zh-CN', 'en', 'zh-CN', 'en']) await say(now.world, 'digest 13', { locale });
    expect(now.model.asked).toHaveLength(2);
    const again = await openWorld({ file: `${now.world.file}.2`, writer: createModel({ url: now.model.url, name: 'other' }) });
    await say(again, 'digest 13');
    await again.close();
    const once = await openWorld({ file: `${now.world.file}.2`, writer: createModel({ url: now.model.url, name: 'other' }) });
    expect(words(await say(once, 'digest 13'))).toContain('（other）');
    await once.close();
    expect(now.model.asked).toHaveLength(3);
  });

  it('is asked again when the comments change', async () => {
    tellTruth();
    await say(now.world, 'digest 13');
    const { store, library } = now.world.hall.parts;
    const { course } = library();
    const lesson = course.lessons.find(({ id }) => id === '13')!;
    const samples = await commentsOn(store, course.id, lesson);
    await shelve(store, course.id, '13', identify(samples.slice(0, 5), 'column'));
    await say(now.world, 'digest 13');
    expect(now.model.asked).toHaveLength(2);
  });

  it('ten readers at once share one call', async () => {
    now.model.answer = (response, asked) => setTimeout(() => sentences(...honest(asked))(response), 50);
    const replies = await Promise.all(Array.from({ length: 10 }, () => say(now.world, 'digest 13')));
    for (const reply of replies) expect(words(reply)).toContain(LABEL['zh-CN']);
    expect(now.model.asked).toHaveLength(1);
  });

  it('gets addresses, classes and excerpts, and no author', async () => {
    tellTruth();
    await say(now.world, 'digest 13');
    const sent = JSON.stringify(now.model.asked[0]?.body);
    const { course } = now.world.hall.parts.library();
    for (const { author } of course.lessons.find(({ id }) => id === '13')!.samples) expect(sent).not.toContain(author);
    expect(sent).not.toMatch(/x:hall|x:lin|小林/);
    expect(sent.length).toBeLessThan(12_000);
  });
});

/** The first sentence of an honest abstract, made false. */
type Lie = (first: { text: string; cites: string[] }, all: readonly Read[]) => unknown;
const LIES: readonly [string, string, Lie][] = [
  ['an unknown comment', 'citation', ({ text }) => ({ text, cites: ['13.99'] })],
  ['another lesson’s comment', 'citation', ({ text }) => ({ text, cites: ['14.1'] })],
  ['no comment', 'citation', ({ text }) => ({ text, cites: [] })],
  ['another comment than the quoted one', 'quotation', ({ text }, all) => ({ text, cites: [all[1]!.address] })],
  ['an altered quote', 'quotation', ({ text, cites }) => ({ text: text.replace('”', '假话”'), cites })],
  ['the author of another comment', 'author', ({ text, cites }) => ({ text: text.replace('有读者', 'mariner_tk '), cites })],
  ['an author that nobody has', 'author', ({ text, cites }) => ({ text: text.replace('有读者', '王建国'), cites })],
  ['another language', 'language', ({ cites }) => ({ text: 'The Pod owns the network and the volumes of it.', cites })],
  ['a link', 'link', ({ text, cites }) => ({ text: text.replace('。', '，见 https://example.org。'), cites })],
  ['@everyone', 'mention', ({ text, cites }) => ({ text: `@everyone ${text}`, cites })],
  ['<!channel>', 'mention', ({ text, cites }) => ({ text: `<!channel> ${text}`, cites })],
  ['a second sentence that rests on nothing', 'several sentences', ({ text, cites }) => ({ text: `${text}假话连篇。`, cites })],
  ['a claim about replies', 'replies', ({ text, cites }) => ({ text: text.replace('。', '，老师已经回复。'), cites })],
  ['advertising that a comment asked for', 'unrelated', ({ cites }) => ({ text: '大家快来购买这套假话课程。', cites })],
  ['a number of its own', 'number', ({ text, cites }) => ({ text: text.replace('。', '，九成九也就是 9987。'), cites })],
  ['an author field', 'format', (first) => ({ ...first, author: '北窗听雪' })],
  ['an endless sentence', 'length', ({ text, cites }) => ({ text: text.replace('。', '，值得一读'.repeat(60)), cites })],
];

describe('D11: a lying model: the digest alone is sent, and the refusal is logged', () => {
  it.each(LIES)('%s', async (_, reason, lie) => {
    now.model.answer = (response, asked) => {
      const [first, ...rest] = honest(asked);
      completion(JSON.stringify({ sentences: [...rest, lie(first!, read(asked))] }))(response);
    };
    isDigestAlone(await say(now.world, 'digest 13'));
    expect(refusals()).toEqual([reason]);
    // neither at once nor for the next reader
    isDigestAlone(await say(now.world, 'digest 13'));
    expect(now.model.asked).toHaveLength(1);
    now.world.clock.travel(now.world.clock.now() + 6 * MINUTE);
    await say(now.world, 'digest 13');
    expect(now.model.asked).toHaveLength(2);
  });

  it.each([
    ['prose', '有读者写得很好。'],
    ['an empty answer', ''],
    ['an empty abstract', '{"sentences":[]}'],
    ['a wall', `{"sentences":[${'"假话",'.repeat(5000)}""]}`],
  ])('%s', async (_, content) => {
    now.model.answer = completion(content);
    isDigestAlone(await say(now.world, 'digest 13'));
    expect(refusals()).toEqual(['format']);
  });
});

describe('D11: off by default', () => {
  it('without a model nothing is asked, and digests have their usual pages', async () => {
    tellTruth();
    const plain = await openWorld({ clock: stillClock() });
    expect(plain.hall.parts.abstracts).toBeUndefined();
    for (const locale of ['zh-CN', 'en']) expect(words(await say(plain, 'digest 13', { locale }))).not.toMatch(/语言模型|language model/);
    await plain.close();
    expect(now.model.asked).toEqual([]);
  });

  it('contact data goes nowhere', async () => {
    tellTruth();
    const { store, library } = now.world.hall.parts;
    const facts = { likes: 1, replyCount: 0, date: '2020-01-01' };
    const texts = ['我理解 Pod 的本质是进程组，容器只是其中的进程。交流加微信：weixin_id01', '我的理解是调度的单位是整组容器，因为资源要一起满足。电话 13912345678', 'My takeaway: the Pod owns the network because the sandbox holds it. Mail a.b@example.org'];
    await shelve(store, library().course.id, '14', identify(texts.map((text, i) => ({ ...facts, author: `r${i}`, text })), 'column'));
    await say(now.world, 'digest 14');
    expect(now.model.asked).toHaveLength(1);
    expect(JSON.stringify(now.model.asked)).toContain('进程组');
    expect(JSON.stringify(now.model.asked)).not.toMatch(/weixin_id01|13912345678|example\.org/);
  });

  it('a lesson with fewer than three comments to sum up is not sent anywhere', async () => {
    tellTruth();
    const { store, library } = now.world.hall.parts;
    const facts = { author: '甲', likes: 1, replyCount: 0, date: '2020-01-01' };
    await shelve(store, library().course.id, '14', identify([{ ...facts, text: '谢谢老师' }, { ...facts, text: '我理解 Pod 的本质是进程组，容器只是其中的进程。' }], 'column'));
    await say(now.world, 'digest 14');
    expect(now.model.asked).toEqual([]);
  });
});

describe('D11: the built program', () => {
  it('asks the model of its environment, and nobody without one', async () => {
    tellTruth();
    const desk = await openDesk();
    try {
      const plain = await desk.ask('digest 13');
      expect([plain.code, now.model.asked.length]).toEqual([0, 0]);
      const withIt = await desk.run('ask', ['digest 13'], { env: { MODEL_URL: now.model.url, MODEL_NAME: 'small-7b', MODEL_KEY: KEY } });
      expect([withIt.code, now.model.asked.length]).toEqual([0, 1]);
      expect(withIt.out).toContain(LABEL['zh-CN']);
      expect(now.model.asked[0]?.authorization).toBe(`Bearer ${KEY}`);
    } finally {
      await desk.clear();
    }
  }, 60_000);
});
