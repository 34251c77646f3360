import { SocketModeReceiver } from '@slack/bolt';
import type { Links } from '../../src/link.js';
import type { Log } from '../../src/ports.js';
import type { BoltLogger } from './logger.js';
import type { Redact } from './secrets.js';

export interface SocketParts {
  readonly appToken: string;
  readonly api: string | undefined;
  /** Milliseconds before a dropped socket is opened again, and without a pong before it counts as dropped. */
  readonly reconnectMs: number;
  readonly logger: BoltLogger;
  readonly log: Log;
  readonly redact: Redact;
  readonly links: Links;
}

/** Pause after an attempt to reconnect that Slack refused, in milliseconds. */
const AFTER_REFUSAL = 30_000;
/** How long the closing handshake is waited for, in milliseconds. */
const CLOSING = 2000;

/**
 * Bolt's receiver for Socket Mode, with three holes of its client stopped, each of which ends the process by an
 * unhandled rejection: an envelope without an event, a reconnect that Slack refuses, and a stop while reconnecting.
 */
export function createSocket({ appToken, api, reconnectMs, logger, log, redact, links }: SocketParts): {
  receiver: SocketModeReceiver;
  close(): Promise<void>;
} {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: reconnectMs,
    installerOptions: api === undefined ? {} : { clientOptions: { slackApiUrl: api } },
  });
  const { client } = receiver;
  client.on('connected', () => links.up('socket'));
  for (const lost of ['close', 'reconnecting', 'disconnected']) client.on(lost, () => links.down('socket'));
  let closing = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const readers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (...args: unknown[]) => {
    try {
      for (const read of readers) await (read as (...all: unknown[]) => unknown)(...args);
    } catch (error) {
      log.warn('an envelope that cannot be read was ignored', { error: redact(String(error)) });
    }
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
    async close() {
      closing = true;
      clearTimeout(again);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSING)));
      await Promise.race([client.disconnect(), limit]);
      clearTimeout(timer);
    },
  };
}
