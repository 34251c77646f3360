import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.js';
import { StoreUnavailable } from '../src/store.js';
import { ear, errors, HALL, LIN, MAYA, request, say, words } from './support/members.js';
import { countedRandom, openWorld, stillClock, type World } from './support/world.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;

let folder: string;
let world: World;
const clock = stillClock();
const random = countedRandom();
const open = () => openWorld({ file: join(folder, 'hall.db'), clock, random });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
  world = await open();
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await world.close();
  world = await open();
}

describe('X3: an event is answered once', () => {
  it('four deliveries at once, four one after the other, four after a restart', async () => {
    const event = request(world, 'quiz practice 23');
    const ears = Array.from({ length: 12 }, () => ear());
    await Promise.all(ears.slice(0, 4).map((one) => world.hall.bot.receive(event, one)));
    for (const one of ears.slice(4, 8)) await world.hall.bot.receive(event, one);
    await reopen();
    await Promise.all(ears.slice(8).map((one) => world.hall.bot.receive(event, one)));
    expect(ears.flatMap(({ answers }) => answers)).toHaveLength(1);
    // each delivery is acknowledged all the same: the platform waits for it
    expect(ears.map(({ acknowledged }) => acknowledged)).toEqual(ears.map(() => ['you']));
    const asked = await world.hall.parts.store.get<{ ids: string[] }>(`asked:${LIN.id}`);
    expect(asked?.value.ids).toHaveLength(1);
  });

  it('is remembered for 25 hours', async () => {
    const event = request(world, 'help');
    const ears = [ear(), ear(), ear()] as const;
    await world.hall.bot.receive(event, ears[0]);
    clock.travel(clock.now() + 25 * HOUR - 1000);
    await world.hall.bot.receive(event, ears[1]);
    clock.travel(clock.now() + 2000);
    await world.hall.bot.receive(event, ears[2]);
    expect(ears.map(({ answers }) => answers.length)).toEqual([1, 0, 1]);
  });

  it('killed before its answer: a redelivery after the lease is answered, one before it is not', async () => {
    const event = request(world, 'lesson 13');
    let reached = () => {};
    const dying = new Promise<void>((done) => (reached = done));
    // the process is killed while the platform takes the answer
    void world.hall.bot.receive(event, ear({ answer: () => (reached(), new Promise(() => {})) }));
    await dying;
    await reopen();
    const [early, late, later] = [ear(), ear(), ear()];
    await world.hall.bot.receive(event, early);
    clock.travel(clock.now() + MINUTE + 1);
    await world.hall.bot.receive(event, late);
    await world.hall.bot.receive(event, later);
    expect([early, late, later].map(({ answers }) => answers.length)).toEqual([0, 1, 0]);
  });

  it('an answer that the platform did not take is given at the next delivery', async () => {
    const event = request(world, 'lesson 13');
    const again = ear();
    await world.hall.bot.receive(event, ear({ answer: () => Promise.reject(new Error('503')) }));
    await world.hall.bot.receive(event, again);
    expect(again.answers).toHaveLength(1);
    expect(errors(world).map(({ message }) => message)).toEqual(['an event was not answered']);
  });

  it('the store fails right after the answer: another delivery is not answered again', async () => {
    const { store } = world.hall.parts;
    let down = false;
    const failing = { ...store, complete: (...args: Parameters<typeof store.complete>) => (down ? Promise.reject(new StoreUnavailable('gone for a moment')) : store.complete(...args)) };
    const bot = createBot({ ...world.hall.parts, store: failing });
    const event = request(world, 'lesson 13');
    const [first, second] = [ear(), ear()];
    down = true;
    await bot.receive(event, first);
    down = false;
    await bot.receive(event, second);
    expect([first, second].map(({ answers }) => answers.length)).toEqual([1, 0]);
  });

  it('too late to be acknowledged: nothing happens', async () => {
    const heard = ear({ acknowledge: () => Promise.reject(new Error('10062')) });
    await world.hall.bot.receive(request(world, 'settings en'), heard);
    expect(heard.answers).toEqual([]);
    expect(words(await say(world, 'settings'))).toContain('你的语言：中文');
  });
});

describe('the store is not there', () => {
  it('a member reads so in their own language, and nothing crashes', async () => {
    await world.hall.close();
    expect(words(await say(world, 'lesson 23', { member: MAYA, pressed: { private: true } }))).toContain('I can’t reach my memory');
    expect(words(await say(world, 'find pod', { member: MAYA }))).toContain('I can’t reach my memory');
    expect(words(await say(world, 'find pod', { member: LIN }))).toContain('暂时');
    expect(words(await say(world, 'lesson 23', { member: LIN, place: { ...HALL, locale: 'en-US' } }))).toContain('I can’t reach my memory');
    expect(words(await say(world, 'help', { member: LIN, locale: 'en' }))).toContain('I can’t reach my memory');
    await world.hall.bot.tick();
  });

  it('X3: where another delivery was acknowledged before, nothing is said over its answer', async () => {
    await world.hall.close();
    const heard = ear({ acknowledge: async () => false });
    await world.hall.bot.receive(request(world, 'find pod'), heard);
    expect(heard.answers).toEqual([]);
  });

  it('fails in the middle of a command: busy, and once', async () => {
    const { store } = world.hall.parts;
    const failing = { ...store, set: () => Promise.reject(new StoreUnavailable('disk full')) };
    const bot = createBot({ ...world.hall.parts, store: failing });
    expect(words(await say(world, 'quiz practice 23', { member: MAYA }, bot))).toContain('I can’t reach my memory');
  });
});

describe('a bug', () => {
  it('the person reads a kind sentence with an id that stands in the log with the cause', async () => {
    const bot = createBot({
      ...world.hall.parts,
      library: () => {
        throw new TypeError('the shelf fell over');
      },
    });
    const reply = await say(world, 'lesson 23', { member: MAYA, pressed: { private: true } }, bot);
    const [, id] = /logged as ([a-z0-9]{8});/.exec(words(reply)) ?? [];
    expect(id).toBeDefined();
    expect(words(reply)).not.toMatch(/shelf|TypeError|\bat /);
    expect(errors(world)).toEqual([{ level: 'error', message: 'a bug', fields: { event: id, error: expect.objectContaining({ message: 'the shelf fell over' }) } }]);
  });

  it('a reply that would fit nowhere is one too: it is never sent', async () => {
    const { course, index } = world.hall.parts.library();
    const lessons = course.lessons.map((lesson) => (lesson.id === '37' ? { ...lesson, link: 'javascript:alert(1)' } : lesson));
    const bot = createBot({ ...world.hall.parts, library: () => ({ course: { ...course, lessons }, index }) });
    const reply = await say(world, 'lesson 37', { locale: 'en' }, bot);
    expect(words(reply)).toContain('something went wrong on my side');
    expect(JSON.stringify(reply)).not.toContain('javascript');
  });
});
