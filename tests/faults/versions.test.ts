import { describe, expect, it } from 'vitest';
import { settingsKey } from '../../src/documents.js';
import { scheduleKey, dueBoard, schedulesOf } from '../../src/schedule/book.js';
import { occurrenceKey } from '../../src/schedule/schedule.js';
import type { Store } from '../../src/store.js';
import { daily, DAY, FIRST, HOUR } from '../support/daily.js';
import { errors, HALL, linesOf, MAYA, press, say, words } from '../support/members.js';
import { askedIn } from '../support/party.js';

// while a new version is put in place both run on one Redis: this is the older one
const { at, lessons, now, set } = daily();
const store = (): Store => now.world.hall.parts.store;
const valueOf = async (key: string) => (await store().get<Record<string, unknown>>(key))?.value;
/** As the newer version wrote it. */
async function newer(key: string, more: object): Promise<void> {
  await store().set(key, { ...(await valueOf(key)), ...more });
}
const due = async () => (await store().lowest(dueBoard('x'), Number.MAX_SAFE_INTEGER, 1000)).map(({ member }) => member);
const DAYS = [0, 1, 2];

describe('O2: beside a newer version of the program, what only that one knows', () => {
  it('stays on the board of what is due, and holds up nothing', async () => {
    await set();
    await Promise.all(Array.from({ length: 250 }, (_, i) => store().rank({ board: dueBoard('x'), member: `errand:${i}`, score: FIRST - HOUR })));
    for (const day of DAYS) await at(FIRST + day * DAY);
    expect(lessons()).toEqual([13, 14, 15]);
    expect((await due()).filter((entry) => entry.startsWith('errand:'))).toHaveLength(250);
  });

  it('is left to it where a schedule posts something unknown, or on unknown days', async () => {
    await set('schedule set 08:00 start:13');
    await set('schedule set 08:00 quiz');
    const [lesson, quiz] = await schedulesOf(store(), HALL.group);
    await newer(scheduleKey(lesson!.id), { pattern: { kind: 'moon', phase: 'full' } });
    await newer(scheduleKey(quiz!.id), { what: 'podcast' });
    const before = await Promise.all([lesson, quiz].map((one) => valueOf(scheduleKey(one!.id))));
    for (const day of DAYS) await at(FIRST + day * DAY);
    // also under a clock that was set back
    await at(FIRST - DAY);
    expect(await Promise.all([lesson, quiz].map((one) => valueOf(scheduleKey(one!.id))))).toEqual(before);
    expect([now.platform.posts, await store().claim(occurrenceKey(quiz!, quiz!.nextDate), { leaseMs: 1 })]).toMatchObject([[], { state: 'claimed', attempt: 1 }]);
    expect(await due()).toHaveLength(2);
  });

  it('is left to it where a step is unknown; the steps that are known are done', async () => {
    await set('schedule set 08:00 start:13 pin:yes');
    await at(FIRST);
    const [one] = await schedulesOf(store(), HALL.group);
    const key = `follow:${occurrenceKey(one!, '2026-03-03')}`;
    const echo = { kind: 'echo', state: 'todo', at: FIRST, tries: 0, voice: 'deep' };
    const follow = await valueOf(key);
    const steps = follow?.['steps'] as object[];
    await newer(key, { steps: [echo, ...steps.map((step) => ({ ...step, state: 'todo' }))], mood: 'calm' });
    await store().rank({ board: dueBoard('x'), member: key, score: FIRST });
    for (const hour of [1, 2, 3, 4]) await at(FIRST + hour * HOUR);
    expect(await valueOf(key)).toMatchObject({ mood: 'calm', steps: [echo, ...steps.map(() => ({ state: 'done' }))] });
    expect(await due()).toContain(key);
    expect(now.world.logged.filter(({ message }) => message.includes('step after'))).toEqual([]);
  });

  it('stays in documents that this one changes', async () => {
    const { world } = now;
    const quiz = async () => askedIn(world, await say(world, 'quiz group 24'));
    await set();
    const missed = await quiz();
    await press(world, missed.wrong, MAYA);
    await at(now.clock.now() + HOUR);
    await say(world, 'lesson 13', { member: MAYA });
    const open = await quiz();
    const [schedule] = await schedulesOf(store(), HALL.group);
    const game = `game:${String((await valueOf(`round:${open.id}`))?.['game'])}`;
    const keys = [scheduleKey(schedule!.id), `round:${open.id}`, game, `reader:${MAYA.id}`, `activity:${MAYA.id}`, `asked:${HALL.group}`, `card:${MAYA.id}:${missed.question.id}`];
    for (const key of keys) {
      expect(await valueOf(key), key).toBeDefined();
      await newer(key, { later: { kept: true } });
    }
    const versions = () => Promise.all(keys.map(async (key) => (await store().get(key))?.version ?? 0));
    const before = await versions();
    // each is changed now
    await press(world, open.right, MAYA);
    await at(now.clock.now() + HOUR);
    await say(world, 'lesson 14', { member: MAYA });
    await say(world, 'settings zone:Europe/Berlin', { member: MAYA });
    await at(FIRST);
    await quiz();
    await at(FIRST + DAY);
    const review = await say(world, 'review', { member: MAYA });
    await say(world, linesOf(review).find((line) => line.startsWith('quiz answer '))!, { member: MAYA });
    expect((await versions()).map((version, i) => [keys[i], version > (before[i] ?? 0)])).toEqual(keys.map((key) => [key, true]));
    for (const key of keys) expect((await valueOf(key))?.['later'], key).toEqual({ kept: true });
  });

  it('keeps rounds and quizzes in states that it does not know', async () => {
    const { world } = now;
    const asked = await askedIn(world, await say(world, 'quiz group 24'));
    const round = `round:${asked.id}`;
    const game = `game:${String((await valueOf(round))?.['game'])}`;
    await newer(round, { state: 'voting' });
    await newer(game, { state: 'voting' });
    const before = [await valueOf(round), await valueOf(game)];
    await at(now.clock.now() + HOUR);
    expect([await valueOf(round), await valueOf(game)]).toEqual(before);
    expect([await store().count('rounds:live'), await store().count('games:live'), now.platform.posts]).toEqual([1, 1, []]);
  });

  it('a language that it does not speak: the next best one is spoken', async () => {
    const { world } = now;
    await world.hall.parts.documents.set(settingsKey(MAYA.id), { locale: 'fr' });
    expect(words(await say(world, 'lesson 13', { member: MAYA }))).not.toBe('');
    expect(words(await say(world, 'settings', { member: MAYA }))).toContain('English');
    expect(errors(world)).toEqual([]);
  });
});
