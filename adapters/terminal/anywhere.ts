import { setTimeout as sleep } from 'node:timers/promises';
import type { Called } from '../../src/io/control-client.js';
import type { Reply } from '../../src/reply.js';
import { StoreBusy } from '../../src/store.js';
import type { SayOptions } from './index.js';
import { replies } from './wire.js';

/** Somebody holds the store and does not answer at the door. */
export class HallBusy extends Error {
  override readonly name = 'HallBusy';
}

export interface Ways {
  /** Through the process that owns the store, where one runs. */
  running(line: string, options: SayOptions): Promise<Called>;
  /** With the store opened for this one line. @throws StoreBusy */
  local(line: string, options: SayOptions): Promise<Reply[]>;
  now(): number;
  wait?(ms: number): Promise<unknown>;
}

/** Milliseconds that a busy store is waited for, and between two tries: another `ask` holds it for one line only. */
const PATIENCE_MS = 5000;
const TRY_EVERY_MS = 100;

/**
 * Says a line wherever the store can be reached. The running process wins; else the store is opened here. It may be
 * taken between the two looks (a bot that starts, another `ask`), so a busy store means: try both ways again.
 * @throws HallBusy after 5 s, and whatever either way throws
 */
export async function sayAnywhere(ways: Ways, line: string, options: SayOptions): Promise<Reply[]> {
  const wait = ways.wait ?? sleep;
  const end = ways.now() + PATIENCE_MS;
  for (;;) {
    const called = await ways.running(line, options);
    if (called.running) return replies(called.result);
    try {
      return await ways.local(line, options);
    } catch (error) {
      if (!(error instanceof StoreBusy)) throw error;
      if (ways.now() >= end) throw new HallBusy('the store stayed busy', { cause: error });
      await wait(TRY_EVERY_MS);
    }
  }
}
