import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { damaged, fuzz, wrong } from '../support/fuzz.js';
import { answered, LIN, MAYA, visit, type Visitor } from '../support/visitor.js';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
afterAll(() => visitor.leave());

const port = () => Number(new URL(visitor.hall.page.address()).port);
interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as any program can send it: `fetch` sets Host and Origin by itself, and tidies paths. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const out = request({ host: '127.0.0.1', port: port(), method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    out.on('error', reject);
    out.end(body);
  });
}
const json = (more: Record<string, string> = {}) => ({ 'content-type': 'application/json', 'x-page-token': visitor.token, ...more });
const LINE = JSON.stringify({ member: LIN, locale: 'en', line: 'quiz' });
const GETS = ['/', '/state', `/events?member=${LIN}`, '/suggest?command=lesson&param=lesson&typed=1&member=page:lin', '/calendar?month=2026-11&locale=en', '/main.js'];

describe('D7: the local page answers nobody but itself', () => {
  it.each([
    ['a name that was made to lead here', (): Record<string, string> => ({ host: 'evil.example' })],
    ['the same with our port', (): Record<string, string> => ({ host: `evil.example:${port()}` })],
    ['our address as a part of another name', (): Record<string, string> => ({ host: `127.0.0.1.evil.example:${port()}` })],
    ['another port', (): Record<string, string> => ({ host: '127.0.0.1:1' })],
    ['every address of this machine', (): Record<string, string> => ({ host: `0.0.0.0:${port()}` })],
    ['a foreign page', (): Record<string, string> => ({ origin: 'https://evil.example' })],
    ['a page of no origin', (): Record<string, string> => ({ origin: 'null' })],
    ['the same address over TLS', (): Record<string, string> => ({ origin: `https://127.0.0.1:${port()}` })],
    ['our other name', (): Record<string, string> => ({ origin: `http://localhost:${port()}` })],
    ['a page on another port', (): Record<string, string> => ({ origin: 'http://127.0.0.1:1' })],
    ['our address as a part of theirs', (): Record<string, string> => ({ origin: `http://127.0.0.1:${port()}.evil.example` })],
  ])('%s reads and writes nothing', async (_, headers) => {
    const before = visitor.hall.requests.length;
    for (const path of GETS) expect([path, (await raw('GET', path, headers())).status]).toEqual([path, 403]);
    for (const path of ['/line', '/clock']) expect((await raw('POST', path, json(headers()), LINE)).status).toBe(403);
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) expect((await raw(method, '/line', headers())).status).toBe(403);
    expect(visitor.hall.requests).toHaveLength(before);
  });

  it('a form or a simple request of another site, which needs no leave, writes nothing', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const status = (await raw('POST', '/line', { 'content-type': type }, LINE)).status;
      expect([type, status]).toEqual([type, 403]);
      // not even with a token that leaked
      expect((await raw('POST', '/line', { 'content-type': type, 'x-page-token': visitor.token }, LINE)).status).toBe(415);
    }
  });

  it('and nobody is let in by CORS, in a frame, or by a cookie', async () => {
    for (const path of GETS.filter((one) => !one.startsWith('/events'))) {
      const { headers } = await raw('GET', path);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control') || name === 'set-cookie')).toEqual([]);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
    expect((await raw('OPTIONS', '/line', { origin: 'https://evil.example', 'access-control-request-method': 'POST' })).status).toBe(403);
  });

  it('a WebSocket is opened to nobody, ours or foreign', async () => {
    for (const origin of ['https://evil.example', `http://127.0.0.1:${port()}`]) {
      const said = await new Promise<string>((resolve) => {
        const socket = connect(port(), '127.0.0.1', () => socket.write(`GET /events?member=${LIN} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`));
        socket.once('data', (data) => {
          resolve(String(data));
          socket.destroy();
        });
        socket.once('close', () => resolve(''));
      });
      expect(said).not.toContain(' 101 ');
    }
  });

  it('the paths of files lead to nothing else', async () => {
    for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/a/../../package.json', '//etc/passwd', '/\\..\\package.json', '/main.js%00', '/main.js/', '/discord/../../main.js/x', '/.env', '/data/study-hall.db', '/constructor', '/__proto__', '/web/../index.ts', `/${'a'.repeat(8000)}.js`, '/%', '/%ff.js', '/…']) {
      const found = await raw('GET', encodeURI(path).replaceAll('%25', '%'));
      expect([path, found.status >= 400 && found.status < 500, found.status]).toEqual([path, true, found.status]);
      expect(found.body).not.toMatch(/"dependencies"|root:/);
    }
    // an address in place of a path
    for (const path of ['http://evil.example/state', 'file:///etc/passwd', '*']) expect((await raw('GET', path)).status).not.toBe(500);
  });

  it('a body that never ends is cut off, and the page goes on', async () => {
    const big = await raw('POST', '/line', json(), JSON.stringify({ member: LIN, line: 'x'.repeat(5_000_000) })).then(({ status }) => status, () => 413);
    expect(big).toBe(413);
    const nested = `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect((await raw('POST', '/line', json(), nested)).status).toBe(400);
    expect((await raw('GET', '/state')).status).toBe(200);
    expect(visitor.hall.errors).toEqual([]);
  });

  it('what one member alone was shown, another cannot press', async () => {
    const lin = await visitor.watch(LIN);
    await visitor.line(LIN, 'quiz');
    const { id } = await lin.next('message', answered('quiz'));
    expect(await visitor.line(MAYA, 'quiz', { pressed: id })).toMatchObject({ status: expect.toBeOneOf([200, 404]) });
    const hers = visitor.hall.requests.filter(({ member }) => member.id === MAYA);
    if (hers.length > 0) expect(hers.at(-1)?.pressed?.private).toBe(false);
  });
});

describe('X4: whatever stands in a body', () => {
  const good = { member: LIN, locale: 'en', line: 'lesson 3', event: 'e1', pressed: 'page:m1', subject: 'page:m1', fields: { text: 'x' }, to: 'moment', at: 0, date: '2026-11-01' };
  const body = fc.oneof({ weight: 6, arbitrary: damaged(good, 4) }, { weight: 2, arbitrary: wrong }, { weight: 1, arbitrary: fc.constant({ member: LIN, line: 'note 13', fields: { text: 'x' } }).chain((one) => damaged(one)) });

  it('is taken or refused in one sentence, and is no bug', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('/line', '/clock', '/nowhere'), body), { minLength: 10, maxLength: 10 }), async (all) => {
        await Promise.all(
          all.map(async ([path, one]) => {
            const text = JSON.stringify(one) ?? '';
            const { status, body: said } = await raw('POST', path, json(), text);
            expect([text.slice(0, 300), [200, 400, 404, 409, 413].includes(status), visitor.hall.errors]).toEqual([text.slice(0, 300), true, []]);
            if (status !== 200) expect(JSON.parse(said)).toMatchObject({ error: { code: expect.stringMatching(/^[a-z-]+$/), message: expect.stringMatching(/^[A-Za-z].+\.$/s) } });
          }),
        );
      }),
      { ...fuzz('bodies to the page', 10), endOnFailure: true },
    );
  }, 200_000);

  it('or in a query', async () => {
    const query = fc.record({ member: fc.oneof(fc.constantFrom(LIN, MAYA), fc.string({ unit: 'binary', maxLength: 20 })), command: fc.string({ unit: 'binary', maxLength: 20 }), param: fc.constantFrom('__proto__', 'constructor', 'ref', ''), typed: fc.string({ unit: 'binary', maxLength: 400 }), month: fc.constantFrom('2026-11', '2026-00', '__proto__', '9999-99'), locale: fc.constantFrom('en', 'zh-CN', 'xx', '__proto__') });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/suggest', '/calendar', '/state'), query, async (path, values) => {
        const found = await raw('GET', `${path}?${new URLSearchParams(Object.entries(values).map(([name, value]) => [name, value.toWellFormed()] as [string, string]))}`);
        expect([200, 400]).toContain(found.status);
        expect(visitor.hall.errors).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
