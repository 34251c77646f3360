import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../../../src/ports.js';
import type { Redact } from '../secrets.js';

/** A page at a path, for GET. */
export interface Route {
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** The same for a receiver of Bolt; a page that fails is a plain 500. */
export const safely =
  ({ handle }: Route, log: Log, redact: Redact) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      log.error('a page for installing failed', { error: redact(String(error)) });
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('Something went wrong; please try again.');
    });
  };

/** Serves pages where no receiver of Bolt listens: beside Socket Mode. */
export function createWeb(routes: readonly Route[], log: Log, redact: Redact): Server {
  const found = new Map(routes.map((route) => [route.path, safely(route, log, redact)]));
  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const handle = request.method === 'GET' ? found.get(path) : undefined;
    if (handle) handle(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  });
}
