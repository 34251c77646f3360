import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStudyHall, type Running } from '../adapters/main.js';
import type { WireCalendar } from '../adapters/page/web/wire.js';
import { readConfig } from '../src/io/config.js';
import { chromiumPath, launchChromium } from './support/browser.js';
import { startHall, type Hall } from './support/hall.js';

const path = chromiumPath();
const skip = 'skipped: no Chromium found';

async function open(browser: Browser, address: string, trouble: string[], options: { width?: number; locale?: string } = {}): Promise<Page> {
  const page = await browser.newPage({ locale: options.locale ?? 'en-US', viewport: { width: options.width ?? 1280, height: 860 } });
  page.setDefaultTimeout(8000);
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('pageerror', (problem) => trouble.push(problem.message));
  await page.goto(address);
  await page.locator('#line').waitFor();
  return page;
}

describe.skipIf(!path)(path ? 'S6: the calendar of the page, with the real core and course' : skip, () => {
  let folder: string;
  let running: Running;
  let browser: Browser;
  let page: Page;
  /** The month after the one in which the test runs: its first day is where the story begins. */
  let month: string;
  const trouble: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'study-hall-calendar-'));
    const error = (message: string, fields?: object) => void trouble.push(`${message} ${JSON.stringify(fields)}`);
    running = await startStudyHall(readConfig({ STORE_URL: `file:${join(folder, 'test.db')}`, PAGE_PORT: '0' }), { info() {}, warn() {}, error });
    browser = await launchChromium(path as string);
    page = await open(browser, running.page?.address() ?? '', trouble);
    await page.click('#member-lin');
    await page.click('#locale-en');
  });
  afterAll(async () => {
    await browser.close();
    await running.stop();
    await rm(folder, { recursive: true });
    expect(trouble).toEqual([]);
  });

  async function say(line: string): Promise<void> {
    await page.fill('#line', line);
    await page.press('#line', 'Escape');
    await page.press('#line', 'Enter');
    await page.locator('.card', { has: page.getByText(line, { exact: true }) }).last().locator('.panes').waitFor();
  }
  const dayOf = (number: number): string => `${month}-${String(number).padStart(2, '0')}`;
  const day = (number: number): Locator => page.locator(`#day-${dayOf(number)}`);
  /** The signs of a day, as their kinds. */
  const signs = (number: number) => day(number).locator('.mark').evaluateAll((all) => all.map((one) => one.className.replace('mark ', '')));
  const posts = (): Promise<number> => page.locator('.card', { hasText: 'Posted by the bot' }).count();
  const botTime = () => page.locator('#bot-time').getAttribute('datetime');

  test('without a schedule it says so, and goes to a day', async () => {
    await page.click('#calendar-toggle');
    await page.locator('.plans', { hasText: 'Nothing is scheduled' }).waitFor();
    await page.click('#month-after');
    month = ((await page.locator('.day:not(.outside)').first().getAttribute('id')) ?? '').slice(4, 11);
    await page.click('#go-day');
    await page.locator('#calendar-day small', { hasText: 'Today' }).waitFor();
    expect(await page.locator('#bot-time').innerText()).toContain('00:00');
    await expect.poll(() => day(1).getAttribute('aria-current')).toBe('date');
  });

  test('a schedule that was set stands on its days; going to its moment posts it, and the sign changes', async () => {
    await say('schedule set 08:00 Asia/Shanghai');
    await expect.poll(() => signs(2)).toEqual(['next']);
    expect(await day(1).getAttribute('aria-label')).toMatch(/Today: 1 to come$/);
    await page.locator('.occurrence .chip').click();
    await page.locator('.card', { hasText: 'Posted by the bot' }).waitFor();
    await expect.poll(() => signs(1)).toEqual(['sent']);
    expect(await page.locator('.occurrence').innerText()).toMatch(/08:00[\s\S]*sent/);
    await page.click('#clock-post');
    await expect.poll(posts).toBe(2);
    await expect.poll(() => signs(2)).toEqual(['sent']);
    expect(await day(2).getAttribute('aria-current')).toBe('date');
    // 08:00 of the second day in Shanghai
    expect(await botTime()).toContain(`${dayOf(2)}T00:00`);
  });

  test('S3: a jump over days is an outage: one post, the days on the way are missed', async () => {
    await day(9).click();
    await page.locator('.occurrence .chip').click();
    await expect.poll(posts).toBe(3);
    await expect.poll(() => signs(9)).toEqual(['sent']);
    for (const number of [3, 5, 8]) expect(await signs(number)).toEqual(['missed']);
    expect(await signs(10)).toEqual(['next']);
    // from 09:00 to 10:00 of the day after: two hours late, inside the grace window
    await page.click('#clock-hour');
    await page.click('#clock-hour');
    await page.click('#clock-day');
    await expect.poll(() => signs(10)).toEqual(['late']);
    expect(await page.locator('.occurrence').innerText()).toMatch(/sent late[\s\S]*2 hours late/);
    await day(12).click();
    await page.click('#go-day');
    await expect.poll(() => signs(11)).toEqual(['missed']);
    await day(11).click();
    expect(await page.locator('.occurrence').innerText()).toContain('not sent: it would have been more than 6 hours late');
    expect(await posts()).toBe(4);
  });

  test('back in time: what was posted is not posted again', async () => {
    const before = await posts();
    await day(5).click();
    await page.click('#go-day');
    await page.locator('#calendar-day small', { hasText: 'Today' }).waitFor();
    expect(await page.locator('#bot-time').innerText()).toContain(' 5, ');
    expect(await posts()).toBe(before);
    expect(await signs(9)).toEqual(['sent']);
    await day(12).click();
    await page.click('#go-day');
    await expect.poll(() => day(12).getAttribute('aria-current')).toBe('date');
    expect(await posts()).toBe(before);
  });

  test('paused: said in words, and nothing is to come; the other member sees the same in Chinese', async () => {
    await say('schedule pause');
    await page.locator('.plan[data-state=paused]').waitFor();
    expect(await page.locator('.plan').innerText()).toMatch(/paused/i);
    await expect.poll(() => page.locator('.day .mark.next').count()).toBe(0);
    await page.click('#member-maya');
    await page.click('#locale-zh-CN');
    await expect.poll(() => page.locator('.plan').innerText()).toContain('暂停');
    expect(await page.locator('#calendar-today').innerText()).toBe('今天');
    await page.click('#member-lin');
    await say('schedule resume');
    await expect.poll(() => signs(13)).toEqual(['next']);
  });

  test('by keyboard alone: days, months, and back to the button', async () => {
    await page.click('#calendar-close');
    expect(await page.locator('#calendar').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe(`day-${dayOf(12)}`);
    for (const [key, to] of [['ArrowRight', 13], ['ArrowDown', 20], ['ArrowLeft', 19], ['ArrowUp', 12]] as const) {
      await page.keyboard.press(key);
      expect([key, await page.evaluate('document.activeElement.id')]).toEqual([key, `day-${dayOf(to)}`]);
    }
    const title = await page.locator('#calendar-month').innerText();
    await page.keyboard.press('PageDown');
    await expect.poll(() => page.locator('#calendar-month').innerText()).not.toBe(title);
    await page.keyboard.press('PageUp');
    expect([await page.locator('#calendar-month').innerText(), await page.evaluate('document.activeElement.id')]).toEqual([title, `day-${dayOf(12)}`]);
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.id')).toBe('calendar-toggle');
    expect(await page.locator('#calendar-toggle').getAttribute('aria-expanded')).toBe('false');
    await page.reload();
    await page.locator('#line').waitFor();
    expect(await page.locator('#calendar').isVisible()).toBe(false);
  });
});

describe.skipIf(!path)(path ? 'the calendar of the page holds still' : skip, () => {
  let browser: Browser;
  let hall: Hall;
  const trouble: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium(path as string);
    hall = await startHall();
  });
  afterAll(async () => {
    await browser.close();
    await hall.page.stop();
    expect(trouble).toEqual([]);
  });

  /** So many schedules, each with a post on every day around now. */
  const busy = (count: number) => (): Omit<WireCalendar, 'month'> => {
    const now = hall.clock.now();
    const all = Array.from({ length: count }, (_, i) => i + 1);
    const days = Array.from({ length: 30 }, (_, i) => now + (i - 15) * 86_400_000);
    const one = (at: number, schedule: number) => {
      const state = at > now ? ('next' as const) : (['sent', 'late', 'missed', 'skipped'] as const)[schedule % 4] ?? 'sent';
      return { schedule, day: new Date(at + 8 * 3_600_000).toISOString().slice(0, 10), at, state, title: 'Lesson 13 · Why we need Pods, and everything that they bring with them', said: '', steps: ['Thread: done'] };
    };
    return {
      occurrences: days.flatMap((at) => all.map((schedule) => one(at, schedule))),
      schedules: all.map((number) => ({ number, state: 'on' as const, title: 'Lessons', when: 'Every day at 08:00', said: 'next: tomorrow', steps: [] })),
    };
  };
  const boxes = async (page: Page) => {
    const all = await page.locator('.month td').evaluateAll((cells) => cells.map((cell) => JSON.stringify((cell as unknown as { getBoundingClientRect(): object }).getBoundingClientRect())));
    return all.join();
  };

  test.each([390, 800, 1280, 1920])('%i pixels wide, with none, one and twenty schedules: no cell moves, nothing sticks out', async (width) => {
    const page = await open(browser, hall.page.address(), trouble, { width });
    hall.calendar = busy(0);
    await page.click('#calendar-toggle');
    await page.locator('.plans', { hasText: 'Nothing' }).waitFor();
    const empty = await boxes(page);
    for (const count of [1, 20]) {
      hall.calendar = busy(count);
      hall.page.plansChanged();
      await expect.poll(() => page.locator('.plan').count()).toBe(count);
      expect(await boxes(page)).toBe(empty);
      expect(await page.locator('.day').evaluateAll((days) => days.filter((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).length)).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.locator('#calendar').evaluate((panel) => panel.scrollWidth - panel.clientWidth)).toBeLessThanOrEqual(0);
    }
    expect(await page.locator('.day[aria-current] .mark').allInnerTexts()).toEqual(['1', '2', '3', '+17']);
    expect(await page.locator('.occurrence').count()).toBe(20);
    await page.close();
  });

  test('while real platforms are served the clock has no buttons, and the calendar none either', async () => {
    const other = await startHall({ travels: false });
    const page = await open(browser, other.page.address(), trouble);
    await page.click('#calendar-toggle');
    await page.locator('.plans', { hasText: 'Nothing' }).waitFor();
    expect(await page.locator('#go-day, #calendar-post').count()).toBe(0);
    await page.close();
    await other.page.stop();
  });
});
