import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Fault, Faults } from './faults.js';
import type { Hooks } from './hooks.js';
import type { Meddle } from '../meddle.js';
import type { Tenants } from './tenants.js';
import { METHODS, Refusal, type Args, type Methods } from './methods.js';

export interface Call {
  readonly method: string;
  readonly args: Args;
  /** By performance.now(), in milliseconds. */
  readonly at: number;
}

export interface ServerParts extends Methods {
  readonly faults: Faults;
  readonly hooks: Hooks;
  readonly calls: Call[];
  readonly complaints: string[];
  /** Token → what it may call; an unknown token is `invalid_auth`. */
  readonly tokens: Map<string, 'bot' | 'app' | 'dead'>;
  readonly tenants: Tenants;
  meddle?: Meddle | undefined;
  /** Address of the socket for apps.connections.open. */
  socketUrl(): string;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Record<string, string>;
}

/** Slack's HTTP side on the loopback: the Web API below /api/, response addresses elsewhere. */
export async function startServer(parts: ServerParts): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      parts.complaints.push(`the fake broke: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const api = pathname.startsWith('/api/') ? pathname.slice(5) : undefined;
  const upload = pathname.startsWith('/upload/');
  const method = upload ? 'upload' : (api ?? 'response_url');
  const args = upload ? { bytes: bytes.length } : parse(request.headers['content-type'] ?? '', bytes.toString('utf8'));
  parts.calls.push({ method, args, at: performance.now() });
  const fault = parts.faults.next(method);
  const early = await parts.meddle?.(method, 'arrived');
  if (early !== undefined) return send(parts, response, early);
  const run = () => (upload ? { status: parts.files.put(pathname, bytes), body: {} } : api === undefined ? hook(parts, pathname, args) : call(parts, api, args, request.headers.authorization));
  if (fault !== undefined && fault.landed === true) run();
  const answer = fault === undefined ? run() : broken(fault);
  const late = await parts.meddle?.(method, 'done');
  if (answer === undefined) return; // hangs until the client gives up
  send(parts, response, late ?? answer);
}

function send(parts: ServerParts, response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'x-oauth-scopes': [...parts.scopes].join(','),
    ...answer.headers,
  });
  response.end(JSON.stringify(answer.body));
}

/** Form-encoded with JSON inside some fields, or JSON. */
function parse(type: string, raw: string): Args {
  if (type.startsWith('application/json')) return JSON.parse(raw) as Args;
  const form = Object.fromEntries(new URLSearchParams(raw)) as Record<string, unknown>;
  for (const key of ['blocks', 'metadata', 'view']) if (typeof form[key] === 'string') form[key] = JSON.parse(form[key]);
  return form;
}

function broken({ how }: Fault): Answer | undefined {
  if (how === 'hang') return undefined;
  if ('status' in how) return { status: how.status, body: {} };
  if ('rate' in how) return rateLimited(how.rate);
  return { status: 200, body: { ok: false, ...how } };
}

const rateLimited = (seconds: number): Answer => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
});

function call(parts: ServerParts, method: string, args: Args, authorization: string | undefined): Answer {
  const token = authorization?.replace('Bearer ', '') ?? '';
  const may = parts.tokens.get(token);
  const refuse = (error: string, more: object = {}): Answer => ({ status: 200, body: { ok: false, error, ...more } });
  const answered = (make: () => object): Answer => {
    try {
      return { status: 200, body: { ok: true, ...make() } };
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.word, error.more);
      throw error;
    }
  };
  if (method === 'oauth.v2.access') return answered(() => parts.tenants.access(args));
  if (may === 'dead') return refuse('account_inactive');
  if (may === undefined) return refuse(authorization === undefined ? 'not_authed' : 'invalid_auth');
  if (method === 'apps.connections.open')
    return may === 'app' ? { status: 200, body: { ok: true, url: parts.socketUrl() } } : refuse('not_allowed_token_type');
  const run = METHODS[method];
  if (run === undefined) {
    parts.complaints.push(`unknown method ${method}`);
    return refuse('unknown_method');
  }
  const wait = method === 'chat.postMessage' ? parts.faults.tooFast(String(args['channel'])) : 0;
  if (wait > 0) return rateLimited(wait);
  return answered(() => run({ ...parts, ...(method === 'auth.test' ? parts.tenants.self(token) : parts.tenants.of(token, args)) }, args));
}

function hook(parts: ServerParts, path: string, body: Args): Answer {
  try {
    parts.hooks.answer(path, body, parts);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // blocks that are refused come as 404 too (slackapi/java-slack-sdk #1349)
    return { status: ['used_url', 'expired_url', 'no_such_hook', 'invalid_blocks'].includes(error.word) ? 404 : 400, body: { ok: false, error: error.word } };
  }
}
