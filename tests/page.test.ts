import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPageAdapter } from '../adapters/page/index.js';
import type { Hall } from './support/hall.js';
import { answered, LIN, visit, type Visitor } from './support/visitor.js';

let visitor: Visitor;
let hall: Hall;

beforeEach(async () => {
  visitor = await visit();
  hall = visitor.hall;
});
afterEach(() => visitor.leave());

/** A raw request: `fetch` sets Host and Origin by itself. */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const out = request(new URL(path, hall.page.address()), { method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    out.on('error', reject);
    out.end();
  });
}

describe('only our own page gets in', () => {
  test('a foreign Host is refused, on every path', async () => {
    for (const path of ['/', '/state', '/calendar?month=2026-11&locale=en', '/events?member=page:lin', '/main.js']) {
      const { status, body } = await raw(path, { host: 'study.example.org' });
      expect([path, status, JSON.parse(body).error.code]).toEqual([path, 403, 'host']);
    }
    const port = new URL(hall.page.address()).port;
    expect((await raw('/state', { host: `127.0.0.1:${Number(port) + 1}` })).status).toBe(403);
    expect((await raw('/state', { host: `localhost:${port}` })).status).toBe(200);
  });

  test('a foreign Origin is refused, with the right token too', async () => {
    for (const origin of ['https://example.org', 'null', 'http://127.0.0.1:1']) {
      expect((await raw('/state', { origin })).status).toBe(403);
      expect((await visitor.line(LIN, 'quiz')).status).toBe(200);
      expect(await visitor.post('/line', { member: LIN, line: 'lesson 1' }, { origin })).toMatchObject({ status: 403, body: { error: { code: 'origin' } } });
    }
    expect(hall.requests.map((r) => r.line)).not.toContain('lesson 1');
  });

  test('a POST needs the token of this start', async () => {
    for (const wrong of ['', 'x', visitor.token.slice(1), `${visitor.token}x`]) {
      expect(await visitor.post('/line', { member: LIN, line: 'quiz' }, { 'x-page-token': wrong })).toMatchObject({ status: 403, body: { error: { code: 'token' } } });
    }
    expect(hall.requests).toEqual([]);
  });

  test('the policy allows our own files and nothing inline; nothing outside the two folders is served', async () => {
    const response = await fetch(hall.page.address());
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    for (const path of ['/package.json', '/..%2fpackage.json', '/%2e%2e/index.ts', '/tsconfig.json', '/wire.ts', '/constructor']) {
      expect([path, (await raw(path, {})).status]).toEqual([path, 404]);
    }
    for (const [path, type] of [['/main.js', 'text/javascript'], ['/discord/view.js', 'text/javascript'], ['/page.css', 'text/css'], ['/icon.svg', 'image/svg+xml']] as const) {
      const file = await fetch(new URL(path, hall.page.address()));
      expect([path, file.status, file.headers.get('content-type')?.split(';')[0]]).toEqual([path, 200, type]);
    }
  });
});

describe('bad input gets a clear answer', () => {
  test.each([
    ['no JSON', '/line', '{', 400, 'json'],
    ['a list', '/line', '[]', 400, 'json'],
    ['an unknown member', '/line', { member: 'page:eve', line: 'quiz' }, 400, 'member'],
    ['no line', '/line', { member: LIN }, 400, 'line'],
    ['a message that is not there', '/line', { member: LIN, line: 'quiz', pressed: 'page:m99' }, 404, 'message'],
    ['a pressed id of another kind', '/line', { member: LIN, line: 'quiz', pressed: 7 }, 404, 'message'],
    ['a wrong event id', '/line', { member: LIN, line: 'quiz', event: 'a b' }, 400, 'event'],
    ['a wrong time', '/clock', { to: 'tomorrow' }, 400, 'travel'],
    ['a moment that is none', '/clock', { to: 'moment', at: '8:00' }, 400, 'travel'],
    ['half a millisecond', '/clock', { to: 'moment', at: 0.5 }, 400, 'travel'],
    ['a day that no month has', '/clock', { to: 'date', date: '2026-02-30' }, 400, 'travel'],
    ['a day that is none', '/clock', { to: 'date', date: '2026-99-99' }, 400, 'travel'],
    ['a moment far off', '/clock', { to: 'moment', at: 9e14 }, 400, 'far'],
    ['a day far off', '/clock', { to: 'date', date: '2099-01-01' }, 400, 'far'],
    ['an unknown path', '/nowhere', {}, 404, 'path'],
    ['an over-long body', '/line', { member: LIN, line: 'x'.repeat(70_000) }, 413, 'too-long'],
  ])('%s', async (_, path, body, status, code) => {
    expect(await visitor.post(path, body)).toMatchObject({ status, body: { error: { code } } });
    expect(hall.requests).toEqual([]);
  });

  test.each([
    ['', 'month'],
    ['month=2026-13&locale=en', 'month'],
    ['month=2026-1&locale=en', 'month'],
    ['month=1999-12&locale=en', 'month'],
    ['month=2100-01&locale=en', 'month'],
    ['month=2026-11', 'locale'],
    ['month=2026-11&locale=de', 'locale'],
  ])('calendar?%s', async (query, code) => {
    const { status, body } = await raw(`/calendar?${query}`, {});
    expect([status, JSON.parse(body).error.code]).toEqual([400, code]);
  });

  test('10,000 Han characters reach the core, which knows what to say', async () => {
    const lin = await visitor.watch(LIN);
    const long = '讲'.repeat(10_000);
    expect((await visitor.line(LIN, long)).status).toBe(200);
    expect((await lin.next('message', answered(long))).content?.summary).toContain('No command');
  });
});

describe('start and stop', () => {
  test('a stop waits for the answer under way, and takes nothing new', async () => {
    const lin = await visitor.watch(LIN);
    let open = () => {};
    hall.gate = new Promise((resolve) => (open = resolve));
    await visitor.line(LIN, 'lesson 3');
    const stopped = hall.page.stop();
    expect(await visitor.line(LIN, 'lesson 4')).toMatchObject({ status: 503, body: { error: { code: 'stopping' } } });
    open();
    await stopped;
    expect((await lin.next('message', answered('lesson 3'))).content?.summary).toContain('Pod');
  });

  test('a taken port is said in one sentence', async () => {
    const port = Number(new URL(hall.page.address()).port);
    const second = createPageAdapter({ port, log: { info() {}, warn() {}, error() {} }, clock: hall.clock, commands: [], zone: 'UTC', travels: true, moved: async () => {}, nextPostAt: async () => undefined, calendar: async (month) => ({ month, occurrences: [], schedules: [] }) });
    await expect(second.start({ receive: async () => {}, suggest: async () => [], form: () => undefined, left: async () => {} })).rejects.toThrow(`Port ${port} of the local page is taken`);
  });
});
