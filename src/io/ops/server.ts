import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../ports.js';

/** What a process says of itself. */
export interface Said {
  /** Whether the store answers; what waits for it says "try again" while it does not. */
  readonly store: boolean;
  /** Why nobody should send events here now; empty when all is well. */
  readonly why: readonly string[];
}

export interface OpsOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  look(): Promise<Said>;
  metrics(): Promise<{ readonly type: string; readonly body: string }>;
  readonly log: Log;
}

export interface Ops {
  /** Such as `http://127.0.0.1:9400`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * HTTP for whoever runs the bot. `/healthz`: 200 while the process lives, `degraded` without its store (to start it anew
 * would not bring that back). `/readyz`: 200, or 503 with the reasons. `/metrics`: figures for Prometheus. Reads only.
 * @throws Error that says what to do where the port is taken
 */
export async function serveOps({ host, port, look, metrics, log }: OpsOptions): Promise<Ops> {
  const routes: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/healthz': async (response) => {
      const { store } = await look();
      json(response, 200, { status: store ? 'ok' : 'degraded', store: store ? 'answers' : 'no answer' });
    },
    '/readyz': async (response) => {
      const { why } = await look();
      json(response, why.length === 0 ? 200 : 503, { ready: why.length === 0, why });
    },
    '/metrics': async (response) => {
      const { type, body } = await metrics();
      send(response, 200, type, body);
    },
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/s, '');
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD') return json(response, 405, { error: 'only GET' });
    if (route === undefined) return json(response, 404, { error: 'only /healthz, /readyz and /metrics are here' });
    route(response).catch((error: unknown) => {
      log.error('a look at the process failed', { path, error });
      json(response, 500, { error: 'the log says why' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = WHY[cause.code ?? ''];
      reject(why === undefined ? cause : new Error(`OPS_HOST ${host}, OPS_PORT ${port}: ${why}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has this port; set another OPS_PORT',
  EADDRNOTAVAIL: 'this machine has no such address; set another OPS_HOST',
  EACCES: 'this user may not listen there; set an OPS_PORT above 1023',
  ENOTFOUND: 'nobody knows this name; set another OPS_HOST',
};

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const json = (response: ServerResponse, status: number, body: object): void => send(response, status, 'application/json', `${JSON.stringify(body)}\n`);
