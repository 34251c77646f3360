import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { text } from '../src/reply.js';
import { chromiumPath, launchChromium } from './support/browser.js';
import { HOSTILE, startHall, type Hall } from './support/hall.js';

const path = chromiumPath();

describe.skipIf(!path)(path ? 'the page in a real browser' : 'skipped: no Chromium found', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let hall: Hall;
  /** What must never happen: console errors, script errors, refused resources, dialogs. */
  let trouble: string[];

  beforeAll(async () => {
    browser = await launchChromium(path as string);
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    hall = await startHall();
    trouble = [];
    context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 860 } });
    await context.addInitScript({
      content: "document.addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective));",
    });
    page = await open();
  });
  afterEach(async () => {
    await context.close();
    await hall.page.stop();
    expect(trouble).toEqual([]);
  });

  async function open(): Promise<Page> {
    const made = await context.newPage();
    made.setDefaultTimeout(5000);
    made.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    made.on('pageerror', (error) => trouble.push(error.message));
    made.on('dialog', (dialog) => {
      trouble.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await made.goto(hall.page.address());
    await made.locator('#line').waitFor();
    return made;
  }

  const card = (line: string): Locator => page.locator('.card').filter({ has: page.locator('code.line', { hasText: new RegExp(`^${line}$`) }) });
  async function say(line: string): Promise<Locator> {
    await page.fill('#line', line);
    await page.press('#line', 'Escape');
    await page.press('#line', 'Enter');
    await card(line).locator('.panes').waitFor();
    return card(line);
  }

  test('a typed line shows both renderings, with every kind of block', async () => {
    const shown = await say('lesson 13');
    for (const pane of ['.discord', '.slack']) {
      const body = shown.locator(pane);
      expect(await body.locator('[role=heading]').innerText()).toBe('13 · 为什么需要 Pod');
      expect(await body.locator('li').allInnerTexts()).toEqual(['Containers of a Pod share a network', 'Init containers run first', '一个 Pod 里的容器同生共死']);
      expect(await body.locator('strong').first().innerText()).toBe('Pod');
      expect(await body.locator('em').first().innerText()).toBe('smallest unit');
      expect(await body.locator('blockquote').innerText()).toContain('logical host');
      expect(await body.locator('pre').innerText()).toContain('kind: Pod');
      expect(await body.locator('button').allInnerTexts()).toEqual(['Previous', 'Next']);
      expect(await body.locator('a', { hasText: 'the course' }).getAttribute('href')).toBe('https://example.org/course');
      expect(await body.locator('a', { hasText: 'Open lesson' }).getAttribute('rel')).toBe('noopener noreferrer');
    }
  });

  test('a button works in the Discord pane and in the Slack pane, a menu by mouse and by keyboard', async () => {
    await (await say('lesson 13')).locator('.discord button', { hasText: 'Next' }).click();
    await card('lesson 14').locator('.panes').waitFor();
    await card('lesson 14').locator('.slack button', { hasText: 'Next' }).click();
    await card('lesson 15').locator('.panes').waitFor();
    const found = await say('find pod');
    await found.locator('.discord .menu-opener').click();
    await found.locator('.discord [role=option]', { hasText: 'Lesson 13' }).click();
    await expect.poll(() => card('lesson 13').count()).toBe(2);
    await found.locator('.slack .menu-opener').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => card('lesson 14').count()).toBe(2);
    expect(hall.requests.map((r) => [r.line, r.pressed?.private])).toEqual([
      ['lesson 13', undefined],
      ['lesson 14', false],
      ['lesson 15', false],
      ['find pod', undefined],
      ['lesson 13', false],
      ['lesson 14', false],
    ]);
  });

  test('Q2: a private reply is marked, shown to its member alone, and changes in place', async () => {
    const question = await say('quiz');
    expect(await question.locator('.private').innerText()).toBe('Only you can see this');
    await page.click('#member-lin');
    await expect.poll(() => page.locator('.card').count()).toBe(0);
    await page.click('#member-maya');
    await card('quiz').locator('.slack button', { hasText: 'A network namespace' }).click();
    await expect.poll(() => card('quiz').locator('.discord [role=heading]').allInnerTexts()).toEqual(['Right']);
    expect(hall.requests.map((r) => [r.line, r.member.id])).toEqual([['quiz', 'page:maya'], ['answer a', 'page:maya']]);
  });

  test('member and language: all texts of the page change, and each member keeps a language', async () => {
    await page.click('#member-lin');
    expect([await page.locator('.send').innerText(), await page.locator('html').getAttribute('lang')]).toEqual(['发送', 'zh-CN']);
    await page.click('#locale-en');
    expect(await page.locator('.sidebar h2').innerText()).toBe('Commands');
    expect(await page.evaluate('document.activeElement.id')).toBe('locale-en');
    await say('lesson 1');
    expect(hall.requests.at(-1)?.member).toMatchObject({ id: 'page:lin', admin: true, locale: 'en' });
    await page.click('#member-maya');
    await page.click('#locale-zh-CN');
    await page.reload();
    expect(await page.locator('#member-maya').getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => page.locator('.sidebar h2').innerText()).toBe('命令');
    expect(await card('lesson 1').locator('.who').innerText()).toBe('小林 发送了');
  });

  test('the payload viewer opens by keyboard and shows what would be sent', async () => {
    const shown = await say('lesson 13');
    const toggle = shown.locator('.payload-toggle');
    await toggle.focus();
    await page.keyboard.press('Enter');
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    const [discord, slack] = await shown.locator('.payload pre').allInnerTexts();
    expect(JSON.parse(discord ?? '')).toMatchObject({ flags: 32768, allowed_mentions: { parse: [] } });
    expect(JSON.parse(slack ?? '').blocks[0]).toMatchObject({ type: 'header' });
    await page.keyboard.press('Enter');
    expect(await shown.locator('.payload').count()).toBe(0);
  });

  test('the menu fills the line and shows what it needs; completions and earlier lines come by keyboard', async () => {
    await page.click('[data-command="lesson"]');
    expect([await page.inputValue('#line'), await page.locator('[data-param=lesson]').innerText()]).toEqual(['lesson ', 'lesson number or title']);
    await page.locator('.completion').first().waitFor();
    await page.press('#line', 'ArrowDown');
    expect(await page.locator('#line').getAttribute('aria-activedescendant')).toBe('completion-0');
    await page.press('#line', 'Enter');
    expect(await page.inputValue('#line')).toBe('lesson 13');
    await page.press('#line', 'Enter');
    await card('lesson 13').locator('.panes').waitFor();
    await say('quiz');
    await page.press('#line', 'ArrowUp');
    await page.press('#line', 'ArrowUp');
    expect(await page.inputValue('#line')).toBe('lesson 13');
    await page.press('#line', 'ArrowDown');
    expect(await page.inputValue('#line')).toBe('quiz');
  });

  test('the clock moves, and goes back', async () => {
    const before = Date.parse((await page.locator('#bot-time').getAttribute('datetime')) ?? '');
    await page.click('#clock-day');
    await expect.poll(() => page.locator('#clock-moved').innerText()).toContain('+1 day');
    const after = Date.parse((await page.locator('#bot-time').getAttribute('datetime')) ?? '');
    expect(Math.round((after - before) / 3_600_000)).toBe(24);
    expect(hall.moved).toBe(1);
    hall.nextPost = hall.clock.now() + 2 * 86_400_000;
    await page.click('#clock-post');
    await expect.poll(() => page.locator('#clock-moved').innerText()).toContain('+3 days');
    await page.click('#clock-now');
    await expect.poll(() => page.locator('#clock-moved').count()).toBe(0);
  });

  test('what the bot writes by itself appears in every window, is said to screen readers, and is there after a reload', async () => {
    const other = await open();
    await hall.page.post('page:hall', { blocks: [text('Good morning, everyone')], locale: 'en' }, { key: 'k', attempt: 1 });
    for (const window of [page, other]) await window.locator('.card', { hasText: 'Good morning' }).waitFor();
    expect(await page.locator('#announcer').innerText()).toBe('Posted by the bot: Good morning, everyone');
    await page.reload();
    await page.locator('.card', { hasText: 'Good morning' }).waitFor();
    expect(await page.locator('.card').count()).toBe(1);
  });

  test('S9: what stands below a message is drawn below it, what is pinned is marked, and a private message shows whose it is', async () => {
    const post = (words: string, under?: Parameters<Hall['page']['post']>[2]['under']) =>
      hall.page.post('page:hall', { blocks: [text(words)], locale: 'en' }, { key: words, attempt: 1, under });
    const lesson = await post('The lesson');
    await post('Something else');
    await post('First talk', { message: lesson, title: 'Lesson 13' });
    await post('Second talk', { message: lesson, title: 'Lesson 13' });
    await hall.page.pin(lesson, true);
    await hall.page.tell('page:maya', { blocks: [text('For Maya')], locale: 'en' }, { key: 'tell', attempt: 1 });
    await expect.poll(async () => (await page.locator('.is-pinned').count()) + (await page.locator('.card').count())).toBe(6);
    const drawn = await page.locator('.card').allInnerTexts();
    const order = ['The lesson', 'First talk', 'Second talk', 'Something else', 'For Maya'];
    expect(drawn.map((words) => order.find((one) => words.includes(one)))).toEqual(order);
    expect(await page.locator('.in-thread .thread-name').allInnerTexts()).toEqual(['Thread: Lesson 13', 'Thread: Lesson 13']);
    expect(await page.locator('.is-pinned').innerText()).toMatch(/pinned[^]*The lesson/);
    expect(drawn.at(-1)).toMatch(/In private to Maya[^]*Only you can see this/);
    await page.reload();
    await expect.poll(() => page.locator('.card').count()).toBe(5);
    expect((await page.locator('.card').allInnerTexts()).map((words) => order.find((one) => words.includes(one)))).toEqual(order);
  });

  test('D7: hostile text stays text, in both panes and in the payload', async () => {
    const shown = await say('hostile');
    await shown.locator('.payload-toggle').click();
    expect(await shown.locator('.discord [role=heading]').textContent()).toBe(HOSTILE);
    expect(await shown.locator('.slack .s-section').first().textContent()).toBe(HOSTILE);
    expect(await shown.locator('.discord button').first().innerText()).toBe('<b>press</b>');
    expect(await page.locator('script:not([src]), iframe, #app b, #app u, #app img:not([src="/icon.svg"]), a[href^="javascript"]').count()).toBe(0);
    await page.fill('#line', HOSTILE);
    await page.press('#line', 'Enter');
    await expect.poll(() => page.locator('code.line').last().textContent()).toBe(HOSTILE);
    // nothing but our own scripts may make markup at all
    expect(trouble).toEqual([]);
    await expect(page.evaluate("document.createElement('p').innerHTML = '<b>x</b>'")).rejects.toThrow('TrustedHTML');
    await expect.poll(() => trouble).toContain('policy: require-trusted-types-for');
    trouble = trouble.filter((words) => !/trusted/i.test(words));
  });

  test('a narrow window: nothing sticks out, the panes stack, the commands open', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    const shown = await say('lesson 13');
    const [discord, slack] = [await shown.locator('.discord').boundingBox(), await shown.locator('.slack').boundingBox()];
    expect(slack?.y).toBeGreaterThanOrEqual((discord?.y ?? 0) + (discord?.height ?? 0) - 1);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.click('.menu-toggle');
    await page.click('[data-command="schedule status"]');
    expect(await page.inputValue('#line')).toBe('schedule status');
    await page.click('#view-slack');
    expect([await page.locator('.pane.discord').count(), await page.locator('.pane.slack').count()]).toEqual([0, 1]);
  });

  test('when the bot is gone, the page says so and keeps the line', async () => {
    await page.fill('#line', 'quiz');
    await hall.page.stop();
    await page.locator('#toast', { hasText: 'lost' }).waitFor();
    await page.press('#line', 'Escape');
    await page.press('#line', 'Enter');
    await page.locator('#toast', { hasText: 'does not answer' }).waitFor();
    expect(await page.inputValue('#line')).toBe('quiz');
    trouble = trouble.filter((words) => !words.includes('ERR_'));
  });
});
