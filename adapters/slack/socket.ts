import { SocketModeReceiver } from '@slack/bolt';
import type { Links } from '../../src/link.js';
import type { Log } from '../../src/ports.js';
import { plainFetch } from './fetch.js';
import { fields } from './fields.js';
import type { BoltLogger } from './logger.js';
import type { Redact } from './secrets.js';

export interface SocketParts {
  readonly appToken: string;
  readonly api: string | undefined;
  /** Milliseconds before a dropped socket is opened again, and without a pong before it counts as dropped. */
  readonly reconnectMs: number;
  /** Longest that Slack may take to name an address for the socket, in milliseconds. */
  readonly timeoutMs: number;
  readonly logger: BoltLogger;
  readonly log: Log;
  readonly redact: Redact;
  /** Told of this connection under this name. */
  readonly links: Links;
  readonly name: string;
  /** Slack wants to close this connection soon. `goOn` lets the client close it and open another, in this order. */
  expires(goOn: () => void): void;
}

export interface Socket {
  readonly receiver: SocketModeReceiver;
  /** Resolves when events come in. @throws whatever the client throws where Slack refuses */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The client asks a hundred times by itself, each time later, and waits for an answer for ever: after a long outage it would be hours late. */
const AGAIN = { retries: 3, factor: 2, minTimeout: 500, maxTimeout: 5000 } as const;
/** Pause after an attempt to reconnect that Slack refused, in milliseconds. */
const AFTER_REFUSAL = 30_000;
/** How long the closing handshake is waited for, in milliseconds. */
const CLOSING = 2000;

/**
 * Bolt's receiver for Socket Mode, with three holes of its client stopped, each of which ends the process by an
 * unhandled rejection: an envelope without an event, a reconnect that Slack refuses, and a stop while reconnecting.
 */
export function createSocket({ appToken, api, reconnectMs, timeoutMs, logger, log, redact, links, name, expires }: SocketParts): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: reconnectMs,
    installerOptions: { clientOptions: { fetch: plainFetch, timeout: timeoutMs, retryConfig: AGAIN, ...(api === undefined ? {} : { slackApiUrl: api }) } },
  });
  const { client } = receiver;
  client.on('connected', () => links.up(name));
  for (const lost of ['close', 'reconnecting', 'disconnected']) client.on(lost, () => !closing && links.down(name));
  let closing = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const readers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  const read = async (...args: unknown[]): Promise<void> => {
    try {
      for (const reader of readers) await (reader as (...all: unknown[]) => unknown)(...args);
    } catch (error) {
      log.warn('an envelope that cannot be read was ignored', { error: redact(String(error)) });
    }
  };
  client.on('ws_message', (...args: unknown[]) => {
    if (isFarewell(args[0])) expires(() => void read(...args));
    else void read(...args);
  });

  const open = client.start.bind(client);
  let opened = false;
  client.start = async () => {
    try {
      const result = await open();
      opened = true;
      return result;
    } catch (error) {
      if (!opened && !closing) throw error;
      if (!closing) {
        log.error('Slack refused to open the socket again', { error: redact(String(error)), againInMs: AFTER_REFUSAL });
        again = setTimeout(() => void client.start(), AFTER_REFUSAL);
      }
      // nobody waits for the result of a reconnect
      return { ok: false };
    }
  };

  return {
    receiver,
    open: async () => void (await receiver.start()),
    async close() {
      closing = true;
      links.gone(name);
      clearTimeout(again);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSING)));
      await Promise.race([client.disconnect(), limit]);
      clearTimeout(timer);
    },
  };
}

/** Slack docs "Using Socket Mode": a connection is to be replaced, at once or in some ten seconds. */
function isFarewell(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('disconnect')) return false;
  try {
    const { type, reason } = fields(JSON.parse(data));
    return type === 'disconnect' && (reason === 'warning' || reason === 'refresh_requested');
  } catch {
    return false;
  }
}
