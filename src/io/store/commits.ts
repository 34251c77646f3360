import { StoreUnavailable } from '../../store.js';
import type { Database } from './driver.js';

/** One FULL commit costs milliseconds, so writes wait this long for company. */
const TICK_MS = 5;
/** Enough to share one commit well; more would only wait. */
const FULL_BATCH = 256;

interface Job {
  run(): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Group commit. Work is queued and run in order inside one transaction; every promise settles after the COMMIT.
 * A batch runs from BEGIN to COMMIT without a pause, so nobody ever sees what is not yet on disk:
 * a read with nothing queued runs at once, on committed data; otherwise it takes its turn behind the writes before it.
 */
export class Commits {
  #queue: Job[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly db: Database,
    /** Runs at the end of a batch, in its transaction, with the number of jobs in it. */
    private readonly sweep: (jobs: number) => void,
  ) {}

  async read<T>(run: () => T): Promise<T> {
    if (this.#queue.length > 0) return this.write(run);
    this.#refuseClosed();
    try {
      return run();
    } catch (error) {
      throw told(error);
    }
  }

  async write<T>(run: () => T): Promise<T> {
    this.#refuseClosed();
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run, resolve: resolve, reject });
      if (this.#queue.length >= FULL_BATCH) this.flush();
      else this.#timer ??= setTimeout(() => this.flush(), TICK_MS);
    });
  }

  /** Commits what is queued, then refuses everything. */
  close(): void {
    this.flush();
    this.#closed = true;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const jobs = this.#queue;
    this.#queue = [];
    if (jobs.length > 0) this.#together(jobs);
  }

  #together(jobs: Job[]): void {
    let results: unknown[];
    try {
      this.db.exec('BEGIN IMMEDIATE');
      results = jobs.map((job) => job.run());
      this.sweep(jobs.length);
    } catch (error) {
      this.#rollback();
      // nothing was promised yet: each for itself, so that one bad job fails alone
      if (jobs.length > 1) for (const job of jobs) this.#together([job]);
      else jobs[0]?.reject(told(error));
      return;
    }
    try {
      this.db.exec('COMMIT');
    } catch (error) {
      this.#rollback();
      for (const job of jobs) job.reject(told(error));
      return;
    }
    for (const [i, job] of jobs.entries()) job.resolve(results[i]);
  }

  #rollback(): void {
    try {
      this.db.exec('ROLLBACK');
    } catch {
      // a full disk makes SQLite roll back by itself; then there is no transaction left to end
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
  }
}

/** A RangeError is the caller's mistake, found on the way; all else is the disk's or the file's. */
function told(error: unknown): Error {
  if (error instanceof RangeError) return error;
  return new StoreUnavailable(`the store cannot do this now: ${(error as Error).message}`, { cause: error });
}
