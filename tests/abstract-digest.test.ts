import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commentsOn, shelve } from '../src/digest/shelf.js';
import { identify } from '../src/digest/comment.js';
import { createModel } from '../src/io/model.js';
import { problems } from '../src/limits.js';
import { blockText, type Reply } from '../src/reply.js';
import { type Asked, completion, drip, type FakeModel, sentences, startModel, status } from './fakes/model.js';
import { LIN, linesOf, MAYA, say, words } from './support/members.js';
import { openDesk } from './support/process.js';
import { openWorld, stillClock, type World } from './support/world.js';

const KEY = 'sk-canary-0123456789abcdefghij';
const MINUTE = 60_000;

let model: FakeModel;
let world: World;
beforeEach(async () => {
  model = await startModel();
  world = await openWorld({ writer: createModel({ url: model.url, key: KEY, name: 'small-7b', timeoutMs: 400 }) });
});
afterEach(async () => {
  await world.close();
  await model.close();
});

interface Read {
  readonly address: string;
  readonly text: string;
}
const read = (asked: Asked): Read[] => JSON.parse(asked.body.messages[1]?.content ?? '') as Read[];
/** The beginning of a comment, up to its first mark. */
const part = ({ text }: Read): string => /^[^\n”」"`@]{2,10}/.exec(text)?.[0] ?? '';
/** What an honest model writes, in the language that it is asked for. */
const honest = (asked: Asked) =>
  read(asked)
    .slice(0, 3)
    .map((one, i) => ({ text: asked.body.messages[0]?.content.includes('Chinese') ? `有读者写道“${part(one)}”${'，值得一读'.repeat(i + 1)}。` : `One reader wrote “${part(one)}” and that is worth ${'more than '.repeat(i)}a look.`, cites: [one.address] }));
const tellTruth = (): void => {
  model.answer = (response, asked) => sentences(...honest(asked))(response);
};

const LABEL = { 'zh-CN': '由语言模型（small-7b）根据所注留言写成，每处引文都经过核对。', en: 'Written by a language model (small-7b) from the comments cited; each quote is checked.' };
const refusals = () => world.logged.filter(({ level, message }) => level === 'warn' && message.includes('abstract was refused')).map(({ fields }) => fields['reason']);
const failures = () => world.logged.filter(({ level, message }) => level === 'warn' && message.includes('no answer')).map(({ fields }) => fields['reason']);
/** The digest as it is without a model: the counts and a quote of a comment. */
function isDigestAlone(reply: Reply): void {
  expect(words(reply)).not.toMatch(/语言模型|language model/);
  expect(reply.blocks.some((block) => block.kind === 'quote')).toBe(true);
  expect(problems(reply)).toEqual([]);
  const logged = JSON.stringify(world.logged);
  expect(logged).not.toContain('canary');
  // neither what the model wrote nor what readers did
  expect(logged).not.toMatch(/合租|假话|network/);
}

describe('D11: an honest model', () => {
  it.each([
    ['zh-CN', LIN],
    ['en', MAYA],
  ] as const)('its abstract stands above the digest, labelled, every sentence with its addresses: %s', async (locale, member) => {
    tellTruth();
    const reply = await say(world, 'digest 13', { member, locale });
    const said = reply.blocks.map(blockText);
    const claims = honest(model.asked[0]!);
    expect(said[2]).toBe(claims.map(({ text, cites }) => `• ${text} ${cites.join(' ')}`).join('\n'));
    expect(said[3]).toBe(LABEL[locale]);
    expect(reply.blocks.slice(5).some((block) => block.kind === 'quote')).toBe(true);
    expect(problems(reply)).toEqual([]);
    expect(world.logged).toEqual([]);
  });

  it('the digest below it is whole, and leads to the cited comments', async () => {
    const without = await say(world, 'digest 13');
    world.clock.travel(world.clock.now() + 10 * MINUTE);
    tellTruth();
    const withIt = await say(world, 'digest 13');
    const cites = honest(model.asked.at(-1)!).flatMap((claim) => claim.cites);
    expect(linesOf(withIt)).toEqual(expect.arrayContaining([...cites.map((cite) => `comment ${cite}`), ...linesOf(without).filter((line) => line.startsWith('digest '))]));
    for (const line of ['digest 13 page:2', 'digest 13 section:insight']) expect(words(await say(world, line))).not.toContain('语言模型');
    expect(model.asked).toHaveLength(3);
  });

  it('is asked once for the same comments and language, also after a restart', async () => {
    tellTruth();
    for (const locale of ['zh-CN', 'en', 'zh-CN', 'en']) await say(world, 'digest 13', { locale });
    expect(model.asked).toHaveLength(2);
    const again = await openWorld({ file: `${world.file}.2`, writer: createModel({ url: model.url, name: 'other' }) });
    await say(again, 'digest 13');
    await again.close();
    const once = await openWorld({ file: `${world.file}.2`, writer: createModel({ url: model.url, name: 'other' }) });
    expect(words(await say(once, 'digest 13'))).toContain('（other）');
    await once.close();
    expect(model.asked).toHaveLength(3);
  });

  it('is asked again when the comments change', async () => {
    tellTruth();
    await say(world, 'digest 13');
    const { store, library } = world.hall.parts;
    const { course } = library();
    const lesson = course.lessons.find(({ id }) => id === '13')!;
    const samples = await commentsOn(store, course.id, lesson);
    await shelve(store, course.id, '13', identify(samples.slice(0, 5), 'column'));
    await say(world, 'digest 13');
    expect(model.asked).toHaveLength(2);
  });

  it('ten readers at once share one call', async () => {
    model.answer = (response, asked) => setTimeout(() => sentences(...honest(asked))(response), 50);
    const replies = await Promise.all(Array.from({ length: 10 }, () => say(world, 'digest 13')));
    for (const reply of replies) expect(words(reply)).toContain(LABEL['zh-CN']);
    expect(model.asked).toHaveLength(1);
  });

  it('gets addresses, classes and excerpts, and no author', async () => {
    tellTruth();
    await say(world, 'digest 13');
    const sent = JSON.stringify(model.asked[0]?.body);
    const { course } = world.hall.parts.library();
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
    model.answer = (response, asked) => {
      const [first, ...rest] = honest(asked);
      completion(JSON.stringify({ sentences: [...rest, lie(first!, read(asked))] }))(response);
    };
    isDigestAlone(await say(world, 'digest 13'));
    expect(refusals()).toEqual([reason]);
    // neither at once nor for the next reader
    isDigestAlone(await say(world, 'digest 13'));
    expect(model.asked).toHaveLength(1);
    world.clock.travel(world.clock.now() + 6 * MINUTE);
    await say(world, 'digest 13');
    expect(model.asked).toHaveLength(2);
  });

  it.each([
    ['prose', '有读者写得很好。'],
    ['an empty answer', ''],
    ['an empty abstract', '{"sentences":[]}'],
    ['a wall', `{"sentences":[${'"假话",'.repeat(5000)}""]}`],
  ])('%s', async (_, content) => {
    model.answer = completion(content);
    isDigestAlone(await say(world, 'digest 13'));
    expect(refusals()).toEqual(['format']);
  });
});

describe('D11: an endpoint that fails delays nothing for long', () => {
  it.each<[string, FakeModel['answer'], RegExp]>([
    ['errors', status(500), /^status 500$/],
    ['a key that is not taken', status(401, {}, `Incorrect API key provided: ${KEY}`), /^status 401: the key/],
    ['a limit', status(429, { 'retry-after': '30' }), /^status 429$/],
    ['no JSON', status(200, {}, '<html>'), /not JSON/],
    ['too much', status(200, {}, 'x'.repeat(300_000)), /more than/],
    ['silence', () => {}, /no answer within 400 ms/],
    ['a slow drip', drip, /no answer within 400 ms/],
  ])('%s', async (_, answer, why) => {
    model.answer = answer;
    const start = performance.now();
    isDigestAlone(await say(world, 'digest 13'));
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(failures()).toEqual([expect.stringMatching(why)]);
    const calls = model.asked.length;
    // other lessons and languages wait for it no more either, until it has had some minutes
    tellTruth();
    isDigestAlone(await say(world, 'digest 13', { locale: 'en' }));
    isDigestAlone(await say(world, 'digest 23'));
    expect(model.asked).toHaveLength(calls);
    world.clock.travel(world.clock.now() + 6 * MINUTE);
    expect(words(await say(world, 'digest 13'))).toContain(LABEL['zh-CN']);
  });

  it('a model that is slower than a reader is patient goes on for the next one, and nobody else waits for it', async () => {
    const slow = await openWorld({ writer: createModel({ url: model.url, name: 'small-7b', timeoutMs: 20_000, patienceMs: 300 }) });
    let release = () => {};
    model.answer = (response, asked) => {
      release = () => sentences(...honest(asked))(response);
    };
    isDigestAlone(await say(slow, 'digest 13'));
    expect(slow.logged.map(({ message }) => message)).toEqual([expect.stringContaining('is slow')]);
    // whoever waited in vain would be in the log
    for (const line of ['digest 13', 'digest 23', 'digest 24']) isDigestAlone(await say(slow, line));
    expect([model.asked.length, slow.logged.length]).toEqual([1, 1]);
    release();
    await expect.poll(async () => words(await say(slow, 'digest 13'))).toContain(LABEL['zh-CN']);
    expect(model.asked).toHaveLength(1);
    tellTruth();
    expect(words(await say(slow, 'digest 23'))).toContain(LABEL['zh-CN']);
    await slow.close();
  });

  it('a stop does not wait for it', async () => {
    const slow = await openWorld({ writer: createModel({ url: model.url, name: 'small-7b', timeoutMs: 60_000, patienceMs: 50 }) });
    model.answer = () => {};
    isDigestAlone(await say(slow, 'digest 13'));
    const start = performance.now();
    await slow.close();
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(slow.logged.filter(({ message }) => !message.includes('is slow'))).toEqual([]);
  });

  it('what is kept is checked again before it is shown', async () => {
    tellTruth();
    const { store } = world.hall.parts;
    const kept: string[] = [];
    const set = store.set.bind(store);
    store.set = (key, value, options) => {
      if (key.startsWith('abstract:')) kept.push(key);
      return set(key, value, options);
    };
    await say(world, 'digest 13');
    await set(kept[0]!, { claims: [{ text: '有读者写道“假话连篇”，值得一读。', cites: ['13.1'] }] });
    const reply = await say(world, 'digest 13');
    expect(words(reply)).not.toContain('假话');
    expect(words(reply)).toContain(LABEL['zh-CN']);
    expect(model.asked).toHaveLength(2);
  });
});

describe('D11: off by default', () => {
  it('without a model nothing is asked, and digests have their usual pages', async () => {
    tellTruth();
    const plain = await openWorld({ clock: stillClock() });
    expect(plain.hall.parts.abstracts).toBeUndefined();
    for (const locale of ['zh-CN', 'en']) expect(words(await say(plain, 'digest 13', { locale }))).not.toMatch(/语言模型|language model/);
    await plain.close();
    expect(model.asked).toEqual([]);
  });

  it('contact data goes nowhere', async () => {
    tellTruth();
    const { store, library } = world.hall.parts;
    const facts = { likes: 1, replyCount: 0, date: '2020-01-01' };
    const texts = ['我理解 Pod 的本质是进程组，容器只是其中的进程。交流加微信：weixin_id01', '我的理解是调度的单位是整组容器，因为资源要一起满足。电话 13912345678', 'My takeaway: the Pod owns the network because the sandbox holds it. Mail a.b@example.org'];
    await shelve(store, library().course.id, '14', identify(texts.map((text, i) => ({ ...facts, author: `r${i}`, text })), 'column'));
    await say(world, 'digest 14');
    expect(model.asked).toHaveLength(1);
    expect(JSON.stringify(model.asked)).toContain('进程组');
    expect(JSON.stringify(model.asked)).not.toMatch(/weixin_id01|13912345678|example\.org/);
  });

  it('a lesson with fewer than three comments to sum up is not sent anywhere', async () => {
    tellTruth();
    const { store, library } = world.hall.parts;
    const facts = { author: '甲', likes: 1, replyCount: 0, date: '2020-01-01' };
    await shelve(store, library().course.id, '14', identify([{ ...facts, text: '谢谢老师' }, { ...facts, text: '我理解 Pod 的本质是进程组，容器只是其中的进程。' }], 'column'));
    await say(world, 'digest 14');
    expect(model.asked).toEqual([]);
  });
});

describe('D11: the built program', () => {
  it('asks the model of its environment, and nobody without one', async () => {
    tellTruth();
    const desk = await openDesk();
    try {
      const plain = await desk.ask('digest 13');
      expect([plain.code, model.asked.length]).toEqual([0, 0]);
      const withIt = await desk.run('ask', ['digest 13'], { env: { MODEL_URL: model.url, MODEL_NAME: 'small-7b', MODEL_KEY: KEY } });
      expect([withIt.code, model.asked.length]).toEqual([0, 1]);
      expect(withIt.out).toContain(LABEL['zh-CN']);
      expect(model.asked[0]?.authorization).toBe(`Bearer ${KEY}`);
    } finally {
      await desk.clear();
    }
  }, 60_000);
});
