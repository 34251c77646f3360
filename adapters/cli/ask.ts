import { createClock } from '../../src/io/clock.js';
import { controlFile } from '../../src/io/control.js';
import { createLog } from '../../src/io/log.js';
import { modelOf } from '../../src/io/model.js';
import { random } from '../../src/io/random.js';
import { secretsOf } from '../../src/io/secrets.js';
import { openHall, storeAddress } from '../hall.js';
import { sayAnywhere } from '../terminal/anywhere.js';
import { runAsk } from '../terminal/ask.js';
import { createTerminal, type SayOptions } from '../terminal/index.js';
import { askRunning } from '../terminal/wire.js';
import { configOrExit } from './env.js';

process.exitCode = await runAsk(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  open: async () => {
    const config = configOrExit();
    const clock = createClock();
    /** The store is held for one line only, so that nobody meets a locked file. */
    const local = async (line: string, options: SayOptions) => {
      const hall = await openHall({ config, clock, random, log: createLog('error', secretsOf(config)), writer: modelOf(config) });
      try {
        const terminal = createTerminal({ core: hall.bot, now: () => clock.now(), key: random.id });
        hall.adapters.set(terminal.platform, terminal);
        await hall.bot.tick();
        return await terminal.say(line, options);
      } finally {
        await hall.close();
      }
    };
    const running = askRunning(controlFile(storeAddress(config.STORE_URL)));
    return { say: (line, options) => sayAnywhere({ running, local, now: () => performance.now() }, line, options), close: async () => {} };
  },
});
