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
const TURNS = 25;
const EVENTS = 400;
/** Until the compiler of Node has done with either side: ours is more code, and takes longer. */
const WARM = 5000;
/** A quiet evening, and a busy one. */
const AT_ONCE = [8, 64] as const;
const BURST = 500;
const BURSTS = 9;
/** How long a process rests before its memory is read, in milliseconds. */
const REST_MS = 5000;
/** Starts of each, for what a process takes varies by 15 MB from one to the next. */
const STARTS = 5;
/** From how many free bytes on glibc gives memory back, as the image and the unit set it. */
const TRIMMED = '131072';

interface Started {
  readonly as: Pick<Side, 'side' | 'messages'> & { readonly on: readonly ('discord' | 'slack')[]; readonly env?: Readonly<Record<string, string>> };
  readonly fake: FakePlatforms;
  /** Milliseconds from its spawning until both platforms were there. */
  readonly startMs: number;
  cost(ask?: 'rested'): Promise<Cost>;
}

/** A side on fakes of its own. */
async function withSide<T>({ side, on, messages, env = {} }: Started['as'], work: (started: Started) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'study-hall-bench-'));
  const fake = new FakePlatforms();
  const addresses = await fake.start();
  const given: Side = { side, messages, store: `file://${join(folder, 'hall.db')}`, ...Object.fromEntries(on.map((name) => [name, addresses[name]])) };
  const start = performance.now();
  const child: ChildProcess = fork(CHILD, [JSON.stringify(given)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, ...env } });
  const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the process ended with ${String(code)}`)));
  gone.catch(() => undefined);
  try {
    await Promise.race([once(child, 'message'), gone]);
    const startMs = performance.now() - start;
    const cost = async (ask = 'cost') => {
      child.send(ask);
      return ((await Promise.race([once(child, 'message'), gone])) as [Cost])[0];
    };
    return await Promise.race([work({ as: { side, on, messages }, fake, startMs, cost }), gone]);
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

async function measure({ fake, cost }: Started, kind: Kind, atOnce: number): Promise<Measured> {
  const before = await cost();
  const { ms, answered } = await fake.run(kind, EVENTS, atOnce);
  const { cpuMs } = await cost();
  return { rate: (EVENTS / ms) * 1000, cpuMs: (cpuMs - before.cpuMs) / EVENTS, answered: quantile(answered, 0.99) };
}

const number = (value: number, digits = 1): string => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
/** Of every side the median, ours last, and ours in each of the others. */
function row(name: string, sides: readonly (readonly number[])[], digits = 1): string[] {
  const medians = sides.map((values) => quantile(values, 0.5));
  const own = medians.at(-1) ?? Number.NaN;
  return [name, ...medians.map((value) => number(value, digits)), ...medians.slice(0, -1).map((value) => (own / value).toFixed(2))];
}

/** All sides in turns, so that what else the machine does meets all. */
async function compare(kind: Kind, on: 'discord' | 'slack', bursts: Kind): Promise<string[][]> {
  const own = { side: 'ours', on: [on] } as const;
  const messages = await withSide(own, ({ fake }) => fake.messages(kind));
  return withSide({ side: 'bare', on: [on] }, (short) =>
    withSide({ side: 'bare', on: [on], messages }, (same) =>
      withSide(own, async (ours) => {
        const sides = [short, same, ours];
        for (const { fake } of sides) await fake.run(kind, WARM, AT_ONCE[0]);
        const rows: string[][] = [];
        for (const atOnce of AT_ONCE) {
          const measured: Measured[][] = sides.map(() => []);
          for (let turn = 0; turn < TURNS; turn++) for (const [i, side] of sides.entries()) measured[i]?.push(await measure(side, kind, atOnce));
          const of = (what: keyof Measured) => measured.map((turns) => turns.map((one) => one[what]));
          const name = `${kind}, ${atOnce} at once`;
          rows.push(row(`${name}: answers a second`, of('rate'), 0), row(`${name}: processor ms each`, of('cpuMs'), 2), row(`${name}: p99 of the answer, ms`, of('answered')));
        }
        const bursting: number[][] = sides.map(() => []);
        for (let turn = 0; turn < BURSTS; turn++) for (const [i, { fake }] of sides.entries()) bursting[i]?.push(quantile((await fake.run(bursts, BURST, BURST)).acknowledged, 0.99));
        rows.push(row(`${bursts}: p99 of the acknowledgement, ${BURST} at once, ms`, bursting, 0));
        return rows;
      }),
    ),
  );
}

/** Both platforms in one process that does nothing: of each start the milliseconds, then the MB. */
async function idle(env: Readonly<Record<string, string>>): Promise<{ starts: number[][]; sizes: number[][] }> {
  const sides = ['bare', 'program'] as const;
  const [starts, sizes] = [sides.map((): number[] => []), sides.map((): number[] => [])];
  for (let turn = 0; turn < STARTS; turn++) {
    for (const [i, side] of sides.entries()) {
      await withSide({ side, on: ['discord', 'slack'], env }, async ({ startMs, cost }) => {
        await wait(REST_MS);
        starts[i]?.push(startMs);
        sizes[i]?.push((await cost('rested')).rss / 2 ** 20);
      });
    }
  }
  return { starts, sizes };
}

async function benchIdle(): Promise<string[][]> {
  const [plain, trimmed] = [await idle({}), await idle({ MALLOC_TRIM_THRESHOLD_: TRIMMED })];
  return [
    row('a start that finds its course kept, until both platforms are there, ms', plain.starts, 0),
    row('memory of the idle process, MB', plain.sizes),
    row(`the same with MALLOC_TRIM_THRESHOLD_=${TRIMMED}, as the image and the unit set it`, trimmed.sizes),
  ];
}

/** Ours beside the bare libraries: events, a start, rest. */
export async function benchEvents(): Promise<void> {
  const rows = [...(await compare('slash on Discord', 'discord', 'slash on Discord')), ...(await compare('mention on Slack', 'slack', 'slash on Slack'))];
  console.log('\nEvents: `lesson 13` or 14 beside discord.js and Bolt alone with fixed answers, a short text or the very messages that ours sends, each in a process of its own');
  console.log(table([['', 'bare, short', 'bare, same', 'ours', 'to short', 'to same'], ...rows]));
  console.log(`\n${table([['Both platforms in one process', 'bare libraries', 'ours', 'ratio'], ...(await benchIdle())])}`);
}
