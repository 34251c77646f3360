import { setTimeout as sleep } from 'node:timers/promises';
import type { Library } from '../../src/commands/command.js';
import { createClock } from '../../src/io/clock.js';
import type { Config } from '../../src/io/config.js';
import { callRunning } from '../../src/io/control-client.js';
import { controlFile } from '../../src/io/control.js';
import { createLog } from '../../src/io/log.js';
import { random } from '../../src/io/random.js';
import { secretsOf } from '../../src/io/secrets.js';
import { type Hall, openHall, storeAddress } from '../hall.js';
import { anywhere } from '../terminal/anywhere.js';
import { type Batch, type BatchStored, IMPORT, storeBatch } from './import-store.js';

/** Where batches go: through the running process, or into the store that is opened here. */
export interface Shelf {
  /** @throws HallBusy, ControlError, and what the store says */
  put(batch: Batch): Promise<BatchStored>;
  close(): Promise<void>;
}

/** Milliseconds that the store is kept from others at a time, and that they get to take it: a long import keeps nobody out. */
const HOLD_MS = 2000;
const PAUSE_MS = 250;

export function openShelf(config: Config, library: Library): Shelf {
  const file = controlFile(storeAddress(config.STORE_URL));
  const now = () => performance.now();
  let hall: Hall | undefined;
  let since = 0;
  const close = async () => {
    const open = hall;
    hall = undefined;
    await open?.close();
  };
  const here = async (batch: Batch): Promise<BatchStored> => {
    if (hall === undefined) {
      hall = await openHall({ config, clock: createClock(), random, log: createLog('warn', secretsOf(config)), library });
      since = now();
    }
    return storeBatch(hall.parts, batch);
  };
  return {
    async put(batch) {
      // a store without a door keeps nobody out
      if (file !== undefined && hall !== undefined && now() - since > HOLD_MS) {
        await close();
        await sleep(PAUSE_MS);
      }
      // while the store is open here, nobody else has it
      if (hall !== undefined) return here(batch);
      return anywhere(
        () => callRunning(file, IMPORT, batch),
        (result) => result as BatchStored,
        () => here(batch),
        { now },
      );
    },
    close,
  };
}
