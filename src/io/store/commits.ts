import { StoreUnavailable } from '../../store.js';
import type { Database } from './driver.js';

/**
 * One FULL commit costs from a few tenths of a millisecond to several, as the disk is, and holds up everything else: so
 * writes wait about as long for company as the last commit took, up to this.
 */
const LONGEST_WAIT_MS = 5;
/** How long a write waits for company that nobody waits for. */
const PATIENT_MS = 25;
/** Enough to share one commit well; more would only wait. */
const FULL_BATCH = 256;

/**
 * `first`: what comes after it in its batch was done on its strength, and fails where it fails. `patient`: nobody waits for it.
 * `relaxed`: as usual, but it need not survive the end of the machine, nor need the two before.
 */
type Manner = 'usual' | 'first' | 'patient' | 'relaxed';

interface Job {
  readonly manner: Manner;
  run(): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Group commit. Work is queued and run in order inside one transaction; every promise settles after the COMMIT, which waits for
 * the disk (synchronous=FULL) where anything usual is in it. What only went to the system until then goes to the disk with the next
 * that does: the log has them in order.
 * A batch runs from BEGIN to COMMIT without a pause, so nobody ever sees what is not yet on disk:
 * a read with nothing queued runs at once, on committed data; otherwise it takes its turn behind the writes before it.
 */
export class Commits {
  #queue: Job[] = [];
  #cancel = () => {};
  /** When the queue is committed, in milliseconds of `performance.now()`. */
  #due = Number.POSITIVE_INFINITY;
  #lastMs = 0;
  #waitsForDisk: boolean | undefined;
  #closed = false;

  constructor(
    private readonly db: Database,
    /** Runs at the end of a batch, in its transaction, with the number of jobs in it. */
    private readonly sweep: (jobs: number) => void,
    /** Called when what a batch wrote did not stay. */
    private readonly undone: () => void,
  ) {}

  async read<T>(run: () => T): Promise<T> {
    // what is patient, or was promised already, changes nothing that is read
    if (this.#queue.some(({ manner }) => manner === 'usual' || manner === 'relaxed')) return this.write(run, 'relaxed');
    return this.now(run);
  }

  /** On committed data, whatever is queued. @throws StoreUnavailable */
  now<T>(run: () => T): T {
    this.#refuseClosed();
    try {
      return run();
    } catch (error) {
      throw told(error);
    }
  }

  async write<T>(run: () => T, manner: Manner = 'usual'): Promise<T> {
    this.#refuseClosed();
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ manner, run, resolve: resolve, reject });
      if (this.#queue.length >= FULL_BATCH) this.flush();
      else this.#flushIn(manner === 'patient' ? PATIENT_MS : Math.min(this.#lastMs, LONGEST_WAIT_MS));
    });
  }

  /** Commits what is queued, then refuses everything. */
  close(): void {
    this.flush();
    this.#closed = true;
  }

  flush(): void {
    this.#cancel();
    this.#due = Number.POSITIVE_INFINITY;
    const jobs = this.#queue;
    this.#queue = [];
    if (jobs.length > 0) this.#together(jobs);
  }

  #flushIn(ms: number): void {
    const due = performance.now() + ms;
    if (due >= this.#due) return;
    this.#due = due;
    this.#cancel();
    // no timer is finer than a millisecond; what this turn of the loop brings comes along all the same
    if (ms < 1) {
      const soon = setImmediate(() => this.flush());
      this.#cancel = () => clearImmediate(soon);
    } else {
      const timer = setTimeout(() => this.flush(), ms);
      this.#cancel = () => clearTimeout(timer);
    }
  }

  #together(jobs: readonly Job[]): void {
    let results: unknown[];
    try {
      this.#waitForDisk(jobs.some(({ manner }) => manner === 'usual'));
      this.db.exec('BEGIN IMMEDIATE');
      results = jobs.map((job) => job.run());
      this.sweep(jobs.length);
    } catch (error) {
      this.#rollback();
      this.#apart(jobs, told(error));
      return;
    }
    const began = performance.now();
    try {
      this.db.exec('COMMIT');
    } catch (error) {
      this.#rollback();
      for (const job of jobs) job.reject(told(error));
      return;
    }
    this.#lastMs = performance.now() - began;
    for (const [i, job] of jobs.entries()) job.resolve(results[i]);
  }

  #waitForDisk(wait: boolean): void {
    if (this.#waitsForDisk === wait) return;
    this.db.exec(`PRAGMA synchronous = ${wait ? 'FULL' : 'NORMAL'}`);
    this.#waitsForDisk = wait;
  }

  /** Nothing was promised yet: each for itself, so that one bad job fails alone. */
  #apart(jobs: readonly Job[], error: Error): void {
    if (jobs.length === 1) return jobs[0]?.reject(error);
    let failed = false;
    for (const job of jobs) {
      if (failed) job.reject(error);
      else this.#together([job.manner === 'first' ? { ...job, reject: (why) => ((failed = true), job.reject(why)) } : job]);
    }
  }

  #rollback(): void {
    this.undone();
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
