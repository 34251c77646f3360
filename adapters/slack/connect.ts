import { HTTPReceiver, type Receiver } from '@slack/bolt';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { DeliveryError } from '../../src/errors.js';
import { delivery } from './errors.js';
import type { Links } from '../../src/link.js';
import type { SlackOptions } from './index.js';
import type { BoltLogger } from './logger.js';
import type { Redact } from './secrets.js';
import { createSockets } from './sockets.js';
import { createWeb, type Route, safely } from './install/web.js';

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

/** Socket Mode when there is an app token, else signed HTTP; the pages on the same port. @throws Error without either secret. */
export function connect(options: SlackOptions, routes: readonly Route[], logger: BoltLogger, redact: Redact, links: Links): Connection {
  const { appToken, signingSecret, api, log, port = 3000 } = options;
  const place = { port, ...(options.host === undefined ? {} : { host: options.host }) };
  if (appToken !== undefined) {
    const sockets = createSockets({ appToken, api, reconnectMs: options.reconnectMs ?? 2000, timeoutMs: options.timeoutMs ?? 10_000, logger, log, redact, links }, options.connections ?? 1);
    const web = routes.length === 0 ? undefined : createWeb(routes, log, redact);
    return {
      receiver: sockets.receiver,
      async open() {
        if (web) await once(web.listen(place), 'listening');
        await sockets.open().catch((error: unknown) => {
          web?.close();
          const known = delivery(error, redact);
          throw known.kind === 'forbidden' ? new DeliveryError('forbidden', known.message, { missing: [APP_TOKEN] }) : known;
        });
      },
      async close() {
        await Promise.all([sockets.close(), web && ended(web, () => new Promise((resolve) => web.close(resolve)))]);
      },
    };
  }
  if (signingSecret === undefined) throw new Error('Slack needs an app token (Socket Mode) or a signing secret (HTTP)');
  const customRoutes = routes.map((route) => ({ path: route.path, method: 'GET', handler: safely(route, log, redact) }));
  const receiver = new HTTPReceiver({ signingSecret, logger, customRoutes });
  let server: Server | undefined;
  return {
    receiver,
    async open() {
      server = await receiver.start(place);
      links.up('http');
    },
    close: () => ended(server, () => receiver.stop()),
  };
}

/** Waits for what is being read, but not for long. */
async function ended(server: Server | undefined, close: () => Promise<unknown>): Promise<void> {
  const kill = setTimeout(() => server?.closeAllConnections(), CLOSING);
  await close();
  clearTimeout(kill);
}
