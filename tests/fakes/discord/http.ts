import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  /** Path below /api/v10, decoded, without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string | undefined;
}
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}
/** One request as it was answered, in order of answering. */
export interface Recorded extends Call {
  readonly status: number;
  /** `performance.now()` when it arrived. */
  readonly at: number;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const fault = (status: number, code: number, message: string): Answer => ({ status, body: { code, message } });

/** A JSON server on a free port of 127.0.0.1. */
export async function serve(handle: (call: Call) => Promise<Answer | 'silence'>, recorded: Recorded[]): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const at = performance.now();
    void readJson(request).then(async (body) => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
      const call = { method: request.method ?? 'GET', path, query: url.searchParams, body, authorization: request.headers.authorization };
      const answer = await handle(call);
      if (answer === 'silence') return;
      recorded.push({ ...call, status: answer.status, at });
      send(response, answer);
    });
  });
  // an idle connection is not closed in the moment in which a busy client uses it again
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  // a 204 must carry no JSON content type, or the client tries to read it
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
