import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStudyHall, type Running } from '../adapters/main.js';
import { readConfig } from '../src/io/config.js';
import { chromiumPath, launchChromium } from './support/browser.js';

const path = chromiumPath();

describe.skipIf(!path)(path ? 'D8: members comment on the local page, with the real core and course' : 'skipped: no Chromium found', () => {
  let folder: string;
  let running: Running;
  let browser: Browser;
  let page: Page;
  const trouble: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium(path as string);
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'study-hall-page-'));
    const error = (message: string, fields?: object) => void trouble.push(`${message} ${JSON.stringify(fields)}`);
    running = await startStudyHall(readConfig({ STORE_URL: `file:${join(folder, 'test.db')}`, PAGE_PORT: '0' }), { info() {}, warn() {}, error });
    page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(8000);
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('pageerror', (problem) => trouble.push(problem.message));
    await page.goto(running.page?.address() ?? '');
    await page.locator('#line').waitFor();
  });
  afterEach(async () => {
    await page.close();
    await running.stop();
    await rm(folder, { recursive: true });
    expect(trouble.splice(0)).toEqual([]);
  });

  const dialog = (): Locator => page.locator('dialog.form');
  const last = (): Locator => page.locator('.card').last();
  async function type(line: string): Promise<void> {
    await page.fill('#line', line);
    await page.press('#line', 'Escape');
    await page.press('#line', 'Enter');
  }

  test('a form takes a comment, by keyboard alone; a private reply shows the like to who gave it', async () => {
    await type('comment 13');
    await dialog().waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('form-text');
    expect(await dialog().locator('label').innerText()).toBe('Your comment');
    expect(await dialog().getAttribute('aria-labelledby')).toBe('form-title');
    await page.keyboard.press('Control+Enter');
    expect(await dialog().locator('[role=alert]').innerText()).toBe('Write something first.');
    await page.keyboard.type('A Pod is a logical host:');
    await page.keyboard.press('Enter');
    await page.keyboard.type('  one network, one life.');
    expect(await dialog().locator('.form-room').innerText()).toBe('49 / 2000');
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => last().locator('.discord blockquote').innerText()).toBe('A Pod is a logical host:\n  one network, one life.');
    expect(await page.inputValue('#line')).toBe('');

    await page.click('#member-lin');
    await last().locator('.slack [data-line="comment like 13.g1"]').click();
    await expect.poll(() => last().innerText()).toContain('已赞 13.g1');
    expect(await last().locator('.private').count()).toBe(1);
    await page.click('#member-maya');
    await expect.poll(() => page.locator('.card', { hasText: '已赞' }).count()).toBe(0);
  });

  test('Escape closes the form, gives the focus back, and keeps the words for the next time', async () => {
    await type('comment 13 first');
    const answer = page.locator('.discord [data-line="comment reply 13.g1"]').first();
    await answer.focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    expect(await dialog().locator('h2').innerText()).toBe('Answer this comment');
    await page.keyboard.type('half an answ');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => answer.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    expect(await dialog().locator('textarea').inputValue()).toBe('half an answ');
    await page.keyboard.press('End');
    await page.keyboard.type('er');
    await dialog().locator('button[type=submit]').click();
    await expect.poll(() => last().innerText()).toContain('13.g2');
    expect(await last().locator('.slack blockquote').innerText()).toBe('half an answer');
    expect(await last().innerText()).toContain('Answers 13.g1 · Maya: first');
    await answer.click();
    await dialog().waitFor();
    expect(await dialog().locator('textarea').inputValue()).toBe('');
    await dialog().locator('button', { hasText: 'Cancel' }).click();
    await expect.poll(() => dialog().count()).toBe(0);
  });

  test('what could not be sent stays in the form', async () => {
    await type('comment 13');
    await dialog().waitFor();
    const words = dialog().locator('textarea');
    await words.pressSequentially('words');
    await page.route('**/line', (route) => route.abort());
    await words.press('Control+Enter');
    await expect.poll(() => dialog().locator('[role=alert]').innerText()).toContain('your words are still here');
    expect(await words.inputValue()).toBe('words');
    await page.unroute('**/line');
    await words.press('Control+Enter');
    await expect.poll(() => last().innerText()).toContain('13.g1');
    trouble.splice(0, trouble.length, ...trouble.filter((one) => !one.includes('ERR_FAILED')));
  });

  test('a message is saved to the lesson that it speaks of, from its own menu', async () => {
    const said = 'a sidecar shares the network of the main container in one Pod';
    await type(said);
    await last().locator('.panes').waitFor();
    await last().locator('.message-menu', { hasText: 'Save to lesson…' }).click();
    await expect.poll(() => last().innerText()).toContain('Which lesson');
    await last().locator('.discord .menu-opener').click();
    const [first] = await last().locator('.discord [role=option]').allInnerTexts();
    expect(first).toContain('Lesson 13');
    await page.keyboard.press('Enter');
    await expect.poll(() => last().innerText()).toContain('Saved as 13.g1');
    expect(await last().locator('.discord blockquote').innerText()).toBe(said);
    await page.click('#member-lin');
    await expect.poll(() => page.locator('.card').count()).toBe(0);
  });

  test('a payload below a reply that is higher than the window comes into sight when it is opened', async () => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await type('digest 13');
    await last().locator('.payload-toggle').click();
    const inSight = () => last().locator('.payload figcaption').first().evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && bottom <= one.ownerDocument.documentElement.clientHeight;
    });
    await expect.poll(inSight).toBe(true);
  });

  test('in a narrow window nothing of a form sticks out', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await type('comment 13');
    await dialog().waitFor();
    const box = await dialog().boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
    expect(await dialog().evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    expect(await page.locator('.unknown').count()).toBe(0);
  });
});
