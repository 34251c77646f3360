import { createLog } from '../../src/io/log.js';
import { type Running, startStudyHall } from '../main.js';
import { configOrExit } from './env.js';

const config = configOrExit();
// for a person at the page the log is noise; for an operator of adapters it is the record
const quiet = !config.DISCORD_TOKEN && !config.SLACK_BOT_TOKEN && !config.SLACK_CLIENT_ID && !process.env['LOG_LEVEL'];
const log = createLog(quiet ? 'warn' : config.LOG_LEVEL);

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
const leave = (from: Running): Promise<never> => from.stop().then(() => process.exit(0));

try {
  running = await startStudyHall(config, log);
  const ready = Math.round(performance.now());
  const where = running.page ? `Study Hall is open at ${running.page.address()}` : `Study Hall is running on ${running.platforms.join(' and ')}`;
  process.stdout.write(`${where}  (ready in ${ready} ms; Ctrl+C stops it)\n`);
  if (asked.stop) await leave(running);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  log.info('start failed', { error });
  process.exit(1);
}
