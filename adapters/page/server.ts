import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../../src/ports.js';
import { readJson, sendError, sendJson } from './body.js';
import { createFiles } from './files.js';
import { Refused, secure, type Guard } from './guard.js';

export type Body = Readonly<Record<string, unknown>>;

/** What the page answers. A returned value is sent as JSON; each may throw {@link Refused}. */
export interface Routes {
  readonly get: Readonly<Record<string, (query: URLSearchParams) => unknown>>;
  readonly post: Readonly<Record<string, (body: Body) => unknown>>;
  /** The PNG at a path; undefined where there is none. */
  readonly picture: (path: string) => Uint8Array | undefined;
  /** Takes over the response of `GET /events`. */
  readonly events: (query: URLSearchParams, response: ServerResponse) => void;
}

/** HTTP on the loopback: checks first, then routes, then files. Every refusal is JSON. */
export function createPageServer(routes: Routes, guard: Guard, log: Log): Server {
  const files = createFiles(guard.token);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const port = request.socket.localPort ?? 0;
    guard.check(request, port);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (pathname === '/events' && request.method === 'GET') return routes.events(searchParams, response);
      const route = own(routes.get, pathname);
      if (route) return sendJson(response, 200, await route(searchParams));
      const png = routes.picture(pathname);
      const file = png ? { type: 'image/png', body: png } : await files(pathname);
      if (!file) throw new Refused(404, 'path', 'There is nothing here.');
      response.writeHead(200, { 'content-type': file.type });
      response.end(request.method === 'HEAD' ? undefined : file.body);
      return;
    }
    const route = own(routes.post, pathname);
    if (request.method !== 'POST' || !route) throw new Refused(404, 'path', 'There is nothing here.');
    sendJson(response, 200, (await route(await readJson(request))) ?? {});
  }

  return createServer((request, response) => {
    secure(response);
    answer(request, response).catch((cause: unknown) => {
      if (!(cause instanceof Refused)) log.error('page: a request failed', { cause });
      if (response.headersSent) return void response.destroy();
      sendError(response, cause instanceof Refused ? cause : new Refused(500, 'bug', 'That went wrong; the log says why.'));
    });
  });
}

/** A path such as `/constructor` is no route. */
const own = <T>(table: Readonly<Record<string, T>>, path: string): T | undefined => (Object.hasOwn(table, path) ? table[path] : undefined);

/** Listens on 127.0.0.1 and nowhere else; resolves with the port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} of the local page is taken: close the other program, or set PAGE_PORT.`, { cause }) : cause);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
