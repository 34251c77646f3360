import { createBot } from '../src/bot.js';
import { bytes, quantile, table } from './measure.js';
import { fill, withHall } from './schedule-hall.js';

/** Schedules in all, of which as many are due as `FEW`, and then all. */
const SIZES = [1000, 10_000, 100_000] as const;
const FEW = 100;
/** So many due at once are done only with `--full`: it takes minutes. */
const MOST_AT_ONCE = 100_000;
/** The looks of which the median counts. */
const LOOKS = 9;

/** What it costs to find what is due among others that are not, and to do all at once: processor time of this process. */
async function finding(count: number, withAll: boolean): Promise<readonly string[]> {
  const empty = bytes();
  return withHall(async (hall, clock) => {
    let posted = 0;
    const refuse = () => Promise.reject(new Error('not here'));
    hall.adapters.set('bench', {
      platform: 'bench',
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      post: (channel) => Promise.resolve({ channel, message: `bench:${posted++}` }),
      tell: refuse,
      edit: refuse,
      pin: refuse,
      channel: refuse,
      preflight: () => Promise.resolve([]),
    });
    await fill(hall, 'bench', count, (i) => `bench:${i}`, 1);
    const held = (bytes() - empty) / 2 ** 20;
    const costOf = async (work: () => Promise<unknown>) => {
      const start = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    await hall.bot.tick();
    // as after a start: on a store that knows when it was looked at last
    const began = await costOf(() => createBot(hall.parts).tick());
    const looks: number[] = [];
    for (let i = 0; i < LOOKS; i++) looks.push(await costOf(() => hall.bot.tick()));
    const few: number[] = [];
    for (let i = 0; i < LOOKS; i++) {
      await fill(hall, 'bench', FEW, (one) => `bench:few${i}-${one}`);
      few.push(await costOf(() => hall.bot.tick()));
    }
    if (posted !== FEW * LOOKS) throw new Error(`${posted} posts`);
    const row = [count.toLocaleString('en'), held.toFixed(1), began.toFixed(0), quantile(looks, 0.5).toFixed(2), quantile(few, 0.5).toFixed(0)];
    if (!withAll) return [...row, '–', '–'];
    clock.travel(Date.now() + 86_400_000 + 60_000);
    const all = await costOf(() => hall.bot.tick());
    const due = count + FEW * LOOKS;
    if (posted !== due + FEW * LOOKS) throw new Error(`${posted} posts`);
    return [...row, all.toFixed(0), ((all / due) * 1000).toFixed(0)];
  });
}

/** Prints what it costs to find what is due, as schedules grow. */
export async function benchFinding(full: boolean): Promise<void> {
  const rows: (readonly string[])[] = [];
  for (const size of SIZES) rows.push(await finding(size, full || size < MOST_AT_ONCE));
  console.log(table([['schedules (processor time)', 'MB held', 'first look after a start, ms', 'none due, ms', `${FEW} due, ms`, 'all due, ms', 'µs each'], ...rows]));
}
