import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStudyHall, type Running } from '../adapters/main.js';
import { missingForPictures } from '../src/io/card/packages.js';
import { readConfig } from '../src/io/config.js';
import { chromiumPath, launchChromium } from './support/browser.js';

const path = chromiumPath();

describe.skipIf(!path)(path ? 'X1: a stranger studies on the local page, with the real core and course' : 'skipped: no Chromium found', () => {
  let folder: string;
  let running: Running;
  let browser: Browser;
  let page: Page;
  const trouble: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'study-hall-page-'));
    const error = (message: string, fields?: object) => void trouble.push(`${message} ${JSON.stringify(fields)}`);
    running = await startStudyHall(readConfig({ STORE_URL: `file:${join(folder, 'test.db')}`, PAGE_PORT: '0' }), { info() {}, warn() {}, error });
    browser = await launchChromium(path as string);
    page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(8000);
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('pageerror', (problem) => trouble.push(problem.message));
    await page.goto(running.page?.address() ?? '');
    await page.locator('#line').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await running.stop();
    await rm(folder, { recursive: true });
  });

  const last = (): Locator => page.locator('.card').last();
  async function say(line: string): Promise<Locator> {
    await page.fill('#line', line);
    await page.press('#line', 'Escape');
    await page.press('#line', 'Enter');
    await page.locator('.card', { has: page.getByText(line, { exact: true }) }).last().locator('.panes').waitFor();
    return last();
  }
  const headings = (of: Locator) => of.locator('[role=heading]').allInnerTexts();

  test('a lesson, then the next one by its button, the same in both renderings', async () => {
    const lesson = await say('lesson 23');
    expect((await headings(lesson.locator('.discord')))[0]).toBe((await headings(lesson.locator('.slack')))[0]);
    const before = await page.locator('.card').count();
    const [discord, slack] = await Promise.all(['.discord', '.slack'].map((pane) => lesson.locator(`${pane} button`).allInnerTexts()));
    expect(discord).toEqual(slack);
    await lesson.locator('.slack [data-line^="lesson 24"]').first().click();
    await expect.poll(() => page.locator('.card').count()).toBeGreaterThan(before);
    await expect.poll(() => last().innerText()).toContain('24');
  });

  test('a question in private, answered, in the language of the member', async () => {
    const question = await say('quiz 13');
    expect(await question.locator('.private').innerText()).toBe('只有你能看到');
    const before = await question.locator('.panes').innerText();
    await question.locator('.discord button').first().click();
    await expect.poll(() => last().locator('.panes').innerText()).not.toBe(before);
    await page.click('#member-maya');
    await expect.poll(() => page.locator('.private').count()).toBe(0);
    const own = await say('help');
    expect(await own.locator('.discord').innerText()).toContain('Only you can see this');
    expect(await own.locator('.slack').innerText()).toMatch(/lessons/i);
    await page.click('#member-lin');
  });

  test('completions are lessons; a daily post appears when the clock gets there', async () => {
    await page.fill('#line', 'lesson serverl');
    await page.locator('.completion').first().waitFor();
    await say('schedule set 08:00 Asia/Shanghai');
    const posts = page.locator('.card', { hasText: '自动发布' });
    expect(await posts.count()).toBe(0);
    await page.click('#clock-post');
    await posts.first().waitFor();
    expect(await page.locator('#bot-time').innerText()).toContain('08:00');
  });

  test('every kind of block had a preview, and nothing went wrong', async () => {
    for (const line of ['digest 13', 'find pod', 'lesson 99', 'nonsense', 'settings', 'schedule status', 'next']) await say(line);
    expect(await page.locator('.unknown').allInnerTexts()).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test('P6: progress comes as a picture with a text, in both renderings; without the optional packages as words', async () => {
    await say('read 13');
    const images = (await say('progress')).locator('img.picture');
    expect(await images.count()).toBe(missingForPictures().length > 0 ? 0 : 2);
    for (const image of await images.all()) {
      expect(await image.getAttribute('alt')).toContain('一刷：1 / ');
      await expect.poll(() => image.evaluate((one: unknown) => (one as { naturalWidth: number }).naturalWidth)).toBe(1200);
    }
    expect(await last().innerText()).toContain('连续打卡 ');
  });
});
