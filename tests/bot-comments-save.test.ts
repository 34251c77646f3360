import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lessonAt } from '../src/course/course.js';
import { tracesKey } from '../src/digest/own.js';
import { commentsOn } from '../src/digest/shelf.js';
import { openDatabase } from '../src/io/store/driver.js';
import type { Request, Subject } from '../src/ports.js';
import type { Reply } from '../src/reply.js';
import { EVE, ownIn, quoted } from './support/comments.js';
import { errors, HALL, LIN, linesOf, MAYA, press, say, words } from './support/members.js';
import { openWorld, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const NAN = { id: 'x:nan', name: '南风' };
const DAY = 86_400_000;
const message = (text: string, id = 'x:m1', author = NAN): Subject => ({ author, text, at: world.clock.now() - 3 * DAY, message: { channel: HALL.channel, message: id } });
const SIDECAR = 'sidecar 容器和主容器放在一个 Pod 里，共享网络和 Volume，\n  日志就不用改应用了';
const save = (subject: Subject | undefined, member = MAYA, more: Partial<Request> = {}): Promise<Reply> => say(world, 'comment save', { member, subject, ...more });
const choose = (line: string, member = MAYA): Promise<Reply> => say(world, line, { member, pressed: { private: true } });
const menuOf = (reply: Reply) => reply.blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
const on = (lesson: string) => ownIn(world, lesson);
const keepOn = async (lesson: string, subject: Subject, member = MAYA): Promise<Reply> => {
  const [line = ''] = linesOf(await save(subject, member));
  return choose(line.replace(/\S+$/, lesson), member);
};

describe('D8: a message of the chat is saved to a lesson', () => {
  it('asks which, the lesson it speaks of first, and keeps author, saver, day and words', async () => {
    const ask = await save(message(SIDECAR));
    const menu = menuOf(ask);
    expect(menu).toHaveLength(25);
    expect(menu[0]).toMatchObject({ line: expect.stringMatching(/^comment keep \w{12} 13$/), description: 'my guess' });
    expect(menu.filter((one) => one.description !== undefined)).toHaveLength(1);
    expect(quoted(ask)).toEqual([SIDECAR]);
    // the message may stand in a conversation of two
    expect(words(ask)).toContain('everyone in this server or workspace can read it, under its author’s name');
    const kept = await choose(menu[0]!.line);
    expect(words(kept)).toContain('Saved as 13.g1.');
    expect(await on('13')).toMatchObject([{ ref: '13.g1', author: '南风', text: SIDECAR, date: '2026-02-27' }]);
    expect(linesOf(kept)).toEqual(expect.arrayContaining(['comment like 13.g1', 'comment reply 13.g1', 'comment delete 13.g1']));
  });

  it.each([
    ['my statefulset pods come back with the same PVC, how?', '18'],
    ['第二十五讲的 informer 那段没看懂', '25'],
    ['RBAC 的 Role 和 ClusterRole 有什么区别', '26'],
  ])('guesses by search and by the glossary: %s', async (text, lesson) => {
    const guesses = menuOf(await save(message(text))).slice(0, 2).map((one) => one.line.split(' ')[3]);
    expect(guesses).toContain(lesson);
  });

  it('where it speaks of nothing, the lesson that the member opened last is near; every lesson can be reached', async () => {
    await say(world, 'lesson 45', { member: MAYA });
    const ask = await save(message('🎉🎉🎉'));
    expect(words(await choose(linesOf(ask).find((line) => line.startsWith('comment choose')) as string))).toContain('everyone in this server');
    expect(menuOf(ask)[0]?.line).toMatch(/ 45$/);
    const seen = new Set<string>();
    for (let reply = ask, pages = 0; pages < 3; pages++) {
      for (const { line } of menuOf(reply)) seen.add(line.split(' ')[3] as string);
      reply = await choose(linesOf(reply).find((line) => line.startsWith('comment choose')) as string);
    }
    expect([...seen].sort()).toEqual(world.hall.parts.library().course.lessons.map((lesson) => lesson.id).sort());
  });

  it('the same message is one comment, whoever saves it, to whatever lesson, and also from two menus', async () => {
    const [first = '', second = ''] = await Promise.all([0, 1].map(async () => linesOf(await save(message(SIDECAR)))[0]));
    await Promise.all([choose(first), choose(second.replace(/\S+$/, '14'))]);
    const [where] = [...(await on('13')), ...(await on('14'))];
    expect([...(await on('13')), ...(await on('14'))]).toHaveLength(1);
    const again = await save(message(SIDECAR), LIN);
    expect(words(again)).toContain(`编号是 ${where!.ref}`);
    expect(linesOf(again)).toContain(`comment like ${where!.ref}`);
    expect(words(await choose(first))).toContain('already');
    expect(await on('13')).toHaveLength(where!.ref.startsWith('13') ? 1 : 0);
    await keepOn('13', message(SIDECAR, 'x:m2'));
    expect([...(await on('13')), ...(await on('14'))]).toHaveLength(2);
  });

  it('the choice is its member’s, for an hour, also across a restart', async () => {
    const [line = ''] = linesOf(await save(message(SIDECAR)));
    expect(words(await press(world, line, LIN))).toContain('别人正在保存');
    expect(words(await say(world, line, { member: MAYA, place: { ...HALL, group: 'x:other' } }))).toContain('no longer kept');
    await world.hall.close();
    const again = await openWorld({ file: world.file, clock: world.clock });
    expect(words(await say(again, line, { member: MAYA, pressed: { private: true } }))).toContain('Saved as 13.g1');
    await again.close();
    const late = await openWorld();
    const [old = ''] = linesOf(await say(late, 'comment save', { member: MAYA, subject: message(SIDECAR) }));
    late.clock.travel(late.clock.now() + 3_600_000);
    expect(words(await say(late, old, { member: MAYA, pressed: { private: true } }))).toContain('no longer kept');
    for (const bad of ['comment keep', 'comment keep x 13', 'comment keep \u0000 13', `comment choose ${'a'.repeat(12)} page:2`]) {
      expect(words(await say(late, bad, { member: MAYA }))).toMatch(/no longer kept|Something is missing/);
    }
    await late.close();
  });

  it('a message without words, one that is too long, and a line without a message are each one sentence', async () => {
    expect(words(await save(message('\u200B \n')))).toContain('no words');
    expect(words(await save(message('长'.repeat(2001))))).toContain('2001');
    expect(words(await save(undefined))).toContain('Save to lesson…');
  });

  it('D7: hostile words and names of others stay words', async () => {
    const text = '@everyone <!channel> ```\n[x](https://evil.example) \u202Etxt </details>';
    const kept = await keepOn('13', { ...message(text), author: { id: 'x:bad', name: '\u202E@everyone\n<b>' } });
    expect(quoted(kept)).toEqual([text.replace('\u202E', '')]);
    expect(words(kept)).toContain('— @everyone <b>');
  });
});

/** Every row of every table of the store. */
function scan({ file }: World): string {
  const db = openDatabase(file);
  try {
    const rows = (table: string) => db.prepare(`SELECT * FROM ${table}`).all();
    return JSON.stringify(['documents', 'claims', 'members', 'scores'].flatMap(rows));
  } finally {
    db.close();
  }
}

describe('D8: deleting', () => {
  it('asks once, then forgets the comment and its likes; the number is not given again, answers stay', async () => {
    await keepOn('13', message(SIDECAR));
    await say(world, 'comment 13.g1 so it is', { member: LIN });
    await press(world, 'comment like 13.g1', LIN);
    const ask = await press(world, 'comment delete 13.g1', MAYA);
    expect(words(ask)).toContain('Delete 13.g1 by 南风 for good?');
    expect(await on('13')).toHaveLength(2);
    expect(words(await choose('comment delete 13.g1 yes'))).toContain('13.g1 is deleted');
    for (const line of ['comment 13.g1', 'comment like 13.g1', 'comment reply 13.g1', 'comment show 13.g1 page:2', 'comment delete 13.g1', 'comment delete 13.g1 yes']) {
      expect(words(await press(world, line, MAYA))).toMatch(/13\.g1[^]*\ngone\n/);
    }
    expect((await on('13')).map((one) => [one.ref, one.answers])).toEqual([['13.g2', '13.g1']]);
    expect(words(await say(world, 'comment 13.g2'))).toContain('13.g1（已删除）');
    expect(words(await keepOn('13', message(SIDECAR)))).toContain('Saved as 13.g3');
    expect((await on('13')).find((one) => one.ref === '13.g3')?.likes).toBe(0);
  });

  it('is for author, saver and who manages the group, not for the host of any channel in it; checked again at every press', async () => {
    for (const [member, may] of [[{ ...EVE, id: NAN.id }, true], [MAYA, true], [LIN, true], [{ ...EVE, host: true }, false], [EVE, false]] as const) {
      await keepOn('13', message(SIDECAR));
      const { length, [length - 1]: last } = await on('13');
      const { ref } = last!;
      const shown = words(await press(world, `comment ${ref}`, member));
      expect([member.name, /\[(Delete|删除)\]/.test(shown)]).toEqual([member.name, may]);
      const done = words(await press(world, `comment delete ${ref} yes`, member));
      expect([member.name, /is deleted|已删除。/.test(done)]).toEqual([member.name, may]);
      expect(await on('13')).toHaveLength(length - (may ? 1 : 0));
    }
    expect(words(await press(world, 'comment delete 13.1 yes', LIN))).toContain('专栏的留言');
  });

  it('P4: what a member wrote, saved and liked is found by member; once deleted, nothing of the words is in the store', async () => {
    const secret = 'ZEBRA-4711 斑马';
    await say(world, `comment 13 typed ${secret}`, { member: MAYA });
    await keepOn('13', message(`saved ${secret}`, 'x:m1', { id: MAYA.id, name: `Maya ${secret}` }), LIN);
    const [draft = ''] = linesOf(await say(world, `comment 99 draft ${secret}`, { member: MAYA }));
    await press(world, draft.replace(/\S+$/, '25'), MAYA);
    await press(world, 'comment like 13.g1', LIN);
    await press(world, 'comment like 13.1', MAYA);
    await press(world, 'comment like 13.g2', MAYA);
    const traces = async (member: string) => (await world.hall.parts.store.members<{ kind: string; lesson: string; target: string }>(tracesKey(member))).map(({ value }) => `${value.kind} ${value.lesson}.${value.target}`);
    const column = await commentsOn(world.hall.parts.store, 'kubernetes', lessonAt(world.hall.parts.library().course, '13')!);
    expect(await traces(MAYA.id)).toEqual(['author 13.g1', 'author 13.g2', 'author 25.g1', `like 13.${column[0]!.id}`, 'like 13.g2']);
    expect(await traces(LIN.id)).toEqual(['saver 13.g2', 'like 13.g1']);
    for (const ref of ['13.g1', '13.g2', '25.g1']) await press(world, `comment delete ${ref} yes`, MAYA);
    expect([await traces(MAYA.id), await traces(LIN.id)]).toEqual([[`like 13.${column[0]!.id}`], []]);
    await press(world, 'comment like 13.1', MAYA);
    expect(await traces(MAYA.id)).toEqual([]);
    await world.hall.close();
    expect(scan(world)).not.toContain('ZEBRA');
    expect(scan(world)).not.toContain('斑马');
  });

  it('a comment, its likes and its numbers are there after a restart', async () => {
    await say(world, 'comment 13 first', { member: MAYA });
    await press(world, 'comment like 13.g1', LIN);
    await press(world, 'comment delete 13.g1 yes', LIN);
    await say(world, 'comment 13 second', { member: MAYA });
    await press(world, 'comment like 13.g2', LIN);
    await world.hall.close();
    const again = await openWorld({ file: world.file });
    const reply = await say(again, 'comment 13 third', { member: MAYA });
    expect(words(reply)).toContain('13.g3');
    expect(words(await say(again, 'comment 13.g2'))).toContain('👍 1');
    await again.close();
  });
});
