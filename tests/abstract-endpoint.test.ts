import { describe, expect, it } from 'vitest';
import { createModel } from '../src/io/model.js';
import { drip, type FakeModel, sentences, status } from './fakes/model.js';
import { awakeMs } from './support/awake.js';
import { say, words } from './support/members.js';
import { honest, KEY, LABEL, MINUTE, modelled } from './support/modelled.js';
import { openWorld } from './support/world.js';

const { now, tellTruth, failures, isDigestAlone } = modelled();

describe('D11: an endpoint that fails delays nothing for long', () => {
  it.each<[string, FakeModel['answer'], RegExp]>([
    ['errors', status(500), /^status 500$/],
    ['a key that is not taken', status(401, {}, `Incorrect API key provided: ${KEY}`), /^status 401: the key/],
    ['a limit', status(429, { 'retry-after': '30' }), /^status 429$/],
    ['no JSON', status(200, {}, '<html>'), /not JSON/],
    ['too much', status(200, {}, 'x'.repeat(300_000)), /more than/],
    ['silence', () => {}, /no answer within 2000 ms/],
    ['a slow drip', drip, /no answer within 2000 ms/],
  ])('%s', async (_, answer, why) => {
    now.model.answer = answer;
    const start = awakeMs();
    isDigestAlone(await say(now.world, 'digest 13'));
    expect(awakeMs() - start).toBeLessThan(10_000);
    expect(failures()).toEqual([expect.stringMatching(why)]);
    const calls = now.model.asked.length;
    // other lessons and languages wait for it no more either, until it has had some minutes
    tellTruth();
    isDigestAlone(await say(now.world, 'digest 13', { locale: 'en' }));
    isDigestAlone(await say(now.world, 'digest 23'));
    expect(now.model.asked).toHaveLength(calls);
    now.world.clock.travel(now.world.clock.now() + 6 * MINUTE);
    expect(words(await say(now.world, 'digest 13'))).toContain(LABEL['zh-CN']);
  });

  it('a model that is slower than a reader is patient goes on for the next one, and nobody else waits for it', async () => {
    const slow = await openWorld({ writer: createModel({ url: now.model.url, name: 'small-7b', timeoutMs: 20_000, patienceMs: 300 }) });
    let release = () => {};
    now.model.answer = (response, asked) => {
      release = () => sentences(...honest(asked))(response);
    };
    isDigestAlone(await say(slow, 'digest 13'));
    expect(slow.logged.map(({ message }) => message)).toEqual([expect.stringContaining('is slow')]);
    // whoever waited in vain would be in the log
    for (const line of ['digest 13', 'digest 23', 'digest 24']) isDigestAlone(await say(slow, line));
    expect([now.model.asked.length, slow.logged.length]).toEqual([1, 1]);
    release();
    await expect.poll(async () => words(await say(slow, 'digest 13'))).toContain(LABEL['zh-CN']);
    expect(now.model.asked).toHaveLength(1);
    tellTruth();
    expect(words(await say(slow, 'digest 23'))).toContain(LABEL['zh-CN']);
    await slow.close();
  });

  it('a stop does not wait for it', async () => {
    const slow = await openWorld({ writer: createModel({ url: now.model.url, name: 'small-7b', timeoutMs: 60_000, patienceMs: 50 }) });
    now.model.answer = () => {};
    isDigestAlone(await say(slow, 'digest 13'));
    const start = awakeMs();
    await slow.close();
    expect(awakeMs() - start).toBeLessThan(10_000);
    expect(slow.logged.filter(({ message }) => !message.includes('is slow'))).toEqual([]);
  });

  it('what is kept is checked again before it is shown', async () => {
    tellTruth();
    const { store } = now.world.hall.parts;
    const kept: string[] = [];
    const set = store.set.bind(store);
    store.set = (key, value, options) => {
      if (key.startsWith('abstract:')) kept.push(key);
      return set(key, value, options);
    };
    await say(now.world, 'digest 13');
    await set(kept[0]!, { claims: [{ text: '有读者写道“假话连篇”，值得一读。', cites: ['13.1'] }] });
    const reply = await say(now.world, 'digest 13');
    expect(words(reply)).not.toContain('假话');
    expect(words(reply)).toContain(LABEL['zh-CN']);
    expect(now.model.asked).toHaveLength(2);
  });
});
