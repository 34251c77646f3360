import { expect } from 'vitest';
import { rightAnswer } from '../../src/quiz/grade.js';
import type { Question } from '../../src/quiz/question.js';
import { shownAnswer } from '../../src/quiz/view.js';
import type { Seen, Stage } from './stage.js';

const MINUTE = 60_000;

/** What one types to be right, in the letters that stand there. */
function rightFor({ world }: Stage, seen: Seen, lesson: string): string {
  const id = seen.lines().find((line) => line.startsWith('quiz type'))?.split(' ')[2] ?? '';
  const question = world.hall.parts.library().course.lessons.find((one) => one.id === lesson)?.questions[0] as Question;
  return shownAnswer(question, id, rightAnswer(question), { locale: 'en' });
}

/** Dialogues about the kinds of questions that are not one choice. */
export const KINDS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'Q5: many of a choice are typed as letters into a form; a wrong answer gets the reason of each wrong pick': async (stage) => {
    const asked = await stage.say('maya', 'quiz practice', { ref: '48' });
    expect(asked.words()).toContain('pick all that are right');
    const verdict = await stage.fill('maya', asked, /^quiz type/, { answer: rightFor(stage, asked, '48').toLowerCase() });
    expect(verdict.private).toBe(true);
    expect(verdict.words()).toContain('Right!');
    const again = await stage.press('maya', verdict, 'quiz another 48');
    const wrong = await stage.fill('maya', again, /^quiz type/, { answer: 'ＡＢＣＤＥＦ' });
    expect(wrong.words()).toContain('Not this time. Your answer: A, B, C, D, E, F; right: ');
    for (const why of ['no b', 'no d', 'no e', 'no f']) expect(wrong.words()).toContain(why);
  },

  'a statement has two buttons with words': async (stage) => {
    const asked = await stage.say('lin', 'quiz practice', { ref: '49' });
    expect(asked.words()).toContain('判断对错');
    const [yes] = asked.lines();
    const verdict = await stage.press('lin', asked, yes as string);
    expect(verdict.words()).toContain('你的答案是“正确”，正确答案是“错误”');
    expect(verdict.words()).toContain('题not so');
  },

  'Q5: a word is typed in either language; a near miss gets its own reason': async (stage) => {
    const asked = await stage.say('maya', 'quiz practice', { ref: '50' });
    const verdict = await stage.fill('maya', asked, /^quiz type/, { answer: 'Kubectl  CREATE' });
    expect(verdict.words()).toContain('no kubectl create');
    const again = await stage.press('maya', verdict, 'quiz another 50');
    expect((await stage.fill('maya', again, /^quiz type/, { answer: '应用' })).words()).toContain('Right!');
  },

  'what cannot be read as an answer costs no attempt and says what to type': async (stage) => {
    const asked = await stage.say('maya', 'quiz practice', { ref: '51' });
    const right = rightFor(stage, asked, '51');
    const unread = await stage.fill('maya', asked, /^quiz type/, { answer: 'AB' });
    expect(unread.words()).toContain('does not count');
    expect(unread.words()).toContain('all 4 letters in the right order');
    expect((await stage.fill('maya', unread, /^quiz type/, { answer: [...right].join(' > ') })).words()).toContain('Right!');
  },

  'Q2: items are sorted into groups in a round; the reveal counts right places and names who was right': async (stage) => {
    const round = await stage.say('lin', 'quiz group', { ref: '52', seconds: 60 });
    const before = round.words();
    const right = rightFor(stage, round, '52');
    const receipt = await stage.fill('maya', round, /^quiz type/, { answer: right });
    expect(receipt.private).toBe(true);
    expect(receipt.words()).toContain(`Your answer “${right}” is recorded`);
    expect((await stage.fill('maya', round, /^quiz type/, { answer: 'AAAAA' })).words()).toContain(`Your first answer, “${right}”, stands`);
    await stage.fill('lin', round, /^quiz type/, { answer: 'ccccc' });
    expect(round.words()).toBe(before);
    await stage.pass(MINUTE + 2000);
    expect(round.words()).toContain('正确的分组是');
    expect(round.words()).toContain('放对位置的人数');
    expect(round.words()).toContain('答对的有：Maya');
    expect((await stage.press('lin', round, /^quiz result/)).words()).toContain('为什么第');
  },
};
