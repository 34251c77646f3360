import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createScanner } from '../src/digest/scan/scanner.js';
import { scanExport } from '../src/digest/scan/scan.js';
import { quantile, table } from './measure.js';
import { type Chance, chance } from './random.js';

const SEED = 4;
const COMMENTS = 20_000;
const REPEATS = 21;
const SIZES = [1000, 100_000, 1_000_000];
const PIECE = 64 * 1024;
const CHILD = fileURLToPath(new URL('import-child.js', import.meta.url));

/** What somebody would write who needs this one file read, once. */
const REFERENCE = /<li>(?:<img src="[^"]*" width="30px">)?<span>(.*?)<\/span> 👍（(\d+)） 💬（(-?\d+)）<div>(.*?)<\/div>(\d{4}-\d\d-\d\d)<\/li>/gsu;

const TEXTS = ['打卡', '排队等于给突发流量一个缓冲，代价是延迟，所以要先想清楚谁在等、等多久。', '请问队列满了怎么办？\n\n是不是 &lt;丢弃&gt; 就好？&#39;backpressure&#39; 呢', 'A queue hides the burst, but it does not make the workers any faster; see https:&#47;&#47;example.org&#47;queues. ', '老师讲得真好，期待后面的内容。'];

function entry(i: number, random: Chance): string {
  const text = Array.from({ length: 1 + random.below(3) }, () => random.pick(TEXTS)).join('');
  return `<li><img src="https://example.org/avatar/00/11/2d/${i}.jpg" width="30px"><span>读者${i % 9973}</span> 👍（${random.below(90)}） 💬（${random.below(5)}）<div>${text}</div>20${17 + random.below(9)}-0${1 + random.below(9)}-1${random.below(9)}</li><br/>`;
}

const title = (count: number): string => `课文。\n<div><strong>精选留言（${count}）</strong></div><ul>\n`;

/** Milliseconds of one run, the median of many. */
function cost(work: () => number): number {
  const times = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    if (work() !== COMMENTS) throw new Error('a comment is missing');
    return performance.now() - start;
  });
  return quantile(times, 0.5);
}

function speeds(): readonly (readonly string[])[] {
  const random = chance(SEED);
  // through bytes, so that it is one flat string as a file would be
  const source = Buffer.from(`${title(COMMENTS)}${Array.from({ length: COMMENTS }, (_, i) => entry(i, random)).join('')}\n</ul>`).toString();
  const reference = () =>
    [...source.matchAll(REFERENCE)].map(([, author, likes, replies, text, date]) => ({ author, likes: Number(likes), replyCount: Number(replies), text, date })).length;
  const streamed = () => {
    let found = 0;
    const scanner = createScanner({ comment: () => found++, refused: () => {} });
    for (let at = 0; at < source.length; at += PIECE) scanner.push(source.slice(at, at + PIECE));
    scanner.end();
    return found;
  };
  const rows = [['one regex, nothing decoded', reference], ['scanExport', () => scanExport(source).comments.length], ['in pieces of 64 K', streamed]] as const;
  const base = cost(reference);
  return rows.map(([name, work]) => {
    const ms = name === rows[0][0] ? base : cost(work);
    return [name, Math.round(COMMENTS / (ms / 1000)).toLocaleString('en'), `${(base / ms).toFixed(2)}×`];
  });
}

async function memory(folder: string, count: number): Promise<readonly string[]> {
  const path = join(folder, `${count}.md`);
  const file = createWriteStream(path);
  const random = chance(SEED);
  file.write(title(count));
  for (let i = 0; i < count; i += 1000) {
    const part = Array.from({ length: 1000 }, (_, n) => entry(i + n, random)).join('');
    if (!file.write(part)) await once(file, 'drain');
  }
  file.end('\n</ul>');
  await finished(file);
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, path]);
  const { found, peakMb, ms } = JSON.parse(stdout) as { found: number; peakMb: number; ms: number };
  if (found !== count) throw new Error(`found ${found} of ${count}`);
  const { size } = await stat(path);
  await rm(path);
  return [count.toLocaleString('en'), (size / 2 ** 20).toFixed(1), peakMb.toFixed(1), (ms / 1000).toFixed(2)];
}

/** Prints how fast exports are scanned, and what memory reading a file of any size takes (a process of its own each). */
export async function benchImport(): Promise<void> {
  console.log(`\nImport: ${COMMENTS.toLocaleString('en')} comments in one file; a comment a second, and beside one plain regex over the same text`);
  console.log(table([['', 'comments/s', 'ratio'], ...speeds()]));
  const folder = await mkdtemp(join(tmpdir(), 'study-hall-bench-'));
  try {
    const rows: (readonly string[])[] = [];
    for (const count of SIZES) rows.push(await memory(folder, count));
    console.log(`\nImport: memory above an idle process while a file is read and identified`);
    console.log(table([['comments', 'file MB', 'peak MB', 'seconds'], ...rows]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
