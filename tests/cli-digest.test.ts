import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './support/process.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.clear());

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(desk.folder, name);
  await writeFile(path, content);
  return path;
}

const entry = (author: string, text: string, likes: number, replies = 0) => `<li><span>${author}</span> 👍（${likes}） 💬（${replies}）<div>${text}</div>2021-05-06</li><br/>`;
const ENTRIES = [
  entry('甲', '老师讲得真好，打卡', 50),
  entry('Bo', '请问 Pod 里的 pause 容器 &lt;为什么&gt; 不能省掉？<br/>没有想明白', 7),
  entry('丙', '总结一下：Pod 是一组共享网络和 Volume 的容器，所以它们一起调度，一起死。这样日志容器就不用改应用。', 9),
  entry('Dee', '总结一下：Pod 是一组共享网络和 Volume 的容器，所以它们一起调度，一起死。这样日志容器就不用改应用！', 1),
];
const EXPORT = `课文。\n\n<div><strong>精选留言（${ENTRIES.length}）</strong></div><ul>\n${ENTRIES.join('\n')}\n</ul>`;

interface Line {
  readonly file: string;
  readonly index: number;
  readonly text: string;
  readonly class: string;
  readonly rank: number;
  readonly open: boolean;
  readonly cluster: number;
}

describe('D6: the digest of exports in the terminal', () => {
  it('as JSON is one line a comment, in order of the file; stores nothing', async () => {
    const path = await file('13.txt', EXPORT);
    const { code, out, err } = await desk.run('digest', [path, '--json']);
    expect([code, err]).toEqual([0, '']);
    const lines = out.trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
    for (const line of lines) expect(Object.keys(line)).toEqual(['file', 'index', 'text', 'class', 'rank', 'open', 'cluster']);
    expect(lines.map((line) => [line.file, line.index])).toEqual([0, 1, 2, 3].map((index) => [path, index]));
    expect(lines[1]?.text).toBe('请问 Pod 里的 pause 容器 <为什么> 不能省掉？\n没有想明白');
    expect(lines.map((line) => line.class)).toEqual(['praise', 'question', 'insight', 'insight']);
    expect(lines.map((line) => line.open)).toEqual([false, true, false, false]);
    // what is shown comes first, then what is not, and what another one speaks for last
    expect(lines.map((line) => line.rank).sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    expect([lines[0]?.rank, lines[3]?.rank]).toEqual([3, 4]);
    expect(lines.map((line) => line.cluster)).toEqual([1, 2, 3, 3]);
    expect(existsSync(desk.store)).toBe(false);
  });

  it('as a page speaks the language asked for; a file that is no text is named, and the others go on', async () => {
    const [bad, good] = [await file('bad.txt', Uint8Array.from({ length: 400 }, (_, i) => i % 7)), await file('good.txt', EXPORT)];
    const { code, out, err } = await desk.run('digest', [bad, join(desk.folder, 'none.txt'), good, '--lang', 'en']);
    expect(code).toBe(1);
    expect(err).toBe(`${bad} is no text. Nothing of it was read.\n${join(desk.folder, 'none.txt')} cannot be read: there is no such file.\n`);
    expect(out).toMatch(/good\.txt[^]*4 comments[^]*总结一下/);
    expect(out).not.toContain('bad.txt');
  });
});
