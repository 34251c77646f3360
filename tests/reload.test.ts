import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Running, startStudyHall } from '../adapters/main.js';
import { readConfig } from '../src/io/config.js';
import { listLog, type Logged } from './support/log.js';
import { openStream, type Stream } from './support/stream.js';

let folder: string;
let running: Running;
let stream: Stream;
let logged: Logged[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reload-'));
  await cp('content/tea', join(folder, 'tea'), { recursive: true });
  logged = [];
  const env = { STORE_URL: `file://${join(folder, 'hall.db')}`, COURSE: join(folder, 'tea'), PAGE_PORT: '0', DEFAULT_LOCALE: 'en' };
  running = await startStudyHall(readConfig(env), listLog(logged));
  stream = await openStream(running.page?.address() ?? '', 'page:maya');
});
afterEach(async () => {
  stream.close();
  await running.stop();
  await rm(folder, { recursive: true });
});

async function save(file: string, change: (before: string) => string): Promise<void> {
  const path = join(folder, 'tea', file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

/** What the page suggests for a lesson: the titles that the core knows now. */
async function titles(): Promise<string> {
  const query = new URLSearchParams({ member: 'page:maya', locale: 'en', command: 'lesson', param: 'ref', typed: '' });
  return (await fetch(new URL(`/suggest?${query}`, running.page?.address()))).text();
}

test('A3: the page reads content again on save, and keeps the course before while the new one has mistakes', async () => {
  expect(await titles()).toContain('Knowing the leaves');
  await save('course.yaml', (before) => before.replace('Knowing the leaves', 'Meeting the leaves'));
  await stream.next('refresh');
  expect(await titles()).toContain('Meeting the leaves');

  await save('course.yaml', (before) => before.replace('title: { zh-CN: 水温与时间', 'title: { zh-TW: 水温与时间'));
  await expect.poll(() => logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
  expect(JSON.stringify(logged)).toContain('course.yaml:1');
  expect(await titles()).toContain('Water and time');

  await save('course.yaml', (before) => before.replace('zh-TW', 'zh-CN').replace('Water and time', 'Time and water'));
  await expect.poll(titles).toContain('Time and water');
});
