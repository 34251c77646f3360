import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { callRunning } from '../../src/io/control-client.js';
import { controlFile } from '../../src/io/control.js';
import { writeBackup } from '../../src/io/store/backup/write.js';
import { closeFile, openAsItIs } from '../../src/io/store/file.js';
import { pathOf } from '../../src/io/store/index.js';
import { isRedis } from '../../src/io/store/redis/address.js';
import { storeAddress } from '../hall.js';
import { withFile } from './backup-file.js';
import { BACKUP } from './calls.js';

/** `npm run backup -- FILE`: by the process that has the store, or here where none has. */
process.exitCode = await withFile('helpBackup', async (file, config, say) => {
  const address = storeAddress(config.STORE_URL);
  if (isRedis(address)) {
    process.stderr.write(`${say.redis}\n`);
    return 1;
  }
  const to = resolve(file);
  const { running } = await callRunning(controlFile(address), BACKUP, { to });
  if (!running) {
    const path = pathOf(address);
    if (!existsSync(path)) {
      process.stderr.write(`${say.noStore(path)}\n`);
      return 1;
    }
    const db = openAsItIs(path);
    try {
      writeBackup(db, to);
    } finally {
      closeFile(db);
    }
  }
  process.stdout.write(`${say.written(to, (statSync(to).size / 1e6).toFixed(1), running)}\n`);
  return 0;
});
