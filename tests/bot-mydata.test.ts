import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/io/store/driver.js';
import type { Member } from '../src/ports.js';
import type { Reply } from '../src/reply.js';
import { EVE } from './support/comments.js';
import { board, ear, errors, HALL, LIN, linesOf, MAYA, press, request, say, words } from './support/members.js';
import { askedIn, playRound, practise } from './support/rounds.js';
import { approved, suggested } from './support/suggest.js';
import { openWorld, type World } from './support/world.js';

let world: World;
let open: boolean;
beforeEach(async () => {
  world = await openWorld();
  open = true;
  board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  if (open) await world.close();
});

const OTHER = { ...HALL, group: 'x:other', channel: 'x:other-hall' };
const SECRET = 'a Pod is a logical host, says nobody but me';

/** Everything that leaves something of a member in the store, in two groups. */
async function live(member: Member): Promise<void> {
  const by = { member };
  for (const line of ['lesson 13', 'read 13', 'read 14', 'settings en', 'settings zone:Europe/Berlin hour:3', 'next', 'leaderboard join']) await say(world, line, by);
  await say(world, 'leaderboard join', { member, place: OTHER });
  await practise(world, '23', member, false);
  await say(world, 'quiz practice 24', by);
  await playRound(world, '24', [[member, true]]);
  await playRound(world, '25', [[member, false]], OTHER);
  const still = { ...OTHER, channel: `x:round-of-${member.name}` };
  await press(world, (await askedIn(world, await say(world, 'quiz group 23', { member, place: still }))).wrong, member, { place: still });
  await say(world, `comment 13 ${SECRET} (${member.id.length})`, by);
  await say(world, `comment 13.1 ${SECRET}`, by);
  await press(world, 'comment like 13.1', member);
  await press(world, 'comment like 13.g1', member);
  await suggested(world, `${SECRET}, waits for ${member.id}?`, '13', member);
  await approved(world, `approved, of a name of ${member.name.length}?`, '13', member, OTHER);
  await say(world, `question suggest 13 ${SECRET}, of ${member.id}, without options`, by);
  const round = await playRound(world, '26', [[member, true]]);
  await press(world, `question because ${round.id} other ${SECRET}`, member);
  await say(world, 'comment 99 a draft that finds no lesson', by);
  await say(world, 'schedule set 08:00 Asia/Shanghai', { member: { ...member, admin: true }, place: { ...HALL, channel: `x:channel-of-${member.name}` } });
  const offered = linesOf(await say(world, 'schedule notice', { member, place: { ...HALL, channel: `x:channel-of-${member.name}` } }));
  await press(world, offered.find((line) => line.startsWith('schedule notice on')) ?? '', member);
}

const subject = (author: Member, message: string, text = 'words in the chat') => ({ author, text, at: world.clock.now(), message: { channel: 'x:hall', message } });

/** A member keeps a message of another one below a lesson. */
async function save(saver: Member, author: Member, message: string): Promise<void> {
  const ask = await say(world, 'comment save', { member: saver, subject: subject(author, message, `said by ${author.name}`) });
  await press(world, linesOf(ask).find((line) => line.endsWith(' 13'))!, saver);
}

/** Every row of every table of the store's file, as text. */
async function rows(): Promise<string[]> {
  await world.hall.close();
  open = false;
  const copy = `${world.file}.copy`;
  copyFileSync(world.file, copy);
  const db = openDatabase(copy);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
  const all = tables.flatMap(({ name }) => db.prepare(`SELECT * FROM ${name}`).all().map((row) => `${name} ${JSON.stringify(row)}`));
  db.close();
  expect(all.length).toBeGreaterThan(20);
  return all;
}

const codeOf = (reply: Reply) => reply.blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : []));

/** All pages of an export, put together as a person would. */
async function exported(format: string, member: Member): Promise<string> {
  const parts: string[] = [];
  for (let page = 1; ; page++) {
    const reply = await say(world, `mydata export ${format} page:${page}`, { member });
    parts.push(...codeOf(reply));
    if (!linesOf(reply).includes(`mydata export ${format} page:${page + 1}`)) return parts.join('\n');
  }
}

describe('P4: my data', () => {
  it('is told to its member alone, in numbers', async () => {
    await live(MAYA);
    const heard = ear();
    await world.hall.bot.receive(request(world, 'mydata', { member: MAYA }), heard);
    expect(heard.answers[0]?.audience).toBe('you');
    const told = words(heard.answers[0]!.reply);
    for (const line of ['Settings: 1', 'Days of study: 2', 'Reading passes: 2', 'Counted answers: 4', 'Questions that you suggested: 2', 'Questions that you reported: 1', 'Your comments: 2', 'Likes: 2', 'Review cards: 2', 'Daily posts that you set: 1', 'because you asked for it: 1', 'Group rounds that you started: 1', 'leaderboards show your name: 2']) {
      expect(told).toContain(line);
    }
    expect(words(await say(world, 'mydata', { member: EVE }))).toContain('Nothing is kept of you yet');
    expect(words(await say(world, '我的数据', { member: { ...EVE, locale: 'zh-CN' } }))).toContain('还没有保存');
  });

  it('as JSON: whole over all pages, and nobody else’s', async () => {
    await live(MAYA);
    await live(LIN);
    for (let i = 0; i < 30; i++) await practise(world, '23', MAYA, i % 2 === 0);
    const data = JSON.parse(await exported('json', MAYA)) as Record<string, Record<string, unknown>[]>;
    expect(data['answers']).toHaveLength(35);
    expect(data['passes']).toEqual([{ lesson: '13', day: '2026-03-02', pass: 1 }, { lesson: '14', day: '2026-03-02', pass: 1 }]);
    expect(data['comments']?.map((one) => [one['lesson'], one['number'], one['answers']])).toEqual([['13', 1, undefined], ['13', 2, expect.stringMatching(/^[0-9a-f]{12}$/)]]);
    expect(data['comments']?.[0]?.['text']).toContain(SECRET);
    expect(data['suggestions']).toMatchObject([{ question: 'q1', state: 'waiting', lesson: '13', options: '*the network\na file system // only volumes\none process\nan image', explanation: 'they see one localhost\nso do hosts' }, { question: 'q1', state: 'approved' }]);
    expect(data['reports']).toMatchObject([{ reason: 'other', text: SECRET }]);
    expect(data['clock']?.at(-1)).toMatchObject({ zone: 'Europe/Berlin', hour: 3 });
    expect(JSON.stringify(data)).not.toMatch(/x:lin|小林/);
  });

  it('as CSV: every row has the columns of the head', async () => {
    await live(MAYA);
    await say(world, 'comment 14 two\nlines, "quoted"', { member: MAYA });
    const csv = await exported('csv', MAYA);
    const table = [...`${csv}\n`.matchAll(/((?:"(?:[^"]|"")*"|[^",\n])*(?:,(?:"(?:[^"]|"")*"|[^",\n])*)*)\n/g)].map(([, line = '']) => line.match(/"(?:[^"]|"")*"|[^",]+|(?<=,)(?=,|$)|^(?=,)/g) ?? []);
    expect(table[0]).toEqual(expect.arrayContaining(['kind', 'lesson', 'day', 'question', 'right', 'text']));
    expect(new Set(table.map((row) => row.length))).toEqual(new Set([table[0]!.length]));
    expect(csv).toContain('"two\nlines, ""quoted"""');
  });

  it('as text for Anki: every answered question with its solution, the missed ones marked', async () => {
    await practise(world, '23', MAYA, false);
    await practise(world, '24', MAYA, true);
    const [separator, html, guid, tags, deck, ...notes] = (await exported('anki', MAYA)).split('\n');
    expect([separator, html, guid, tags]).toEqual(['#separator:tab', '#html:true', '#guid column:1', '#tags column:4']);
    expect(deck).toBe(`#deck:${world.hall.parts.library().course.title.en}`);
    const fields = notes.map((one) => one.split('\t'));
    expect(fields.map((all) => all.length)).toEqual([4, 4]);
    expect(fields.map((all) => all[0])).toEqual([expect.stringMatching(/^[a-z0-9-]+\/en$/), expect.stringMatching(/^[a-z0-9-]+\/en$/)]);
    expect(fields.map((all) => all[3])).toEqual(['kubernetes lesson-23 missed', 'kubernetes lesson-24']);
    expect(words(await say(world, 'mydata export xml', { member: MAYA }))).toContain('not-a-choice');
    expect(words(await say(world, 'mydata export json page:99', { member: MAYA }))).toContain('no-page');
  });

  it('is deleted after one more press, and then no row of the store knows the member; others’ rows stay', async () => {
    await live(LIN);
    await live(EVE);
    await save(EVE, LIN, 'x:said-1');
    const left = await exported('json', LIN);
    await live(MAYA);
    await save(MAYA, LIN, 'x:said-2');
    await save(EVE, MAYA, 'x:said-3');
    await press(world, 'comment like 13.g1', EVE);
    const ask = await say(world, 'mydata delete', { member: MAYA });
    expect(words(ask)).toContain('Delete all that I keep of you');
    expect(words(await say(world, 'mydata', { member: MAYA }))).toContain('Counted answers');
    expect(words(await press(world, 'mydata delete yes', MAYA, { pressed: { private: true } }))).toContain('I keep nothing of you any more');
    expect(words(await say(world, 'mydata', { member: MAYA }))).toContain('Nothing is kept of you yet');
    expect(words(await press(world, 'mydata delete yes', MAYA, { pressed: { private: true } }))).toContain('I keep nothing of you any more');

    const lins = JSON.parse(await exported('json', LIN)) as Record<string, unknown[]>;
    const before = JSON.parse(left) as Record<string, unknown[]>;
    // what Maya saved of Lin's is Lin's
    expect(lins['comments']).toHaveLength(before['comments']!.length + 1);
    expect({ ...lins, comments: [], rounds: [] }).toEqual({ ...before, comments: [], rounds: [] });
    expect(words(await say(world, 'schedule status', { place: { ...HALL, channel: 'x:channel-of-Maya' } }))).toContain('08:00');

    // what was approved is asked on, without the name
    expect(words(await say(world, 'question show q3', { member: LIN, place: OTHER, locale: 'en' }))).toMatch(/approved, of a name of 4\?(?![\s\S]*Suggested by)/);
    const all = await rows();
    const known = all.map((row) => row.replaceAll(/x:(?:channel|round)-of-Maya/g, '')).filter((row) => /maya/i.test(row) || row.includes(`${SECRET} (6)`));
    expect(known).toEqual([]);
    for (const id of ['x:lin', 'x:eve']) for (const what of ['reader', 'activity', 'answers', 'traces', 'asked', 'deck']) expect(all.some((row) => row.includes(`"${what}:${id}"`))).toBe(true);
  });

  it('counts without names outlive it, and the member begins anew', async () => {
    for (let i = 0; i < 5; i++) await practise(world, '24', MAYA, false);
    await say(world, 'mydata delete yes', { member: MAYA });
    expect(words(await say(world, 'report weakspots', { locale: 'en' }))).toContain('5 of 5 answers wrong');
    await say(world, 'read 13', { member: MAYA });
    expect(words(await say(world, 'progress', { member: MAYA }))).toContain('Streak: 1 day');
  });
});
