import { Redis } from 'ioredis';
import type { Log } from '../../../ports.js';
import { StoreUnavailable } from '../../../store.js';
import type { RedisAddress } from './address.js';
import { isRefusal, lateAt, told } from './errors.js';
import type { Script } from './lua.js';

/** A caller hears after this many milliseconds at the latest that the store did not answer. */
const CALL_MS = 500;
/** So much later nothing of the call is done any more; above the error of the measured clock. */
const SLACK_MS = 500;
/** A socket that is silent for so long though it was asked is given up, and a connection not made within it. */
const SILENT_MS = 1500;
/** Between two tries to connect: doubled from the first to the second. */
const [SOON_MS, LATER_MS] = [50, 500];

/** One connection to Redis that comes back by itself. Every call ends within {@link CALL_MS}, one way or the other. */
export interface Line {
  /** Runs a script, all of it or nothing; what fails is not done later either. @throws StoreUnavailable, RangeError */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  /** Plain commands. @throws StoreUnavailable */
  ask<T>(commands: (redis: Redis) => Promise<T>): Promise<T>;
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
export async function openLine({ host, port, username, password, db, tls, shown }: RedisAddress, options: LineOptions): Promise<Line> {
  const redis = new Redis({
    host,
    port,
    db,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: { servername: host } } : {}),
    connectionName: 'study-hall',
    lazyConnect: true,
    enableOfflineQueue: false,
    // what was sent and not answered is not sent again: nobody knows whether it was done
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    socketTimeout: SILENT_MS,
    connectTimeout: SILENT_MS,
    keepAlive: 10_000,
    // a primary that became a replica: its name may lead to the new one
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    retryStrategy: (times) => Math.min(SOON_MS * 2 ** (times - 1), LATER_MS),
  });
  const line = new RedisLine(redis, options);
  try {
    await line.open(options.patienceMs);
    return line;
  } catch (error) {
    redis.disconnect();
    const { message } = error as Error;
    const advice = isRefusal(error as Error) ? 'Check user, password and database in STORE_URL.' : 'Is Redis running there? Start it, or set another STORE_URL.';
    throw new Error(`Cannot open the store ${shown}: ${message}. ${advice}`, { cause: error });
  }
}

class RedisLine implements Line {
  #ready = gate();
  #closing: Promise<void> | undefined;
  /** Scripts that the server has heard on this connection. */
  #told = new Set<Script>();
  #trouble: Error | undefined;
  #away: number | undefined;
  /** Server's clock (epoch milliseconds) minus ours (monotonic). */
  #offset = 0;

  constructor(
    private readonly redis: Redis,
    private readonly options: LineOptions,
  ) {
    redis.on('ready', () => void this.#connected());
    redis.on('close', () => this.#lost());
    redis.on('error', (error: Error) => (this.#trouble = error));
  }

  async open(patienceMs: number): Promise<void> {
    const refused = new Promise<never>((_, reject) => this.redis.on('error', (error: Error) => isRefusal(error) && reject(error)));
    this.redis.connect().catch(() => {});
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(this.#trouble ?? new Error('no answer')), patienceMs).unref());
    await Promise.race([this.#ready.opened, refused, late]);
  }

  async run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    const end = performance.now() + CALL_MS;
    const attempt = (): Promise<unknown> => {
      const all = [...keys, this.options.now?.() ?? '', Math.ceil(end + SLACK_MS + this.#offset), ...args];
      const whole = () => this.redis.eval(script.lua, keys.length, ...all);
      // the first one on a connection tells the script as well, so that calls stay in their order
      if (!this.#told.has(script)) {
        this.#told.add(script);
        return whole();
      }
      return this.redis.evalsha(script.sha, keys.length, ...all).catch((error: Error) => {
        // somebody made the server forget its scripts
        if (error.message.startsWith('NOSCRIPT')) return whole();
        throw error;
      });
    };
    return this.ask(() =>
      attempt().catch((error: unknown) => {
        const at = lateAt(error);
        if (at === undefined) throw error;
        // the server's clock was set forward; measured late it only seems slower
        this.#offset = Math.max(this.#offset, at - performance.now());
        if (performance.now() >= end) throw error;
        return attempt();
      }),
    );
  }

  async ask<T>(commands: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.#closing) throw new StoreUnavailable('the store is closed');
    const end = performance.now() + CALL_MS;
    const sent = this.#ready.opened.then(() => {
      // the connection came back after the caller had heard that it failed
      if (performance.now() >= end) throw new StoreUnavailable('the store was away');
      return commands(this.redis);
    });
    try {
      return await within(CALL_MS, sent, () => this.#trouble);
    } catch (error) {
      throw told(error);
    }
  }

  close(): Promise<void> {
    // behind what was sent before it
    this.#closing ??= this.ask((redis) => redis.quit())
      .catch(() => {})
      .then(() => this.redis.disconnect());
    return this.#closing;
  }

  async #connected(): Promise<void> {
    this.#told = new Set();
    const began = performance.now();
    try {
      const [seconds, micros] = await this.redis.time();
      this.#offset = Number(seconds) * 1000 + Number(micros) / 1000 - (began + performance.now()) / 2;
    } catch {
      // lost again before it answered
      return;
    }
    this.#trouble = undefined;
    this.#ready.open();
    if (this.#away !== undefined) this.options.log?.info('the store is back', { awayMs: Math.round(performance.now() - this.#away) });
    this.#away = undefined;
  }

  #lost(): void {
    if (!this.#ready.isOpen) return;
    this.#ready = gate();
    this.#away = performance.now();
    if (!this.#closing) this.options.log?.warn('the store is away; connecting again', { error: this.#trouble });
  }
}

interface Gate {
  readonly opened: Promise<void>;
  readonly isOpen: boolean;
  open(): void;
}

function gate(): Gate {
  let isOpen = false;
  let pass = () => {};
  const opened = new Promise<void>((resolve) => (pass = resolve));
  return {
    opened,
    get isOpen() {
      return isOpen;
    },
    open() {
      isOpen = true;
      pass();
    },
  };
}

/** The promise, or a failure after so many milliseconds; an answer that is there by then counts, however late we get to read it. */
function within<T>(ms: number, work: Promise<T>, cause: () => Error | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new StoreUnavailable(`the store did not answer within ${ms} ms`, { cause: cause() }));
    // the loop reads what has come between a timer and an immediate
    const timer = setTimeout(() => setImmediate(late), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
