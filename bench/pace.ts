import { setTimeout as wait } from 'node:timers/promises';
import { createPace } from '../src/io/pace.js';
import { SLACK_PACE } from '../adapters/paces.js';
import { bytes, table } from './measure.js';

/** The whole of it takes ten minutes, so less of it unless `--full` is given. */
const CHANNELS = { usual: 800, full: 10_000 } as const;
const POSTS = 3;
/** Longer than after its last message the lane of a channel is needed. */
const REST_MS = 1000;

/** Slack's pace over many channels, with everything asked for at once and answered at once, beside the time that its distances allow. */
export async function benchPace(args: readonly string[]): Promise<void> {
  const channels = args.includes('--full') ? CHANNELS.full : CHANNELS.usual;
  const { minTimeMs, channelMinTimeMs } = SLACK_PACE;
  const pace = createPace({ minTimeMs, channelMinTimeMs, patienceMs: 3_600_000 });
  const last = new Map<string, number>();
  let tooClose = 0;
  const before = bytes();
  const cpu = process.cpuUsage();
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let post = 0; post < POSTS; post++) {
    for (let i = 0; i < channels; i++) {
      const channel = `slack:T1:C${i}`;
      const job = async () => {
        const now = performance.now();
        if (now - (last.get(channel) ?? -Infinity) < channelMinTimeMs) tooClose++;
        last.set(channel, now);
      };
      all.push(pace.run(channel, job));
    }
  }
  await wait(0);
  const waiting = bytes();
  await Promise.all(all);
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  last.clear();
  all.length = 0;
  await wait(REST_MS);
  const after = bytes();
  await pace.stop();
  const idealMs = Math.max((channels * POSTS - 1) * minTimeMs, (POSTS - 1) * channelMinTimeMs);
  const row = [
    `${channels.toLocaleString('en')} channels × ${POSTS}`,
    (tookMs / 1000).toFixed(2),
    (idealMs / 1000).toFixed(2),
    (tookMs / idealMs).toFixed(3),
    String(tooClose),
    ((user + system) / 1000 / (channels * POSTS)).toFixed(2),
    ((waiting - before) / channels / 1024).toFixed(1),
    ((after - before) / 2 ** 20).toFixed(1),
  ];
  console.log(`\nThe pace of Slack: one message a channel every ${channelMinTimeMs} ms, one in all every ${minTimeMs} ms`);
  console.log(table([['asked for at once', 'seconds', 'ideal', 'ratio', 'too close', 'processor ms each', 'KB a channel, waiting', 'MB left'], row]));
}
