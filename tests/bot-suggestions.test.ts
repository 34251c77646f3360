import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf } from '../src/line.js';
import { problems } from '../src/limits.js';
import type { Member } from '../src/ports.js';
import { bankOf } from '../src/quiz/bank.js';
import { hostile } from './core/arbitraries.js';
import { EVE } from './support/comments.js';
import { board, errors, HALL, inMemory, LIN, linesOf, MAYA, press, say, words } from './support/members.js';
import { lineFor, STEM, suggested, approved } from './support/suggest.js';
import { openWorld, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  // lesson 13 has no questions but the group's own
  world = await openWorld({ questions: NONE });
  board(world);
});
afterEach(async () => {
  expect(errors(world)).toEqual([]);
  await world.close();
});

const NONE = { '13': [] };
const ELSEWHERE = { ...HALL, group: 'x:other', channel: 'x:other-hall' };
const ask = (line: string, member: Member = MAYA, more = {}) => say(world, line, { member, ...more });
const told = async (line: string, member: Member = MAYA, more = {}) => words(await ask(line, member, more));
const pool = async (group = HALL.group) => (await bankOf(world.hall.parts, group)).pool('13');

describe('A2: a member suggests a question', () => {
  it('on one line; it waits, and nobody is asked it', async () => {
    const reply = await ask(lineFor());
    expect(words(reply)).toMatch(/q1 waits for an admin[\s\S]*suggested by Maya/);
    expect(linesOf(reply)).toEqual(['question show q1', 'question list']);
    expect(await pool()).toEqual([]);
    expect(await told('question list')).toContain(`q1 · ${STEM} (waits for a decision)`);
    expect(await told('question list', EVE)).toContain('You have suggested nothing here yet');
    expect(await told('question list', LIN)).toMatch(/1 道推荐的题目等待审核[\s\S]*由 Maya 推荐/);
  });

  it('by a form: the lesson is asked for where the line lacks it', async () => {
    const form = (line: string) => world.hall.bot.form({ line, member: MAYA, place: HALL });
    expect(form('question suggest')?.fields.map(({ name, max }) => [name, max])).toEqual([['ref', 100], ['stem', 600], ['options', 2000], ['explanation', 600]]);
    expect(form('question suggest 13')).toMatchObject({ line: 'question suggest ref:13', title: 'Suggest a question' });
    expect(form('question suggest 13')?.fields).toHaveLength(3);
    for (const line of ['question suggest 13 words', 'question suggest 99', 'question list']) expect(form(line)).toBeUndefined();
    const typed = { ref: '第十三讲', stem: '看：\n```yaml\noptions:\n  kind: Pod\n```\n会怎样？', options: '正常\n*失败 // 缺少 spec\nB. 重启\n- 忽略', explanation: '没有 spec，\n校验不过。' };
    expect(await told(lineOf('question suggest', '', typed, Object.keys(typed)))).toContain('q1');
    const shown = await told('question show q1');
    expect(shown).toContain('options:\n  kind: Pod');
    expect(shown).toContain('会怎样？');
    expect(shown).toMatch(/A {2}正常\nB {2}失败\nC {2}重启\nD {2}忽略|[A-D] {2}重启/);
    expect(shown).toContain('没有 spec，\n校验不过。');
    const open = { ...typed, stem: '看：\n```\nkind: Pod' };
    expect(await told(lineOf('question suggest', '', open, Object.keys(open)))).toContain('begins and ends with a line of ```');
  });

  it.each([
    ['no right option', 'a stem | b | c | d | e | = why', 'Which option is right'],
    ['two wrong options', 'a stem | *b | c | d | = why', 'this one has 2'],
    ['six options with one right', 'a stem | *b | c | d | e | f | g | = why', '6 options; at most 5'],
    ['two options that say the same', 'a stem | *b | Ｃ | c | e | = why', 'say the same: “c”'],
    ['no explanation', 'a stem | *b | c | d | e', 'explanation'],
    ['an option of nothing', 'a stem | *b | c | \u00AD | e | = why', 'has no words'],
    ['no stem', '\u00AD | *b | c | d | e | = why', 'question itself is missing'],
    ['a stem too long', `${'x'.repeat(601)} | *b | c | d | e | = why`, '601 characters; at most 600'],
    ['an option too long', `a stem | *${'x'.repeat(181)} | c | d | e | = why`, '181 characters; at most 180'],
  ])('refuses %s with what to mend, and shows what was written', async (_, typed, sentence) => {
    const reply = await ask(`question suggest 13 ${typed}`);
    expect(words(reply)).toMatch(new RegExp(sentence));
    expect(words(reply)).toContain('Nothing is lost');
    expect(linesOf(reply)).toEqual(['question suggest 13']);
    const kept = reply.blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : [])).join('\n');
    expect(kept).toBe(typed.trim());
    expect(await told('question list')).toContain('nothing here yet');
  });

  it('keeps the longest that was written over pages, and what was written without a lesson', async () => {
    const typed = { stem: '*'.repeat(600), options: `${'_'.repeat(1900)}\nx`, explanation: '`'.repeat(600) };
    const first = await ask(lineOf('question suggest', '', { ref: '13', ...typed }, ['ref', 'stem', 'options', 'explanation']));
    const parts = [first];
    for (let next = linesOf(first).find((line) => line.startsWith('question draft')); next; next = linesOf(parts.at(-1)!).find((line) => line.startsWith('question draft'))) parts.push(await press(world, next, MAYA));
    for (const one of parts) expect(problems(one)).toEqual([]);
    const code = parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : [])));
    expect(code.join('').replaceAll('\n', '')).toBe(`${typed.stem}${typed.options}${typed.explanation}`.replaceAll('\n', ''));

    const asks = await ask(lineFor(STEM, '99'));
    expect(words(asks)).toContain('no lesson “99”');
    const choice = linesOf(asks).find((line) => /^question place \w{12} 13$/.test(line)) ?? linesOf(asks)[0]!.replace(/\S+$/, '13');
    expect(words(await press(world, choice, EVE))).toContain('expired');
    expect(words(await press(world, choice, MAYA))).toContain('q1 waits');
    expect(words(await press(world, choice, MAYA))).toContain('has that question already');
    // without a number the first word is one of the stem
    const bare = await ask('question suggest Which word is first? | *Which | word | is | first | = see');
    expect(words(await press(world, linesOf(bare)[0]!.replace(/\S+$/, '13'), MAYA))).toContain('q2 waits');
    expect(await told('question show q2')).toContain('Which word is first?');
  });

  it('refuses a stem that the group or the course has, however it is spelt; another group may have it', async () => {
    await suggested(world);
    expect(await told(lineFor('what do all containers of ONE pod share', '24'), EVE)).toContain('has that question already');
    expect(await told(lineFor(), EVE, { place: ELSEWHERE })).toContain('q1 waits');
    const { stem } = world.hall.parts.library().course.lessons.find(({ id }) => id === '24')!.questions.find((one) => !/[|`]/.test(one.stem.en))!;
    expect(await told(lineFor(stem.en.replace(/\n/g, ' ')))).toContain('has that question already');
    // declined, it may be suggested anew
    await ask('question decline q1 too easy', LIN);
    expect(await told(lineFor(), EVE)).toContain('q2 waits');
  });

  it('five of one member wait at most, also when they come at once; a decision makes room', async () => {
    const all = await Promise.all(Array.from({ length: 9 }, (_, i) => told(lineFor(`question number ${i}?`))));
    expect(all.filter((one) => one.includes('waits for an admin'))).toHaveLength(5);
    expect(all.filter((one) => one.includes('at most 5 wait at once'))).toHaveLength(4);
    expect(await told(lineFor('of somebody else?'), EVE)).toContain('waits for an admin');
    expect(await told(lineFor('in another group?'), MAYA, { place: ELSEWHERE })).toContain('waits for an admin');
    await ask('question delete q1 yes', MAYA);
    await ask('question approve q2', LIN);
    expect(await told(lineFor('one more?'))).toContain('waits for an admin');
    expect(await told(lineFor('two more?'))).toContain('waits for an admin');
    expect(await told(lineFor('three more?'))).toContain('at most 5 wait at once');
  });
});

describe('A2: an admin decides', () => {
  it('approved, it is asked in this group alone, in its one language, with credit below the solution', async () => {
    await approved(world);
    expect(await pool()).toHaveLength(1);
    expect(linesOf(await ask('lesson 13'))).toContain('quiz practice 13');
    expect(linesOf(await ask('lesson 13', MAYA, { place: ELSEWHERE }))).not.toContain('quiz practice 13');
    expect(await pool(ELSEWHERE.group)).toEqual([]);
    expect(await told('quiz 13', EVE, { place: ELSEWHERE })).toContain('no-questions');
    const asked = await ask('quiz 13', LIN);
    expect(words(asked)).toMatch(/本群推荐 · 单选 · 只有英文/);
    expect(words(asked)).not.toContain('Maya');
    const solved = words(await press(world, linesOf(asked)[0]!, LIN, { pressed: { private: true } }));
    expect(solved).toMatch(/the network[\s\S]*解析 they see one localhost[\s\S]*由 Maya 推荐/);
    // the same practice, from another group: the question is not there
    expect(words(await press(world, linesOf(asked)[0]!, LIN, { place: ELSEWHERE }))).toContain('gone');
  });

  it('only an admin may, checked at the press: neither members nor hosts of a channel', async () => {
    await suggested(world);
    for (const line of ['approve q1', 'decline q1 no', 'reports', 'suspend q1', 'restore q1', 'void q1']) {
      for (const who of [MAYA, { ...EVE, host: true }]) expect(words(await press(world, `question ${line}`, who))).toContain('no-right');
    }
    expect(words(await press(world, 'question show q1', EVE))).toContain('not-yours');
    expect(words(await press(world, 'question delete q1 yes', EVE))).toContain('not-to-delete');
    expect(await pool()).toEqual([]);
  });

  it('of two decisions the first stands, and the same one twice is one', async () => {
    await suggested(world);
    const two = await Promise.all([told('question approve q1', LIN), told('question decline q1 no', { ...EVE, admin: true })]);
    expect(two.filter((one) => /decided/.test(one))).toHaveLength(1);
    await suggested(world, 'another?');
    expect(await told('question approve q2', LIN)).toContain('q2 已通过');
    expect(await told('question approve q2', LIN)).toContain('q2 已通过');
    expect(await told('question decline q2 but no', LIN)).toContain('已经审核过了：已通过');
    expect((await pool()).length).toBeLessThanOrEqual(2);
  });

  it('the author is told once, in private, with the reason as a quote; a public reply does not tell', async () => {
    await suggested(world);
    await suggested(world, 'another?');
    await ask('question approve q1', LIN);
    expect(await told('question decline q2', LIN)).toContain('请写明原因');
    for (const action of ['approve', 'decline', 'show', 'void']) expect(await told(`question ${action}`, LIN)).toMatch(new RegExp(`question ${action} q7`));
    for (let i = 0; i < 2; i++) expect(await told('question decline Q2 see @everyone, *why*', LIN)).toContain('q2 未通过');
    // another reason comes too late to be read
    expect(await told('question decline q2 for another reason', LIN)).toContain('已经审核过了：未通过');
    expect(await told('lesson 14', EVE)).not.toContain('was approved');
    expect(await told('lesson 14')).not.toContain('was approved');
    const next = await ask('progress');
    expect(words(next)).toMatch(/“What do all containers of one Pod share\?” was approved[\s\S]*“another\?” was declined/);
    expect(next.blocks.find((block) => block.kind === 'quote')).toEqual({ kind: 'quote', spans: ['see @everyone, *why*'] });
    expect(await told('progress')).not.toContain('was approved');
    expect(await told('question list')).toMatch(/q2 · another\? \(declined\)[\s\S]*q1 .*\(approved\)/);
    expect(await told('question show q2')).toContain('see @everyone, *why*');
  });

  it('admins see in progress and settings how much waits; members do not', async () => {
    expect(await told('progress', LIN)).not.toContain('等待审核');
    await suggested(world);
    for (const line of ['progress', 'settings']) {
      const reply = await ask(line, LIN);
      expect(words(reply)).toContain('有 1 道推荐的题目等待审核');
      expect(linesOf(reply)).toContain('question list');
      expect(await told(line, MAYA)).not.toMatch(/waits for a decision/);
    }
  });

  it('its author takes it back while it waits; an admin deletes it at any time, and then nobody is asked it', async () => {
    await suggested(world);
    expect(words(await ask('question delete q1'))).toContain('for good?');
    expect(await told('question delete q1 yes')).toContain('q1 is deleted');
    expect(await told('question show q1')).toContain('no question q1');
    const ref = await approved(world);
    expect(ref).toBe('q2');
    const asked = await ask('quiz 13', EVE);
    expect(await told('question delete q2 yes', MAYA)).toContain('not-to-delete');
    expect(await told('question delete q2 yes', LIN)).toContain('q2 已删除');
    expect(await pool()).toEqual([]);
    expect(words(await press(world, linesOf(asked)[0]!, EVE))).toContain('gone');
    expect(await told('quiz 13', EVE)).toContain('no-questions');
    // and a card of it is put aside, as of any question that is gone
    expect(await told(lineFor(), EVE)).toContain('q3 waits');
  });

  it('a card of it is asked in its group alone, and waits elsewhere', async () => {
    await approved(world);
    const asked = await ask('quiz 13', EVE);
    const wrong = linesOf(asked).find((line, i) => line.startsWith('quiz answer') && !words(asked).split('\n').find((one) => one.startsWith('ABCDE'[i]!))?.includes('the network'));
    await press(world, wrong!, EVE);
    world.clock.travel(world.clock.now() + 2 * 86_400_000);
    expect(await told('review', EVE, { place: ELSEWHERE })).toMatch(/Nothing is due today[\s\S]*1 due card waits/);
    expect(await told('review', EVE)).toContain(STEM);
    await ask('question delete q1 yes', LIN);
    expect(await told('review', EVE)).toContain('the course no longer has its question');
  });
});

describe('A2: names and words of people are data', () => {
  it.each([
    ['\u202Eevil\u200B\u2066', 'evil'],
    ['\u200D\u200C', '?'],
    ['  ', '?'],
    ['**@everyone** <!here>', '**@everyone** <!here>'],
    ['名'.repeat(80), `${'名'.repeat(39)}…`],
  ])('a name %j is shown as %j', async (name, shown) => {
    await approved(world, STEM, '13', { ...MAYA, name });
    const asked = await ask('quiz 13', EVE);
    expect(words(await press(world, linesOf(asked)[0]!, EVE))).toContain(`Suggested by ${shown}`);
  });

  it('whatever is written, every reply fits everywhere and no part of it steers the layout', async () => {
    const bot = inMemory(world);
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(hostile(120), fc.array(hostile(60), { minLength: 4, maxLength: 5 }), hostile(120), hostile(20), async (stem, options, explanation, name) => {
        const member = { ...MAYA, id: `x:m${kept}`, name };
        const typed = { ref: '13', stem: `${stem}?`, options: options.map((one, i) => `${i === 0 ? '*' : ''}${i} ${one.replaceAll('\n', ' ')}`).join('\n'), explanation: `because ${explanation}` };
        const reply = await say(world, lineOf('question suggest', '', typed, Object.keys(typed)), { member }, bot);
        expect(problems(reply)).toEqual([]);
        const ref = /\bq\d+\b/.exec(words(reply))?.[0];
        if (!ref || !words(reply).includes('waits for an admin')) return;
        kept++;
        for (const line of [`question show ${ref}`, 'question list', `question approve ${ref}`, `question show ${ref}`, 'quiz 13']) {
          const shown = await say(world, line, { member: LIN }, bot);
          expect(problems(shown)).toEqual([]);
          expect(words(shown)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/u);
        }
      }),
      { numRuns: 40 },
    );
    expect(kept).toBeGreaterThan(15);
  });
});
