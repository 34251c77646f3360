import { Redis } from 'ioredis';
import type { Log } from '../../../ports.js';
import type { RedisAddress } from './address.js';
import { isRefusal, isVague } from './errors.js';

/** A server that says nothing for so long though it was asked is given up, and a connection not made within it. */
const SILENT_MS = 1500;
/** Between two tries to connect: doubled from the first to the second. */
const [SOON_MS, LATER_MS] = [50, 500];

/** A connection that comes back by itself, for ever, until it is closed. */
export class Connection {
  readonly redis: Redis;
  /** Server's clock (epoch milliseconds) minus ours (monotonic), as far as it is known. */
  offset = 0;
  /** What went wrong last, while there is no connection. */
  trouble: Error | undefined;
  /** Counts the connections made. */
  serial = 0;
  #ready = gate();
  #waiting: NodeJS.Timeout | undefined;
  #awaySince: number | undefined;
  /** Since when something has been asked that is not answered. */
  #askedAt: number | undefined;
  #closing = false;

  constructor(
    { host, port, username, password, db, tls }: RedisAddress,
    private readonly log: Pick<Log, 'info' | 'warn'> | undefined,
  ) {
    this.redis = new Redis({
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
      // not ioredis' own timeout of a socket: that of a lost one would end its successor
      connectTimeout: SILENT_MS,
      disconnectTimeout: 0,
      keepAlive: 10_000,
      // a primary that became a replica: its name may lead to the new one
      reconnectOnError: (error) => error.message.startsWith('READONLY'),
      retryStrategy: (times) => Math.min(SOON_MS * 2 ** (times - 1), LATER_MS),
    });
    this.redis.on('connect', () => (this.#waiting = setTimeout(() => this.redis.disconnect(true), SILENT_MS)));
    this.redis.on('ready', () => void this.#connected());
    this.redis.on('close', () => this.#lost());
    this.redis.on('error', (error: Error) => {
      if (!this.trouble || !isVague(error)) this.trouble = error;
    });
  }

  get isReady(): boolean {
    return this.#ready.isOpen;
  }

  /** Resolves when there is a connection. */
  ready(): Promise<void> {
    return this.#ready.opened;
  }

  /** @throws the last trouble where there is no connection in time, or where trying again does not help */
  async open(patienceMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const failed = new Promise<never>((_, reject) => {
      this.redis.on('error', (error: Error) => isRefusal(error) && reject(error));
      timer = setTimeout(() => reject(this.trouble ?? new Error('no answer')), patienceMs);
    });
    this.redis.connect().catch(() => {});
    try {
      await Promise.race([this.ready(), failed]);
    } finally {
      clearTimeout(timer);
    }
  }

  asked(): void {
    this.#askedAt ??= performance.now();
  }

  answered(): void {
    this.#askedAt = undefined;
  }

  /** Somebody waits in vain: one who has been silent for long is asked over a new connection. */
  unanswered(): void {
    if (this.#askedAt === undefined || performance.now() - this.#askedAt < SILENT_MS) return;
    this.trouble = new Error(`silent for ${SILENT_MS} ms`);
    this.#askedAt = undefined;
    this.redis.disconnect(true);
  }

  close(): void {
    this.#closing = true;
    clearTimeout(this.#waiting);
    this.redis.disconnect();
  }

  async #connected(): Promise<void> {
    const began = performance.now();
    try {
      const [seconds, micros] = await this.redis.time();
      this.offset = Number(seconds) * 1000 + Number(micros) / 1000 - (began + performance.now()) / 2;
    } catch {
      // lost again before it answered
      return;
    }
    clearTimeout(this.#waiting);
    this.trouble = undefined;
    this.serial++;
    this.#ready.open();
    if (this.#awaySince !== undefined) this.log?.info('the store is back', { awayMs: Math.round(performance.now() - this.#awaySince) });
    this.#awaySince = undefined;
  }

  #lost(): void {
    clearTimeout(this.#waiting);
    this.#askedAt = undefined;
    if (!this.#ready.isOpen) return;
    this.#ready = gate();
    this.#awaySince = performance.now();
    if (!this.#closing) this.log?.warn('the store is away; connecting again', { error: this.trouble });
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
