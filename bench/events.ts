import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Cost, Side } from './events-child.js';
import { FakePlatforms, type Kind } from './events-fake.js';
import { quantile, table } from './measure.js';

const CHILD = fileURLToPath(new URL('events-child.js', import.meta.url));
const TURNS = 5;
const EVENTS = 400;
const AT_ONCE = 8;
const BURST = 500;
/** How long a process rests before its memory is read, in milliseconds. */
const REST_MS = 5000;

interface Started {
  readonly fake: FakePlatforms;
  /** Milliseconds from its spawning until both platforms were there. */
  readonly startMs: number;
  cost(ask?: 'rested'): Promise<Cost>;
}

/** A side on fakes of its own. */
async function withSide<T>(side: Side['side'], on: readonly ('discord' | 'slack')[], work: (started: Started) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'study-hall-bench-'));
  const fake = new FakePlatforms();
  const addresses = await fake.start();
  const given: Side = { side, store: `file://${join(folder, 'hall.db')}`, ...Object.fromEntries(on.map((name) => [name, addresses[name]])) };
  const start = performance.now();
  const child: ChildProcess = fork(CHILD, [JSON.stringify(given)]);
  const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the process ended with ${String(code)}`)));
  gone.catch(() => undefined);
  try {
    await Promise.race([once(child, 'message'), gone]);
    const startMs = performance.now() - start;
    const cost = async (ask = 'cost') => {
      child.send(ask);
      return ((await Promise.race([once(child, 'message'), gone])) as [Cost])[0];
    };
    return await Promise.race([work({ fake, startMs, cost }), gone]);
  } finally {
    child.kill('SIGKILL');
    fake.stop();
    await rm(folder, { recursive: true });
  }
}

interface Measured {
  readonly rate: number;
  readonly cpuMs: number;
  readonly answered: number;
}

async function measure({ fake, cost }: Started, kind: Kind): Promise<Measured> {
  const before = await cost();
  const { ms, answered } = await fake.run(kind, EVENTS, AT_ONCE);
  const { cpuMs } = await cost();
  return { rate: (EVENTS / ms) * 1000, cpuMs: (cpuMs - before.cpuMs) / EVENTS, answered: quantile(answered, 0.99) };
}

const number = (value: number, digits = 1): string => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
/** Of both sides the median, and ours in theirs. */
function row(name: string, bare: readonly number[], own: readonly number[], digits = 1): string[] {
  const [a, b] = [quantile(bare, 0.5), quantile(own, 0.5)];
  return [name, number(a, digits), number(b, digits), (b / a).toFixed(2)];
}

/** Both sides in turns, so that what else the machine does meets both. */
async function compare(kind: Kind, on: 'discord' | 'slack', bursts: Kind): Promise<string[][]> {
  return withSide('bare', [on], (bare) =>
    withSide('ours', [on], async (own) => {
      // until both are warm
      for (const { fake } of [bare, own]) await fake.run(kind, EVENTS * 2, AT_ONCE);
      const [theirs, mine]: [Measured[], Measured[]] = [[], []];
      for (let turn = 0; turn < TURNS; turn++) {
        theirs.push(await measure(bare, kind));
        mine.push(await measure(own, kind));
      }
      const of = (what: keyof Measured): [number[], number[]] => [theirs.map((one) => one[what]), mine.map((one) => one[what])];
      const p99 = async ({ fake }: Started) => quantile((await fake.run(bursts, BURST, BURST)).acknowledged, 0.99);
      return [
        row(`${kind}: answers a second`, ...of('rate'), 0),
        row(`${kind}: processor ms each`, ...of('cpuMs'), 2),
        row(`${kind}: p99 of the answer, ms`, ...of('answered')),
        row(`${bursts}: p99 of the acknowledgement, ${BURST} at once, ms`, [await p99(bare)], [await p99(own)], 0),
      ];
    }),
  );
}

/** Both platforms in one process that does nothing. */
async function idle(): Promise<string[][]> {
  const [starts, sizes]: Record<Side['side'], number[]>[] = [{ bare: [], ours: [] }, { bare: [], ours: [] }] as never;
  for (let turn = 0; turn < 3; turn++) {
    for (const side of ['bare', 'ours'] as const) {
      await withSide(side, ['discord', 'slack'], async ({ startMs, cost }) => {
        await wait(REST_MS);
        starts![side].push(startMs);
        sizes![side].push((await cost('rested')).rss / 2 ** 20);
      });
    }
  }
  return [row('start until both platforms are there, ms', starts!.bare, starts!.ours, 0), row('memory of the idle process, MB', sizes!.bare, sizes!.ours)];
}

export async function benchEvents(): Promise<void> {
  const rows = [...(await compare('slash on Discord', 'discord', 'slash on Discord')), ...(await compare('mention on Slack', 'slack', 'slash on Slack')), ...(await idle())];
  console.log('\nEvents: `lesson 13` beside discord.js and Bolt alone with a fixed answer, each in a process of its own');
  console.log(table([[`${AT_ONCE} at once`, 'bare library', 'ours', 'ratio'], ...rows]));
}
