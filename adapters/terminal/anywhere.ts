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

interface Time {
  now(): number;
  wait?(ms: number): Promise<unknown>;
}

export interface Ways extends Time {
  /** Through the process that owns the store, where one runs. */
  running(line: string, options: SayOptions): Promise<Called>;
  /** With the store opened for this one line. @throws StoreBusy */
  local(line: string, options: SayOptions): Promise<Reply[]>;
}

/** Milliseconds that a busy store is waited for, and between two tries: an `ask` or an import holds it for moments only. */
const PATIENCE_MS = 10_000;
const TRY_EVERY_MS = 100;

/**
 * Does a piece of work wherever the store can be reached. The running process wins, its result read by `read`; else the
 * store is opened here. It may be taken between the two looks (a bot that starts, an `ask`), so a busy store means: try
 * both ways again.
 * @throws HallBusy after 10 s, and whatever either way throws
 */
export async function anywhere<T>(running: () => Promise<Called>, read: (result: unknown) => T, local: () => Promise<T>, { now, wait = sleep }: Time): Promise<T> {
  for (const end = now() + PATIENCE_MS; ; await wait(TRY_EVERY_MS)) {
    const called = await running();
    if (called.running) return read(called.result);
    try {
      return await local();
    } catch (error) {
      if (!(error instanceof StoreBusy)) throw error;
      if (now() >= end) throw new HallBusy('Another process keeps the store busy; please try again in a moment.', { cause: error });
    }
  }
}

/** Says a line wherever the store can be reached; see {@link anywhere}. */
export const sayAnywhere = (ways: Ways, line: string, options: SayOptions): Promise<Reply[]> =>
  anywhere(
    () => ways.running(line, options),
    replies,
    () => ways.local(line, options),
    ways,
  );
