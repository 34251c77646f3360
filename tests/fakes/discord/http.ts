import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A file of a multipart body; `id` is the number in its field `files[n]`. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface Call {
  readonly method: string;
  /** Path below /api/v10, decoded, without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** JSON, or the JSON beside uploaded files. */
  readonly body: unknown;
  readonly files: readonly Upload[];
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
    void readBody(request).then(async ({ body, files }) => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
      const call = { method: request.method ?? 'GET', path, query: url.searchParams, body, files, authorization: request.headers.authorization };
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

async function readBody(request: IncomingMessage): Promise<Pick<Call, 'body' | 'files'>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8')), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: Upload[] = [];
  for (const [field, value] of form) {
    const id = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (id !== undefined && typeof value !== 'string') files.push({ id, name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return { body: JSON.parse(String(form.get('payload_json'))), files };
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  // a 204 must carry no JSON content type, or the client tries to read it
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
