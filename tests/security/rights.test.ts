import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { lineOf } from '../../src/line.js';
import type { Member, Place, Request } from '../../src/ports.js';
import { board, ear, errors, request, say, words } from '../support/members.js';
import { type Kept, keptInMemory } from '../support/kept.js';
import { openWorld, type World } from '../support/world.js';
import { type Guarded, RIGHTS, WHO, type Who } from './rights-table.js';

let world: World;
let kept: Kept;
beforeAll(async () => {
  world = await openWorld();
  board(world);
  kept = keptInMemory(world);
});
afterAll(() => world.close());

const nameOf = (command: string, action: string) => `${command} ${action}`.trim();
const ALL = COMMANDS.flatMap(({ name, actions }) => Object.entries(actions).map(([action, one]) => ({ name: nameOf(name, action), one })));

const person = (who: string, more: Partial<Member> = {}): Member => ({ id: `x:${who}`, name: who, locale: 'en', admin: false, ...more });
const PEOPLE: Readonly<Record<Who, Member>> = {
  owner: person('owner'),
  member: person('member'),
  host: person('host', { host: true }),
  'host-elsewhere': person('host-elsewhere', { host: true }),
  admin: person('admin', { admin: true }),
  stranger: person('stranger', { admin: true, host: true }),
};

let scenes = 0;
/** Groups of its own for every try: nothing of the last one is in the way. */
function stage() {
  const n = scenes++;
  const here: Place = { platform: 'x', group: `x:g${n}`, channel: `x:c${n}`, locale: 'en' };
  const places: Partial<Record<Who, Place>> = { 'host-elsewhere': { ...here, channel: `x:d${n}` }, stranger: { ...here, group: `x:h${n}`, channel: `x:e${n}` } };
  const as = (member: Member) => (line: string) => say(world, line, { member, place: here }, kept.bot);
  return { here, placeOf: (who: Who) => places[who] ?? here, store: kept.store, owner: as({ ...PEOPLE.owner, host: true }), admin: as(PEOPLE.admin) };
}

const WAYS = {
  typed: undefined,
  'pressed where all see it': { private: false },
  'pressed in private': { private: true },
} as const satisfies Record<string, Request['pressed']>;

/** Whether a line had an effect, or showed what it is for. */
async function took({ shows }: Guarded, line: string, more: Partial<Request>): Promise<boolean> {
  const before = kept.contents();
  const heard = ear();
  world.logged.length = 0;
  await kept.bot.receive(request(world, line, more), heard);
  expect([heard.answers.length, errors(world)]).toEqual([1, []]);
  const after = kept.contents();
  const changed = after.size !== before.size || [...after].some((row) => !before.has(row));
  if (shows) expect(changed).toBe(false);
  return shows ? shows.test(words(heard.answers[0]!.reply)) : changed;
}

const GUARDED = Object.entries(RIGHTS).flatMap(([name, entry]) => (entry === 'anyone' ? [] : [entry].flat().map((one, i) => [i === 0 ? name : `${name} (${i + 1})`, one] as const)));

describe('X7: who may do what is checked where it is done', () => {
  it('every action stands in the table, and nothing else', () => {
    expect(Object.keys(RIGHTS).toSorted()).toEqual(ALL.map(({ name }) => name).toSorted());
    for (const { name, one } of ALL) if (one.right) expect([name, RIGHTS[name]]).not.toEqual([name, 'anyone']);
  });

  it.each(GUARDED)('%s', async (_, guarded) => {
    for (const [way, pressed] of Object.entries(WAYS)) {
      for (const who of WHO) {
        const scene = stage();
        const line = await guarded.line(scene);
        const did = await took(guarded, line, { member: PEOPLE[who], place: scene.placeOf(who), pressed });
        expect([way, who, did]).toEqual([way, who, guarded.may.includes(who)]);
      }
    }
  });

  it.each(GUARDED.filter(([, { form }]) => form))('%s, by its form', async (_, guarded) => {
    for (const who of WHO) {
      const scene = stage();
      const asked = guarded.form!(await guarded.line(scene));
      const at = { member: PEOPLE[who], place: scene.placeOf(who) };
      // whoever is shown the form, or makes one up
      const { line, fields } = kept.bot.form({ line: asked.line, ...at }) ?? { line: asked.line, fields: Object.keys(asked.fields).map((name) => ({ name })) };
      const raw = fields.map(({ name }) => name);
      expect(raw).toEqual(expect.arrayContaining(Object.keys(asked.fields)));
      const did = await took(guarded, lineOf(line, '', asked.fields, raw), at);
      expect([who, did]).toEqual([who, guarded.may.includes(who)]);
    }
  });

  it('what concerns nobody else is refused to nobody for want of a right', async () => {
    const open = ALL.filter(({ name }) => RIGHTS[name] === 'anyone');
    for (const { name, one } of open) {
      const scene = stage();
      const filled = one.params.filter(({ required }) => required).map((param) => `${param.name}:${param.choices?.[0] ?? param.min ?? 13}`);
      const reply = words(await say(world, [name, ...filled].join(' '), { member: PEOPLE.member, place: scene.here }, kept.bot));
      expect([name, reply]).toEqual([name, expect.not.stringMatching(/\bno-right$/)]);
    }
  });
});
