import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { noRedis, startRedis } from '../tests/support/redis.js';
import { table } from './measure.js';
import type { Addresses, Counted } from './platforms.js';
import type { Cost, Task } from './schedule-child.js';
import { benchFinding } from './schedule-find.js';
import { fill, openBenchHall, withFile } from './schedule-hall.js';

const CHILD = fileURLToPath(new URL('schedule-child.js', import.meta.url));
/** Schedules due in the same minute: the whole of it takes Discord 200 s, so a fifth of it unless `--full` is given. */
const DUE = { usual: 2000, full: 10_000 } as const;
/** Slack: so many channels with so many posts each; all together not more than 50 a second, which is our own limit. */
const SLACK = { channels: 200, posts: 5 } as const;
const A_SECOND = 50;
/** Processes on one Redis. */
const SEVERAL = 3;

interface Due {
  readonly platform: Task['platform'];
  readonly api: string;
  readonly count: number;
  channel(i: number): string;
}

interface Child {
  /** Resolves with what it cost, once nothing is due any more. */
  go(): Promise<Cost>;
  kill(): void;
}

/** Starts one of the processes; resolves once it is connected. */
async function start(task: Task): Promise<Child> {
  const child = fork(CHILD, [JSON.stringify(task)]);
  const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`a process ended with ${String(code)}`)));
  gone.catch(() => undefined);
  const heard = async () => ((await Promise.race([once(child, 'message'), gone])) as [unknown])[0];
  await heard();
  return {
    async go() {
      child.send('go');
      return (await heard()) as Cost;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** One platform against its limits: what share of its rate was used, from the first post that it took to the last. */
async function post(worker: Worker, store: string, processes: number, { platform, api, count, channel }: Due): Promise<readonly string[]> {
  const hall = await openBenchHall(store);
  await fill(hall, platform, count, channel);
  await hall.close();
  const children = await Promise.all(Array.from({ length: processes }, () => start({ platform, api, store, processes })));
  try {
    // each looks once a second: not all of them at the same moment
    const costs = await Promise.all(children.map((child, i) => wait((1000 * i) / processes).then(() => child.go())));
    worker.postMessage('count');
    const [{ posts, refused, tookMs }] = (await once(worker, 'message')) as [Counted];
    const expected = new Map<string, number>();
    for (let i = 0; i < count; i++) expected.set(channel(i), (expected.get(channel(i)) ?? 0) + 1);
    const differences = [...expected].map(([name, wanted]) => (posts[name.split(':').at(-1) ?? ''] ?? 0) - wanted);
    const sum = (of: (difference: number) => number) => differences.reduce((all, one) => all + of(one), 0);
    const idealMs = ((count - 1) / A_SECOND) * 1000;
    return [
      String(processes),
      count.toLocaleString('en'),
      (tookMs / 1000).toFixed(1),
      `${((100 * idealMs) / tookMs).toFixed(1)} %`,
      String(refused),
      String(sum((one) => Math.max(0, -one))),
      String(sum((one) => Math.max(0, one))),
      (costs.reduce((all, { cpuMs }) => all + cpuMs, 0) / count).toFixed(1),
      (Math.max(...costs.map(({ bytes }) => bytes)) / 2 ** 20).toFixed(0),
    ];
  } finally {
    for (const child of children) child.kill();
  }
}

async function onRedis(work: (store: string) => Promise<readonly string[]>): Promise<readonly string[]> {
  if (noRedis) return [String(SEVERAL), 'left out: no redis-server'];
  const redis = await startRedis();
  try {
    return await work(redis.url);
  } finally {
    await redis.dispose();
  }
}

export async function benchSchedule(args: readonly string[]): Promise<void> {
  const full = args.includes('--full');
  const worker = new Worker(new URL('platforms.js', import.meta.url));
  const [addresses] = (await once(worker, 'message')) as [Addresses];
  const discord: Due = { platform: 'discord', api: addresses.discord, count: full ? DUE.full : DUE.usual, channel: (i) => `discord:${910_000_000_000_000_000n + BigInt(i)}` };
  const slack: Due = { platform: 'slack', api: addresses.slack, count: SLACK.channels * SLACK.posts, channel: (i) => `slack:T1:C${i % SLACK.channels}` };
  const rows: (readonly string[])[] = [];
  for (const [name, due] of [['Discord, 50 a second, a channel each', discord], [`Slack, 1 a second in each of ${SLACK.channels} channels, 50 in all`, slack]] as const) {
    rows.push([name, ...(await withFile((store) => post(worker, store, 1, due)))]);
    rows.push([name, ...(await onRedis((store) => post(worker, store, SEVERAL, due)))]);
  }
  await worker.terminate();
  console.log('\nSchedules, with 1 process on a file and with several on one Redis');
  console.log(table([['due in one minute', 'processes', 'posts', 'seconds', 'of what is allowed', '429s', 'lost', 'twice', 'processor ms each', 'MB on top'], ...rows]));
  await benchFinding(full);
}
