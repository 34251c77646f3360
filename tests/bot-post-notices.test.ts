import { describe, expect, it } from 'vitest';
import { problems } from '../src/limits.js';
import { DeliveryError } from '../src/errors.js';
import { removeSchedule } from '../src/schedule/book.js';
import { listenersOf } from '../src/schedule/notices.js';
import { previewOf } from '../src/schedule/post.js';
import { mentionedIn, type Reply } from '../src/reply.js';
import { StoreUnavailable } from '../src/store.js';
import { createBot } from '../src/bot.js';
import { DAY, daily, FIRST } from './support/daily.js';
import { errors, HALL, linesOf, MAYA, press, say, words } from './support/members.js';
import { member } from './support/party.js';
import { plan } from './support/plans.js';
import { practise } from './support/rounds.js';

const { at, now, reopen } = daily();
const posts = () => now.platform.posts;
const parts = () => now.world.hall.parts;
const turn = (id: string, on: boolean, who = MAYA) => press(now.world, `schedule notice ${on ? 'on' : 'off'} id:${id}`, who);

describe('S7: notices', () => {
  it('mention nobody who did not ask for it, and who did in the post itself, until one press ends it', async () => {
    const { id } = await plan(now.world);
    await at(FIRST);
    const [first] = posts();
    expect(mentionedIn(first?.reply as Reply)).toEqual([]);
    const lines = linesOf(first?.reply as Reply);
    expect(lines).toContain(`schedule notice on id:${id} date:2026-03-03`);
    expect(lines).toContain(`schedule notice off id:${id}`);

    const said = await press(now.world, `schedule notice on id:${id} date:2026-03-03`, MAYA);
    expect(words(said)).toContain('I mention you');
    await press(now.world, `schedule notice on id:${id} date:2026-03-03`, MAYA);
    await at(FIRST + DAY);
    expect(mentionedIn(posts()[1]?.reply as Reply)).toEqual([MAYA.id]);

    // the answer's own button is the way back
    const [off] = linesOf(said);
    expect(words(await press(now.world, off as string, MAYA))).toContain('no longer mention you');
    await at(FIRST + 2 * DAY);
    expect(mentionedIn(posts()[2]?.reply as Reply)).toEqual([]);
    expect(errors(now.world)).toEqual([]);
  });

  it('names are data, cut and tamed', async () => {
    const { id } = await plan(now.world);
    await turn(id, true, { ...MAYA, name: `@everyone\n\u202e${'x'.repeat(80)}` });
    await turn(id, true, { ...member(1), name: '\u200b' });
    await at(FIRST);
    const reply = posts()[0]?.reply as Reply;
    expect(problems(reply)).toEqual([]);
    expect(mentionedIn(reply)).toEqual([MAYA.id, member(1).id]);
    expect(words(reply)).toMatch(/🔔 @@everyone x+… @\?/);
  });

  it('a look ahead names them without a ping', async () => {
    const made = await plan(now.world);
    await turn(made.id, true);
    const shown = (await previewOf(parts(), made))?.reply as Reply;
    expect(mentionedIn(shown)).toEqual([]);
    expect(words(shown)).toContain('@Maya');
  });

  it('who has no room in the post is mentioned below it, in portions, each once', async () => {
    const { id } = await plan(now.world);
    const all = Array.from({ length: 130 }, (_, i) => ({ ...member(i), name: `Member number ${i} of them` }));
    await Promise.all(all.map((who) => turn(id, true, who)));
    let failures = 2;
    now.platform.before = () => {
      if (posts().length === 2 && failures-- > 0) throw new DeliveryError('retry', '503');
    };
    for (let i = 0; i < 20; i++) await at(FIRST + i * 5000);
    const mentioned = posts().map(({ reply }) => mentionedIn(reply));
    expect(mentioned.flat().sort()).toEqual(all.map((one) => one.id).sort());
    expect(Math.max(...mentioned.map((some) => some.length))).toBeLessThanOrEqual(50);
    expect(posts()).toHaveLength(3);
    for (const { reply } of posts()) expect(problems(reply)).toEqual([]);
    for (const { under } of posts().slice(1)) expect(under).toEqual({ message: { channel: 'x:hall', message: 'x:p1' }, title: expect.stringContaining('第 13 讲') });
    expect(new Set(posts().map(({ reply }) => linesOf(reply).join())).size).toBe(posts().length);
    // and again next day
    await at(FIRST + DAY);
    await at(FIRST + DAY + 5000);
    expect(posts().filter(({ key }) => key.includes('03-04')).flatMap(({ reply }) => mentionedIn(reply))).toHaveLength(130);
  });

  it.each([3, 9, 12, 30, 70, 76, 80])('S2: killed before call %i of the store, nobody is mentioned in two messages', async (calls) => {
    const { id } = await plan(now.world);
    const all = Array.from({ length: 60 }, (_, i) => ({ ...member(i), name: `Member number ${i} of them all` }));
    await Promise.all(all.map((who) => turn(id, true, who)));
    let left = calls;
    const { store } = parts();
    const mortal = new Proxy(store, {
      get(target, name) {
        const method = Reflect.get(target, name) as (...all: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          if (left-- <= 0) throw new StoreUnavailable('killed');
          return method.apply(target, args);
        };
      },
    });
    now.clock.travel(FIRST);
    await createBot({ ...parts(), store: mortal }).tick();
    await reopen();
    for (let i = 1; i < 5; i++) await at(FIRST + i * 61_000);
    // a platform leaves one message for one key
    const seen = new Map(posts().map(({ key, reply }) => [key, mentionedIn(reply)]));
    expect([...seen.values()].flat().sort()).toEqual(all.map((one) => one.id).sort());
  });

  it('of a nudge to review: only who has cards due that day', async () => {
    const made = await plan(now.world, { what: 'review', cursor: undefined });
    await turn(made.id, true);
    await turn(made.id, true, member(1));
    await practise(now.world, '13', member(1), false);
    await at(FIRST);
    expect(linesOf(posts()[0]?.reply as Reply)).toContain('review');
    expect(mentionedIn(posts()[0]?.reply as Reply)).toEqual([member(1).id]);
    expect(words(await turn(made.id, true))).toContain('when cards of yours are due');
  });

  it('without an id: every schedule of the channel with its button; of another group none', async () => {
    expect(words(await say(now.world, 'schedule notice', { member: MAYA }))).toContain('no posts by schedule');
    const { id } = await plan(now.world);
    await plan(now.world, { what: 'digest', cursor: undefined });
    await turn(id, true);
    const shown = await say(now.world, 'schedule notice', { member: MAYA });
    expect(words(shown)).toContain('1. Daily lesson · notices are on');
    expect(words(shown)).toContain('2. Digest of the week · notices are off');
    expect(linesOf(shown)[0]).toBe(`schedule notice off id:${id}`);
    expect(words(await say(now.world, `schedule notice on id:${id}`, { member: member(1), place: { ...HALL, group: 'x:other' } }))).toContain('no longer scheduled');
    expect(words(await say(now.world, `schedule notice on id:${'x'.repeat(900)}`, { member: MAYA }))).toContain('no longer scheduled');
    expect(await listenersOf(parts(), { id, what: 'lesson', group: HALL.group })).toHaveLength(1);
  });

  it('P4: stand in the export, and go with the member’s data and with the schedule', async () => {
    const made = await plan(now.world);
    await turn(made.id, true);
    await turn(made.id, true, member(1));
    expect(words(await say(now.world, 'mydata export json', { member: MAYA }))).toContain(`"notices": [\n    {"schedule":"${made.id}"}`);
    await say(now.world, 'mydata delete yes', { member: MAYA });
    expect((await listenersOf(parts(), made)).map((one) => one.id)).toEqual([member(1).id]);
    expect(words(await say(now.world, 'mydata export json', { member: MAYA }))).toContain('"notices": []');
    await removeSchedule(parts().store, made);
    expect(await listenersOf(parts(), made)).toEqual([]);
    expect(words(await say(now.world, 'mydata export json', { member: member(1) }))).toContain('"notices": []');
  });
});
