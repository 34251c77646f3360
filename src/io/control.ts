import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../ports.js';
import { removeControl, writeControl } from './control-file.js';

export { controlFile } from './control-file.js';

/** Bytes of one call; ours, four times the largest column export that we accept to see. */
export const CONTROL_LIMIT = 64 * 1024 * 1024;
export const TOO_LARGE = `the call is larger than ${CONTROL_LIMIT / 1024 / 1024} MB`;
/** On every answer, so that a stranger on a reused port is not taken for us. */
export const SIGN = 'x-study-hall-control';
/** Milliseconds that calls under way get at close. */
const DRAIN_MS = 5000;

/**
 * The door through which `ask` and `import` work with the process that owns the store: loopback only, a random
 * port and token, both in `file` (mode 0600), gone at close. `POST /call {name, args}` answers `{result}` or `{error}`.
 */
export async function serveControl(options: {
  file: string;
  handle: (name: string, args: unknown) => Promise<unknown>;
  log: Log;
  page?: string | undefined;
}): Promise<{ close(): Promise<void> }> {
  const { file, handle, log, page } = options;
  const token = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    receive(request, { token, port, handle, log })
      .then(({ status, body }) => send(response, status, body))
      // the caller has gone, or its result is no JSON
      .catch((error: unknown) => {
        log.warn('control answer lost', { error });
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.close(() => {
        clearTimeout(late);
        resolve();
      });
    });
  try {
    await writeControl(file, { port, token, pid: process.pid, page });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    // the file first: who comes now finds nobody, and waits for the store instead
    close: async () => {
      await removeControl(file, token);
      await stop();
    },
  };
}

interface Door {
  readonly token: string;
  readonly port: number;
  readonly handle: (name: string, args: unknown) => Promise<unknown>;
  readonly log: Log;
}

interface Answer {
  readonly status: number;
  readonly body: { result: unknown } | { error: string };
}

const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

async function receive(request: IncomingMessage, door: Door): Promise<Answer> {
  // a web page that made its name point to 127.0.0.1 carries that name here
  if (request.headers.host !== `127.0.0.1:${door.port}`) return refuse(403, 'wrong host');
  if (!same(request.headers.authorization ?? '', `Bearer ${door.token}`)) return refuse(401, 'wrong token');
  if (request.url !== '/call' || request.method !== 'POST') return refuse(404, 'only POST /call is here');
  const raw = await body(request);
  if (raw === undefined) return refuse(413, TOO_LARGE);
  const call = parsed(raw);
  if (call === undefined) return refuse(400, 'a call is {"name": string, "args": …} in JSON');
  try {
    return { status: 200, body: { result: (await door.handle(call.name, call.args)) ?? null } };
  } catch (error) {
    door.log.error('control call failed', { name: call.name, error });
    return refuse(500, error instanceof Error ? error.message : String(error));
  }
}

/** Hashed first, so that neither the length nor the first wrong letter shows in the time taken. */
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}

/** Undefined when it is too large; it is read on (up to a point) because a caller still writing would not see the answer. */
async function body(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= CONTROL_LIMIT) parts.push(part);
    else parts.length = 0;
    if (size > CONTROL_LIMIT * 4) break;
  }
  return size > CONTROL_LIMIT ? undefined : Buffer.concat(parts).toString('utf8');
}

function parsed(raw: string): { name: string; args: unknown } | undefined {
  try {
    const call = JSON.parse(raw) as { name?: unknown; args?: unknown } | null;
    return typeof call?.name === 'string' ? { name: call.name, args: call.args } : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, answer: Answer['body']): void {
  const bytes = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, connection: 'close', [SIGN]: '1' });
  response.end(bytes);
}
