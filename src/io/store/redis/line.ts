import type { Redis } from 'ioredis';
import type { Log } from '../../../ports.js';
import { StoreUnavailable } from '../../../store.js';
import type { RedisAddress } from './address.js';
import { Connection } from './connection.js';
import { isRefusal, lateAt, told, wordsOf } from './errors.js';
import { Flow } from './flow.js';
import type { Script } from './lua.js';

/** A caller hears after this many milliseconds at the latest that the store did not answer. */
const CALL_MS = 500;
/** So much later nothing of the call is done any more; above the error of the measured clock. */
const SLACK_MS = 500;
/** Calls under way at a time: a server does so many in a few milliseconds. */
const TOGETHER = 512;

/** The way to a Redis. Every call ends within {@link CALL_MS} of being sent, one way or the other. */
export interface Line {
  /** Runs a script, all of it or nothing; what is told to have failed is not done a second later either. @throws StoreUnavailable, RangeError */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  /** Plain commands, sent at once when it is called. @throws StoreUnavailable */
  ask<T>(commands: (redis: Redis) => Promise<T>): Promise<T>;
  /** Resolves when there is a connection, at once or for ever later. */
  ready(): Promise<void>;
  /** Waits for what is under way. Further calls reject. */
  close(): Promise<void>;
}

export interface LineOptions {
  readonly log?: Pick<Log, 'info' | 'warn'> | undefined;
  /** Epoch milliseconds; without it leases and times to live go by the server's clock. For tests. */
  readonly now?: (() => number) | undefined;
  /** How long a server that is not there yet, or still loads its data, is waited for. */
  readonly patienceMs: number;
}

/** @throws Error that says what is wrong, without the password */
export async function openLine(address: RedisAddress, { log, now, patienceMs }: LineOptions): Promise<Line> {
  const connection = new Connection(address, log);
  try {
    await connection.open(patienceMs);
    return new RedisLine(connection, now);
  } catch (error) {
    connection.close();
    const advice = isRefusal(error as Error) ? 'Check user, password and database in STORE_URL.' : 'Is Redis running there, with TLS (rediss://) or without as the address says? Start it, or set another STORE_URL.';
    throw new Error(`Cannot open the store ${address.shown}: ${wordsOf(error as Error)}. ${advice}`, { cause: error });
  }
}

class RedisLine implements Line {
  readonly #flow = new Flow(TOGETHER);
  /** Scripts that the server has heard on the connection of this number. */
  #told = { on: 0, scripts: new Set<string>() };
  #closing: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly now: (() => number) | undefined,
  ) {}

  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    return this.ask(async () => {
      const end = performance.now() + CALL_MS;
      try {
        return await this.#evaluate(script, keys, args, end);
      } catch (error) {
        const at = lateAt(error);
        if (at === undefined) throw error;
        // the server's clock was set forward; measured late it only seems slower
        this.connection.offset = Math.max(this.connection.offset, at - performance.now());
        if (performance.now() >= end) throw error;
        return this.#evaluate(script, keys, args, end);
      }
    });
  }

  async ask<T>(commands: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.#closing) throw new StoreUnavailable('the store is closed');
    try {
      return await this.#flow.run(() => this.#within(this.connection.isReady ? this.#send(commands) : this.#later(commands)));
    } catch (error) {
      throw told(error);
    }
  }

  ready(): Promise<void> {
    return this.connection.ready();
  }

  close(): Promise<void> {
    // behind what was sent before it
    this.#closing ??= this.ask((redis) => redis.quit())
      .catch(() => {})
      .then(() => this.connection.close());
    return this.#closing;
  }

  async #evaluate({ sha, lua }: Script, keys: readonly string[], args: readonly (string | number)[], end: number): Promise<unknown> {
    const { redis, offset } = this.connection;
    const all = [...keys, this.now?.() ?? '', Math.ceil(end + SLACK_MS + offset), ...args];
    // the first one on a connection tells the script as well, so that calls stay in their order
    if (!this.#isNew(sha)) {
      try {
        return await redis.evalsha(sha, keys.length, ...all);
      } catch (error) {
        // somebody made the server forget its scripts
        if (!(error as Error).message.startsWith('NOSCRIPT')) throw error;
      }
    }
    return redis.eval(lua, keys.length, ...all);
  }

  #isNew(sha: string): boolean {
    const { serial } = this.connection;
    if (this.#told.on !== serial) this.#told = { on: serial, scripts: new Set() };
    const known = this.#told.scripts.has(sha);
    this.#told.scripts.add(sha);
    return !known;
  }

  /** Once there is a connection, unless the caller has heard by then that it failed. */
  async #later<T>(commands: (redis: Redis) => Promise<T>): Promise<T> {
    const end = performance.now() + CALL_MS;
    await this.connection.ready();
    if (performance.now() >= end) throw new StoreUnavailable('the store was away');
    return this.#send(commands);
  }

  async #send<T>(commands: (redis: Redis) => Promise<T>): Promise<T> {
    this.connection.asked();
    try {
      return await commands(this.connection.redis);
    } finally {
      this.connection.answered();
    }
  }

  /** The promise, or a failure when its time is over; an answer that is there by then counts, however late we get to read it. */
  #within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let settled = false;
      const late = () => {
        if (settled) return;
        const error = new StoreUnavailable(`the store did not answer within ${CALL_MS} ms`, { cause: this.connection.trouble });
        reject(error);
        this.#flow.giveUp(error);
        this.connection.unanswered();
      };
      // the loop reads what has come between a timer and an immediate
      const timer = setTimeout(() => setImmediate(late), CALL_MS);
      const end = () => {
        settled = true;
        clearTimeout(timer);
      };
      work.then(resolve, reject).finally(end);
    });
  }
}
