import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Course } from '../src/course/course.js';
import { identify, type CommentFacts } from '../src/digest/comment.js';
import { lessonDigest } from '../src/digest/made.js';
import { shelve } from '../src/digest/shelf.js';
import { LABELLED } from './support/labelled.js';
import { said } from './support/said.js';
import { HALL, inMemory, say, words } from './support/members.js';
import { openWorld, type World } from './support/world.js';

const DAY = 86_400_000;
const ALL = Object.values(LABELLED).flat().map((text, i) => said(text, { author: `r${i}` }));

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const put = (...all: CommentFacts[]) => shelve(world.hall.parts.store, 'kubernetes', '37', identify(all, 'column'));
const asked = (more = {}) => ({ store: world.hall.parts.store, course: world.hall.parts.library().course, group: HALL.group, now: '2026-03-02', ...more });
const made = async (more = {}) => {
  const { course } = asked();
  return (await lessonDigest(asked(more), course.lessons.find((one) => one.id === '37')!)).digest;
};

/** A course whose glossary counts how often it is read: every comment that is read looks into it, a reply reads its names once. */
function counted(course: Course): { course: Course; reads: () => number } {
  let reads = 0;
  const glossary = course.glossary.map((term) => ({
    ...term,
    get id() {
      reads++;
      return term.id;
    },
  }));
  return { course: { ...course, glossary }, reads: () => reads };
}

describe('D10: digests are made once', () => {
  it('the same comments give the very same digest, whoever asks', async () => {
    await put(...ALL);
    const first = await made();
    expect(await made()).toBe(first);
    expect(await made({ group: 'x:other' })).toBe(first);
  });

  it('a second call reads no comment again, in no language, on no page', async () => {
    await put(...ALL);
    const { course, reads } = counted(world.hall.parts.library().course);
    const library = { ...world.hall.parts.library(), course };
    const bot = inMemory(world, { library: () => library, store: world.hall.parts.store });
    const cost = async (line: string, locale: string) => {
      const before = reads();
      await say(world, line, { locale }, bot);
      return reads() - before;
    };
    const first = await cost('digest 37', 'zh-CN');
    for (const line of ['digest 37', 'digest 37 page:2', 'digest 37 section:question', '留言 37']) for (const locale of ['en', 'zh-CN']) expect(await cost(line, locale)).toBe(course.glossary.length);
    expect(first).toBeGreaterThan(3 * course.glossary.length);
    await put(said('另一条：排队有代价，因为等的人占着位置。'));
    expect(await cost('digest 37', 'en')).toBeGreaterThan(3 * course.glossary.length);
  });

  it.each<[string, CommentFacts[]]>([
    ['more likes', [{ ...ALL[0]!, likes: 99 }]],
    ['a reply', [{ ...ALL[0]!, replyCount: 9 }]],
    ['a reply of the author', [{ ...ALL[0]!, reply: '是的' }]],
    ['a new comment', [said('完全是新的一条留言，说说容器和进程的关系。')]],
  ])('stale at once after an import with %s', async (_, more) => {
    await put(...ALL);
    const first = await made();
    await put(...more);
    const second = await made();
    expect(second).not.toBe(first);
    expect(await made()).toBe(second);
    await put(...more);
    expect(await made()).toBe(second);
  });

  it('ages are those of the day', async () => {
    await put(...ALL);
    const age = async () => (await made({ now: new Date(world.clock.now()).toISOString().slice(0, 10) })).highlights[0]?.ageDays;
    const before = await age();
    world.clock.travel(world.clock.now() + DAY);
    expect(await age()).toBe((before ?? Number.NaN) + 1);
  });

  it('the first reader’s language does not fix another’s', async () => {
    await put(...ALL);
    const [zh, en, again] = [words(await say(world, 'digest 37', { locale: 'zh-CN' })), words(await say(world, 'digest 37', { locale: 'en' })), words(await say(world, 'digest 37', { locale: 'zh-CN' }))];
    expect(zh).toContain('最值得读的');
    expect(en).toContain('Highlights');
    expect(en).not.toMatch(/最值得读的|条留言|未见回复/);
    expect(again).toBe(zh);
  });

  it('a course that was read again has digests of its own terms', async () => {
    await put(...ALL);
    const first = await made();
    const course = { ...asked().course, glossary: asked().course.glossary.slice(0, 3) };
    const other = await made({ course });
    expect(other).not.toBe(first);
    expect(other.themes.length).toBeLessThan(first.themes.length);
  });
});
