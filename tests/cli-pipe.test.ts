import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lesson, RENDER } from './support/exports.js';
import { type Desk, openDesk } from './support/process.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await mkdir(join(desk.folder, 'exports'));
  const wall = (i: number) => ({ author: `读者${i}`, likes: i, replyCount: 0, text: `第${i}条：${'排队等于缓冲。'.repeat(1000)}`, date: '2020-01-02' });
  for (const number of ['13', '14', '15']) await writeFile(join(desk.folder, 'exports', `${number}.md`), lesson(number, RENDER.G1(Array.from({ length: 8 }, (_, i) => wall(i)))));
});
afterEach(() => desk.clear());

/** Runs a program whose reader goes after the first piece, as `head` does. */
async function headOf(name: string, ...args: string[]) {
  const { child, ended } = desk.launch(name, [join(desk.folder, 'exports'), ...args]);
  child.stdout?.once('data', () => child.stdout?.destroy());
  return ended;
}

describe('D1: the reader of a pipe may leave early', () => {
  it('the digest stops without a word', async () => {
    for (const args of [['--json'], []]) {
      const { code, err } = await headOf('digest', ...args);
      expect([code, err]).toEqual([0, '']);
    }
  }, 60_000);

  it('an import stores all the same', async () => {
    const { code, err } = await headOf('import', '--json');
    expect([code, err]).toEqual([0, '']);
    const { out } = await desk.run('import', [join(desk.folder, 'exports')]);
    expect(out).toContain('total: 3 files, found 24; new 0, updated 0, unchanged 24\n');
  }, 60_000);
});
