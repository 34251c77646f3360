import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Member, Place, Request } from '../../src/ports.js';
import type { Reply } from '../../src/reply.js';
import { fine, linksIn } from '../support/judge.js';
import { type Kept, keptInMemory } from '../support/kept.js';
import { board, ear, errors, linesOf, request, say, words } from '../support/members.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let kept: Kept;
beforeAll(async () => {
  world = await openWorld();
  board(world);
  kept = keptInMemory(world);
});
afterAll(() => world.close());

const ADA: Member = { id: 'x:ada', name: 'Ada', locale: 'en', admin: true, host: true };
const BOB: Member = { ...ADA, id: 'x:bob', name: 'Bob' };

let places = 0;
const fresh = (): Place => ({ platform: 'x', group: `x:r${places}`, channel: `x:s${places++}`, locale: 'en' });

interface Scene {
  readonly place: Place;
  say(line: string): Promise<Reply>;
  /** Lines of the buttons that a reply shows. */
  shown(line: string): Promise<string[]>;
}
const sceneIn = (place: Place): Scene => {
  const one = (line: string) => say(world, line, { member: ADA, place }, kept.bot);
  return { place, say: one, shown: async (line) => linesOf(await one(line)) };
};
const pass = async (ms: number) => {
  world.clock.travel(world.clock.now() + ms);
  for (let n = 0; n < 3; n++) await kept.bot.tick();
};

/** A press: one answer that is a sentence, and nothing is stored by it. */
async function nothing(line: string, more: Partial<Request>): Promise<void> {
  for (const pressed of [{ private: false, message: { channel: 'x:s', message: 'x:old' } }, { private: true }]) {
    const before = kept.contents();
    const heard = ear();
    world.logged.length = 0;
    await kept.bot.receive(request(world, line, { pressed, ...more }), heard);
    expect([line, heard.answers.length, errors(world)]).toEqual([line, 1, []]);
    const { reply } = heard.answers[0]!;
    fine(line, reply, linksIn(world.hall.parts.library().course));
    expect(words(reply)).toMatch(/\p{L}{2,}/u);
    const after = kept.contents();
    expect([line, [...after].filter((row) => !before.has(row)), after.size]).toEqual([line, [], before.size]);
  }
}

const suggestion = 'question suggest 13 What do all containers of one Pod share? | *the network // so do hosts | a file system // only volumes | one process | an image | = they see one localhost';
const changing = /^(?:quiz (?:answer|type|skip|reveal)|schedule (?:pause|resume|skip|move|again)|schedule remove .*sure|comment (?:like|delete)|question (?:approve|delete|suspend|restore))/;

/** What there was, the lines that its buttons carry, and how it came to its end. */
const ENDED: Readonly<Record<string, (scene: Scene) => Promise<string[]>>> = {
  'a round that was answered and is over': async ({ shown }) => {
    const lines = await shown('quiz group seconds:10 13');
    const id = /(r[a-z0-9]{12})/.exec(lines.join())?.[1];
    await pass(60_000);
    return [...lines.filter((line) => changing.test(line)), `quiz answer ${id} 1`, `quiz type ${id} A`, `quiz skip ${id}`, `quiz reveal ${id}`];
  },
  'a quiz that was stopped': async ({ say: one, shown, place }) => {
    await shown('quiz group seconds:60 13');
    const game = (await kept.store.get<string>(`game-in:${place.channel}`))?.value;
    await one('quiz stop');
    await pass(60_000);
    return [`quiz stop id:${game}`, 'quiz stop', 'quiz skip'];
  },
  'a schedule that was removed': async ({ say: one, shown }) => {
    const lines = await shown('schedule set 08:00');
    const id = /id:([a-z0-9]{12})/.exec(lines.join())?.[1];
    await one(`schedule remove id:${id} sure:yes`);
    return [...lines.filter((line) => /id:/.test(line)), ...['pause', 'resume', 'skip', 'again', 'preview', 'status'].map((what) => `schedule ${what} id:${id}`), `schedule move id:${id} time:09:00`, `schedule remove id:${id} sure:yes`, `schedule notice on id:${id}`];
  },
  'a comment that was deleted': async ({ say: one, shown }) => {
    const lines = await shown('comment 13 a Pod is a logical host');
    await one('comment delete 13.g1 yes');
    return [...lines.filter((line) => /13\.g1/.test(line)), 'comment like 13.g1', 'comment delete 13.g1 yes', 'comment show 13.g1', 'comment reply 13.g1'];
  },
  'a suggested question that was deleted': async ({ say: one, shown }) => {
    const lines = await shown(suggestion);
    const ref = /\b(q\d+)\b/.exec(lines.join())?.[1];
    await one(`question delete ${ref} yes`);
    return [...lines.filter((line) => /\bq\d+\b/.test(line)), ...['show', 'approve', 'suspend', 'restore'].map((what) => `question ${what} ${ref}`), `question decline ${ref} too late`, `question delete ${ref} yes`, `question void ${ref} yes`];
  },
};

/** What is there, for the same lines pressed where it is not. */
const STANDING: Readonly<Record<string, (scene: Scene) => Promise<string[]>>> = {
  'a round': async ({ shown }) => (await shown('quiz group seconds:600 13')).filter((line) => changing.test(line)),
  'a practice': async ({ shown }) => (await shown('quiz practice 13')).filter((line) => changing.test(line)),
  'a schedule': async ({ shown }) => {
    const id = /id:([a-z0-9]{12})/.exec((await shown('schedule set 08:00')).join())?.[1];
    return [...['pause', 'resume', 'skip', 'again', 'preview'].map((what) => `schedule ${what} id:${id}`), `schedule remove id:${id} sure:yes`, `schedule notice on id:${id}`];
  },
  'a suggested question': async ({ shown }) => {
    const ref = /\b(q\d+)\b/.exec((await shown(suggestion)).join())?.[1];
    return ['show', 'approve', 'suspend'].map((what) => `question ${what} ${ref}`);
  },
  'words that wait for their lesson': async ({ shown }) => (await shown('comment nosuchlessonatall words of mine')).filter((line) => line.startsWith('comment keep')).slice(0, 3),
  'a question that waits for its lesson': async ({ shown }) => (await shown(suggestion.replace(' 13 ', ' 99999 '))).filter((line) => line.startsWith('question place')).slice(0, 3),
};

describe('Q10 D7: an old button gets a sentence, and does nothing', () => {
  it.each(Object.entries(ENDED))('of %s', async (_, make) => {
    const scene = sceneIn(fresh());
    const lines = await make(scene);
    expect(lines.length).toBeGreaterThan(2);
    // read once, so that nothing that is only said once is still to be told
    await scene.say('question list');
    for (const line of lines) await nothing(line, { member: ADA, place: scene.place });
    // nor after a restart
    const before = kept.bot;
    kept = { ...kept, bot: kept.again() };
    for (const line of lines) await nothing(line, { member: ADA, place: scene.place });
    kept = { ...kept, bot: before };
  });

  it.each(Object.entries(STANDING))('of %s of another group, or of somebody else', async (name, make) => {
    const scene = sceneIn(fresh());
    const lines = await make(scene);
    expect(lines.length).toBeGreaterThan(0);
    const elsewhere = fresh();
    for (const line of lines) await nothing(line, { member: BOB, place: elsewhere });
    if (/practice|waits?/.test(name)) for (const line of lines) await nothing(line, { member: BOB, place: scene.place });
  });

  it('after a restart, what still stands goes on', async () => {
    const scene = sceneIn(fresh());
    const lines = (await scene.shown('quiz group seconds:600 13')).filter((line) => line.startsWith('quiz answer'));
    const id = /quiz (?:answer|type|reveal) (r\w+)/.exec(lines.join())?.[1] ?? '';
    const bot = kept.again();
    const line = lines[0] ?? `quiz type ${id} A`;
    expect(words(await say(world, line, { member: BOB, place: scene.place, pressed: { private: false } }, bot))).not.toMatch(/\b(?:gone|ended)$/);
  });
});
