import type { App } from '@slack/bolt';
import type { Connection } from './connect.js';
import { createSocket, type Socket, type SocketParts } from './socket.js';

/** Pause before a further connection that Slack refused is tried again, in milliseconds. */
const AGAIN = 30_000;
/** How long connections under way are waited for at the end, in milliseconds. */
const CLOSING = 2000;

/**
 * Several connections of Socket Mode as one way in: Slack sends each event over one of them. One that is to be closed is
 * replaced first, so that there is always one that hears; what it heard before is acknowledged on it.
 */
export function createSockets(parts: Omit<SocketParts, 'expires' | 'name'>, count: number): Connection {
  const { log, redact } = parts;
  const live = new Set<Socket>();
  const underWay = new Set<Promise<void>>();
  let app: App | undefined;
  let made = 0;
  const closing = new AbortController();

  const track = (work: Promise<void>): void => {
    const kept = work.catch((error: unknown) => log.error('a connection to Slack', { error: redact(String(error)) })).finally(() => underWay.delete(kept));
    underWay.add(kept);
  };

  const make = (): Socket => {
    let replaced = false;
    const socket = createSocket({
      ...parts,
      name: String(++made),
      expires(goOn) {
        if (replaced || closing.signal.aborted) return;
        replaced = true;
        track(replace(socket, () => ((replaced = false), goOn())));
      },
    });
    if (app !== undefined) socket.receiver.init(app);
    live.add(socket);
    return socket;
  };

  const drop = async (socket: Socket): Promise<void> => {
    live.delete(socket);
    await socket.close();
  };

  async function replace(old: Socket, goOn: () => void): Promise<void> {
    const next = make();
    try {
      await next.open();
    } catch (error) {
      log.warn('Slack refused a connection in place of one that ends; that one is opened again', { error: redact(String(error)) });
      await drop(next);
      return goOn();
    }
    await drop(closing.signal.aborted ? next : old);
  }

  /** Beyond the first one: that they come late, or not at all, keeps nobody waiting. */
  async function openLate(socket: Socket): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await socket.open();
        if (closing.signal.aborted) await socket.close();
        return;
      } catch (error) {
        log.warn('Slack refused a further connection; it is tried again', { error: redact(String(error)), againInMs: AGAIN });
        await pause(AGAIN, closing.signal);
      }
    }
  }

  const first = make();
  const others = Array.from({ length: count - 1 }, make);
  const connection: Connection = {
    receiver: {
      init(given) {
        app = given;
        for (const { receiver } of live) receiver.init(given);
      },
      start: () => connection.open(),
      stop: () => connection.close(),
    },
    async open() {
      await first.open();
      for (const one of others) track(openLate(one));
    },
    async close() {
      closing.abort();
      await Promise.all([...live].map((socket) => socket.close()));
      await Promise.race([Promise.all(underWay), pause(CLOSING)]);
    },
  };
  return connection;
}

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
