import { expect } from 'vitest';
import type { Stage } from './stage.js';

const DAY = 24 * 60 * 60_000;

/** Dialogues about cards of missed questions. */
export const REVIEW: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'P1: a miss comes back the next day, in private, by the buttons of its question': async ({ say, press, pass }) => {
    const asked = await say('lin', 'quiz practice', { ref: '49' });
    const missed = await press('lin', asked, asked.lines()[0] as string);
    expect(missed.words()).toContain('这道题会在2026年3月3日回到你的复习里');
    expect((await say('lin', 'review')).words()).toContain('今天没有到期的卡片。\n下一次：2026年3月3日，1 张。');
    await pass(DAY);
    const progress = await say('lin', 'progress');
    expect(progress.words()).toContain('今天到期的复习：1 张');
    const due = await press('lin', progress, 'review');
    expect(due.private).toBe(true);
    expect(due.words()).toContain('今天到期 1 张卡片，含这一张');
    const right = await press('lin', due, due.lines()[1] as string);
    expect(right.words()).toContain('答对了');
    expect(right.words()).toContain('今天到期的都复习完了');
    expect((await press('lin', right, 'review')).words()).toContain('今天没有到期的卡片');
    expect((await say('maya', 'review')).words()).toContain('You have no cards yet');
  },

  'P1: words are typed into a form in review as in practice': async ({ say, fill, press, pass }) => {
    await fill('maya', await say('maya', 'quiz practice', { ref: '50' }), /^quiz type/, { answer: 'kubectl create' });
    await pass(DAY);
    const verdict = await fill('maya', await say('maya', 'review'), /^quiz type/, { answer: 'Kubectl  apply' });
    expect(verdict.words()).toContain('Right!');
    expect(verdict.words()).toContain('comes back in your review');
    expect((await press('maya', verdict, 'review')).words()).toContain('Nothing is due today');
  },

  'P1: how sure review shall be is chosen in settings': async ({ say, press }) => {
    const settings = await say('maya', 'settings');
    expect(settings.words()).toContain('a chance of 90%');
    expect((await press('maya', settings, 'settings retention 95')).words()).toContain('a chance of 95%');
    expect((await say('maya', 'settings', { retention: 80 })).words()).toContain('a chance of 80%');
  },
};
