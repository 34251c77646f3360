import { resolve } from 'node:path';
import { runningAt } from '../../src/io/control-client.js';
import { controlFile } from '../../src/io/control.js';
import { restoreFile } from '../../src/io/store/backup/restore.js';
import { pathOf } from '../../src/io/store/index.js';
import { isRedis } from '../../src/io/store/redis/address.js';
import { storeAddress } from '../hall.js';
import { withFile } from './backup-file.js';

/** `npm run restore -- FILE`: only while nobody has the store. */
process.exitCode = await withFile('helpRestore', async (file, config, say) => {
  const address = storeAddress(config.STORE_URL);
  if (isRedis(address)) {
    process.stderr.write(`${say.redis}\n`);
    return 1;
  }
  // the lock on the file says the same of most; this also of one whose file was damaged or moved away under it
  const pid = await runningAt(controlFile(address));
  if (pid !== undefined) {
    process.stderr.write(`${say.running(pid)}\n`);
    return 1;
  }
  const path = pathOf(address);
  const { rows, kept } = restoreFile(resolve(file), path);
  process.stdout.write(`${say.restored(path, rows)}\n${kept === undefined ? '' : `${say.kept(kept)}\n`}`);
  return 0;
});
