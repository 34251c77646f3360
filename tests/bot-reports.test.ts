import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member, Place } from '../src/ports.js';
import { EVE } from './support/comments.js';
import { type Board, board, errors, HALL, LIN, linesOf, MAYA, pass, press, request, say, words, ear } from './support/members.js';
import { askedIn, member } from './support/party.js';
import { choice } from './support/questions.js';
import { openWorld, type World } from './support/world.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const QUESTIONS = { '24': [{ ...choice('s-one'), lesson: '24' }], '25': [choice('s-a'), choice('s-b'), choice('s-c')].map((one) => ({ ...one, lesson: '25' })), '13': [] };
const ELSEWHERE: Place = { ...HALL, group: 'x:other', channel: 'x:other-hall' };

let world: World;
let platform: Board;
beforeEach(async () => {
  world = await openWorld({ questions: QUESTIONS });
  platform = board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const told = async (line: string, who: Member = LIN, more = {}) => words(await say(world, line, { member: who, locale: 'en', ...more }));

/** A member practises the question of lesson 24 and has its verdict; the id of the practice. */
async function practised(who: Member, right = true, place: Place = HALL): Promise<string> {
  const asked = await say(world, 'quiz 24', { member: who, place });
  const at = words(asked).split('\n').filter((line) => /^[A-D] {2}/.test(line)).findIndex((line) => line.includes('option b') === right);
  const line = linesOf(asked)[at]!;
  await press(world, line, who, { place });
  return line.split(' ')[2]!;
}

const report = async (who: Member, id: string, why = 'wrong') => words(await press(world, `question because ${id} ${why}`, who));

/** Three members report the question of lesson 24. */
async function threeReports(): Promise<void> {
  for (let i = 1; i <= 3; i++) await report(member(i), await practised(member(i)), i === 3 ? 'other B is right as well, see `docs`' : 'wrong');
}

describe('Q11: a report', () => {
  it('is offered on the verdict of practice, on the revealed round and on one’s result, and asks what is wrong', async () => {
    const id = await practised(MAYA);
    const asks = await press(world, `question report ${id}`, MAYA, { pressed: { private: true } });
    expect(words(asks)).toContain('nobody learns that it was you');
    expect(linesOf(asks)).toEqual(['wrong', 'several', 'unclear', 'old', 'other'].map((why) => `question because ${id} ${why}`));
    expect(world.hall.bot.form({ line: `question because ${id} other`, member: MAYA, place: HALL })).toMatchObject({ title: 'Report this question', fields: [{ name: 'reason', max: 300 }] });
    expect(world.hall.bot.form({ line: `question because ${id} wrong`, member: MAYA, place: HALL })).toBeUndefined();
    // the solution on which it was pressed stays
    const heard = ear();
    await world.hall.bot.receive(request(world, `question report ${id}`, { member: MAYA, pressed: { private: true } }), heard);
    expect(heard.answers[0]?.audience).toBe('you');

    const round = await askedIn(world, await say(world, 'quiz group seconds:10 24'));
    await pass(world, MINUTE);
    expect(linesOf(platform.edits.at(-1)!.reply)).toContain(`question report ${round.id}`);
    expect(linesOf(await press(world, `quiz result ${round.id}`, MAYA))).toContain(`question report ${round.id}`);
    expect(await report(MAYA, round.id)).toContain('admins of this group see your report');
  });

  it('is one a member and question, wherever it is pressed, and only once the solution stands there', async () => {
    const id = await practised(MAYA);
    expect(await report(MAYA, id)).toContain('Thank you');
    expect(await report(MAYA, id, 'old')).toContain('your first report stands');
    expect(await report(MAYA, await practised(MAYA))).toContain('your first report stands');
    expect(await told('question reports')).toMatch(/s-one[\s\S]*1 report: What counts as right is wrong \(1\)/);

    const asked = await say(world, 'quiz 24', { member: EVE });
    const open = linesOf(asked)[0]!.split(' ')[2]!;
    for (const what of [`question report ${open}`, `question because ${open} wrong`]) expect(words(await press(world, what, EVE))).toContain('too-early');
    expect(await report(EVE, id)).toContain('not-yours');
    const round = await askedIn(world, await say(world, 'quiz group seconds:60 24'));
    await press(world, round.right, EVE);
    expect(await report(EVE, round.id)).toContain('too-early');
    expect(words(await press(world, `question because ${round.id} wrong`, EVE, { place: ELSEWHERE }))).toContain('elsewhere');
    // a group's own question is reported in that group alone
    await say(world, 'question suggest 13 of the hall? | *a | b | c | d | = so', { member: MAYA });
    await say(world, 'question approve q1');
    const own = await say(world, 'quiz 13', { member: EVE });
    await press(world, linesOf(own)[0]!, EVE);
    const here = linesOf(own)[0]!.split(' ')[2]!;
    expect(words(await press(world, `question because ${here} old`, EVE, { place: ELSEWHERE }))).toMatch(/\bgone$/);
    expect(await report(EVE, here, 'old')).toContain('Thank you');
    expect(await told('question restore q1')).toContain('q1 is asked again');
    for (const odd of ['p00000000000z', 'r00000000000z', 'game:x', 'x']) expect(await report(EVE, odd)).toMatch(/\bgone$/);
    expect(await report(EVE, open, 'because')).toContain('not-a-choice');
    expect(await report(EVE, id, 'other')).not.toContain('Thank you');
    expect(await told('question reports')).toContain('1 report');
  });

  it('words are quoted as they are, nobody is named, and every reply is for the admin alone', async () => {
    await threeReports();
    const heard = ear();
    await world.hall.bot.receive(request(world, 'question reports'), heard);
    expect(heard.answers[0]?.audience).toBe('you');
    const { blocks } = heard.answers[0]!.reply;
    expect(blocks.filter(({ kind }) => kind === 'quote')).toEqual([{ kind: 'quote', spans: ['B is right as well, see `docs`'] }]);
    expect(JSON.stringify(blocks)).not.toMatch(/Member|x:member/);
    expect(await told('question show s-one')).toContain('B is right as well');
    expect(await told('question reports', MAYA)).toContain('no-right');
    expect(await told('progress')).toContain('1 question has reports');
  });
});

describe('Q11: at so many reports a question is suspended in its group', () => {
  it('three different members by default: it is in no pool there, and old buttons say so; elsewhere it is asked', async () => {
    const old = linesOf(await say(world, 'quiz 24', { member: MAYA }))[0]!;
    await report(member(1), await practised(member(1)));
    await report(member(2), await practised(member(2)));
    expect(await told('quiz 24', EVE)).toContain('stem of s-one');
    expect(await report(member(3), await practised(member(3)))).toContain('suspended here until an admin');
    expect(await told('quiz 24', EVE)).toContain('no-questions');
    expect(await told('quiz group 24')).toContain('no-questions');
    expect(words(await press(world, old, MAYA))).toContain('suspended in this group');
    expect(await told('quiz 24', EVE, { place: ELSEWHERE })).toContain('stem of s-one');
    expect(await told('mydata', MAYA)).not.toContain('Counted answers');
  });

  it('the number is the group’s, chosen by its admins', async () => {
    expect(await told('settings reports:1', MAYA)).toContain('no-right');
    for (const odd of ['0', '21', 'x']) expect(await told(`settings reports:${odd}`)).toContain('not-a-number');
    expect(await told('settings reports:1')).toContain('1 report suspends a question');
    expect(await told('settings')).toContain('1 report suspends a question');
    expect(await told('settings', MAYA)).not.toContain('suspends a question');
    expect(await report(MAYA, await practised(MAYA))).toContain('suspended here');
    await report(MAYA, await practised(MAYA, true, ELSEWHERE));
    expect(await told('quiz 24', EVE, { place: ELSEWHERE })).toContain('stem of s-one');
  });

  it('a due card waits, and is due again once the question is restored, its reports cleared', async () => {
    await practised(MAYA, false);
    await threeReports();
    world.clock.travel(world.clock.now() + 3 * DAY);
    const before = (await world.hall.parts.store.get(`card:${MAYA.id}:s-one`))?.value;
    expect(await told('review', MAYA)).toMatch(/Nothing is due today[\s\S]*1 due card waits/);
    expect(await told('progress', MAYA)).not.toContain('Due for review today: 1');
    expect((await world.hall.parts.store.get(`card:${MAYA.id}:s-one`))?.value).toEqual(before);
    // in a conversation of one's own nothing is suspended
    expect(await told('review', MAYA, { place: ELSEWHERE })).toContain('stem of s-one');

    expect(await told('question restore s-one')).toContain('is asked again');
    expect(await told('question reports')).toContain('no question is suspended');
    const card = await say(world, 'review', { member: MAYA });
    expect(words(card)).toContain('stem of s-one');
    await told('question suspend s-one');
    expect(words(await press(world, linesOf(card)[0]!, MAYA))).toContain('suspended in this group');
    expect((await world.hall.parts.store.get(`card:${MAYA.id}:s-one`))?.value).toEqual(before);
    await told('question restore s-one');
    // and the same members may report it again
    expect(await report(member(1), await practised(member(1)))).toContain('Thank you');
  });

  it('bad input: answers to a question suspended in an open round do not count; the round ends as skipped, and says why', async () => {
    const round = await askedIn(world, await say(world, 'quiz group seconds:60 24'));
    await press(world, round.right, MAYA);
    await press(world, round.wrong, member(5));
    await told('question suspend s-one');
    expect(words(await press(world, round.right, EVE))).toContain('suspended in this group');
    await pass(world, 2000);
    expect(words(platform.edits.at(-1)!.reply)).toContain('提问期间被停用');
    expect(words(await press(world, round.right, EVE))).toContain('suspended in this group');
    expect(words(await press(world, `quiz result ${round.id}`, MAYA))).toContain('was suspended while it was asked');
    expect(await told('leaderboard')).toContain('Nobody has points');
    // nobody loses anything: no card for who was wrong
    expect(await told('review', member(5))).toContain('You have no cards yet');
    expect(await told('quiz group 25')).toContain('s-');
  });

  it('a quiz of several questions goes on with the others', async () => {
    const first = await askedIn(world, await say(world, 'quiz group seconds:60 count:3 25'));
    await press(world, first.right, MAYA);
    await told(`question suspend ${first.question.id}`);
    await pass(world, 2000);
    const second = await askedIn(world, platform.posts.at(-1)!.reply);
    expect(second.question.id).not.toBe(first.question.id);
    await press(world, second.right, MAYA);
    await pass(world, MINUTE * 1.1);
    await pass(world, MINUTE);
    await press(world, (await askedIn(world, platform.posts.at(-1)!.reply)).right, MAYA);
    await pass(world, MINUTE * 1.1);
    expect(words(platform.posts.at(-1)!.reply)).toMatch(/最终得分[\s\S]*Maya：2 分/);
  });

  it('a question that nobody has, or another group’s, is one sentence', async () => {
    for (const line of ['show', 'suspend', 'restore', 'void', 'approve', 'delete']) expect(await told(`question ${line} q9`)).toContain('There is no question q9 in this group');
    for (const odd of ['../x', 'own-000000000000', 'suggestion:x', 'q0', '@everyone']) expect(await told(`question show ${odd}`)).toContain('There is no question');
    expect(await told('question delete s-one yes')).toContain('belongs to the course');
    expect(await told('question')).toContain('Nothing waits');
  });
});
