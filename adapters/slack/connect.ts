import { HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Server } from 'node:http';
import { DeliveryError } from '../../src/errors.js';
import { delivery } from './errors.js';
import type { Links } from '../../src/link.js';
import type { SlackOptions } from './index.js';
import type { BoltLogger } from './logger.js';
import type { Redact } from './secrets.js';
import { createSocket } from './socket.js';

/** One way in for events: Socket Mode or signed HTTP. */
export interface Connection {
  readonly receiver: Receiver;
  open(): Promise<void>;
  /** Takes no more events; answers under way go on. */
  close(): Promise<void>;
}

const APP_TOKEN = 'a valid app token with connections:write';

/** How long a request that is being read may hold up the closing, in milliseconds. */
const CLOSING = 1000;

/** Socket Mode when there is an app token, else signed HTTP. @throws Error without either secret. */
export function connect(options: SlackOptions, logger: BoltLogger, redact: Redact, links: Links): Connection {
  const { appToken, signingSecret, api, log } = options;
  if (appToken !== undefined) {
    const { receiver, close } = createSocket({ appToken, api, reconnectMs: options.reconnectMs ?? 2000, logger, log, redact, links });
    const open = async () => {
      await receiver.start().catch((error: unknown) => {
        const known = delivery(error, redact);
        throw known.kind === 'forbidden' ? new DeliveryError('forbidden', known.message, { missing: [APP_TOKEN] }) : known;
      });
    };
    return { receiver, open, close };
  }
  if (signingSecret === undefined) throw new Error('Slack needs an app token (Socket Mode) or a signing secret (HTTP)');
  const receiver = new HTTPReceiver({ signingSecret, logger });
  let server: Server | undefined;
  return {
    receiver,
    async open() {
      server = await receiver.start({ port: options.port ?? 3000, ...(options.host === undefined ? {} : { host: options.host }) });
      links.up('http');
    },
    async close() {
      const kill = setTimeout(() => server?.closeAllConnections(), CLOSING);
      await receiver.stop();
      clearTimeout(kill);
    },
  };
}
