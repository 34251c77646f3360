import { createLog } from '../../src/io/log.js';
import { startStudyHall } from '../main.js';
import { configOrExit } from './env.js';

const config = configOrExit();
// for a person at the page the log is noise; for an operator of adapters it is the record
const quiet = !config.DISCORD_TOKEN && !config.SLACK_BOT_TOKEN && !process.env['LOG_LEVEL'];
const log = createLog(quiet ? 'warn' : config.LOG_LEVEL);

try {
  const running = await startStudyHall(config, log);
  const ready = Math.round(performance.now());
  const where = running.page ? `Study Hall is open at ${running.page.address()}` : `Study Hall is running on ${running.platforms.join(' and ')}`;
  process.stdout.write(`${where}  (ready in ${ready} ms; Ctrl+C stops it)\n`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void running.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  log.info('start failed', { error });
  process.exit(1);
}
