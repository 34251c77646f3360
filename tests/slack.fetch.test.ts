import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { plainFetch } from '../adapters/slack/fetch.js';

let stop = () => {};
afterEach(() => stop());

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  stop = () => (server.closeAllConnections(), void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('what the client of Slack calls in place of fetch', () => {
  it('sends a form and reads status, headers in any case, and text beyond ASCII', async () => {
    const url = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (body) => response.writeHead(429, { 'Retry-After': '7', 'x-oauth-scopes': ['a', 'b'] }).end(`${request.method} ${request.headers['content-type']} ${body} 讲`));
    });
    const answer = await plainFetch(url, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=1' });
    expect([answer.ok, answer.status, answer.url, answer.headers.get('retry-after'), answer.headers.get('Retry-After'), answer.headers.get('absent')]).toEqual([false, 429, url, '7', '7', null]);
    expect(Object.fromEntries(answer.headers.entries())).toMatchObject({ 'x-oauth-scopes': 'a, b' });
    expect(await answer.text()).toBe('POST application/x-www-form-urlencoded a=1 讲');
  });

  it('follows no redirect, which would take the token elsewhere', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const answer = await plainFetch(url, { method: 'POST', headers: { authorization: 'Bearer x' } });
    expect([answer.ok, answer.status, seen]).toEqual([false, 302, ['/']]);
  });

  it('ends by its signal, before an answer and within one', async () => {
    const url = await serve((request, response) => void (request.url === '/half' && response.writeHead(200).write('half')));
    await expect(plainFetch(url, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout|abort/i);
    const half = await plainFetch(`${url}half`, { signal: AbortSignal.timeout(200) });
    await expect(half.text()).rejects.toThrow(/timeout|abort/i);
  });

  it('says what it does not send', async () => {
    const url = await serve((_, response) => void response.end());
    await expect(plainFetch(url, { method: 'POST', body: new FormData() })).rejects.toThrow(TypeError);
  });
});
