import { setTimeout as wait } from 'node:timers/promises';
import { createLog } from '../../src/io/log.js';
import { masking, secretsOf } from '../../src/io/secrets.js';
import type { Running } from '../main.js';
import { keepCompiled } from './compiled.js';
import { configOrExit } from './env.js';

keepCompiled();
const config = configOrExit();
// for a person at the page the log is noise; for an operator of adapters it is the record
const quiet = !config.DISCORD_TOKEN && !config.SLACK_BOT_TOKEN && !config.SLACK_CLIENT_ID && !process.env['LOG_LEVEL'];
const log = createLog(quiet ? 'warn' : config.LOG_LEVEL, secretsOf(config));

// before the start: a signal that comes while it starts, or right after "ready", stops it in order as well
const asked = { stop: false };
let running: Running | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // a second one does not wait
    if (asked.stop) process.exit(1);
    asked.stop = true;
    if (running) void leave(running);
  });
}
/** What is under way gets this long to end; whoever stops us waits a little longer before it kills. */
const DRAIN_MS = 10_000;
async function leave(from: Running): Promise<never> {
  const ended = await Promise.race([from.stop().then(() => true), wait(DRAIN_MS, false)]);
  if (!ended) log.error('not everything under way had ended in time; what was not recorded is taken up at the next start', { afterMs: DRAIN_MS });
  process.exit(ended ? 0 : 1);
}

try {
  const { startStudyHall } = await import('../main.js');
  running = await startStudyHall(config, log);
  const ready = Math.round(performance.now());
  if (running.ops) log.info('operators find /healthz, /readyz and /metrics here', { address: running.ops });
  const where = running.page ? `Study Hall is open at ${running.page.address()}` : `Study Hall is running on ${running.platforms.join(' and ')}`;
  process.stdout.write(`${where}  (ready in ${ready} ms; Ctrl+C stops it)\n`);
  if (asked.stop) await leave(running);
} catch (error) {
  process.stderr.write(`${masking(secretsOf(config))(error instanceof Error ? error.message : String(error))}\n`);
  log.info('start failed', { error });
  process.exit(1);
}
