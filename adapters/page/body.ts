import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refused } from './guard.js';
import type { WireError } from './web/wire.js';

/** Bytes. A line of 10,000 Han characters still reaches the core, which answers it with a sentence. */
const MAX_BODY = 64 * 1024;

/** The JSON object in a request's body. @throws Refused */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new Refused(415, 'type', 'Send JSON.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Refused(413, 'too-long', `At most ${MAX_BODY} bytes.`);
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // falls through: the same answer as for JSON that is no object
  }
  throw new Refused(400, 'json', 'The body is not a JSON object.');
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

export function sendError(response: ServerResponse, error: Refused): void {
  // an unread rest of a body would be taken for the next request
  response.setHeader('connection', 'close');
  sendJson(response, error.status, { error: { code: error.code, message: error.message } } satisfies WireError);
}
