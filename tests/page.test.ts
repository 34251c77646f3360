import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HISTORY } from '../adapters/page/hall.js';
import { createPageAdapter } from '../adapters/page/index.js';
import type { WireMessage } from '../adapters/page/web/wire.js';
import { DeliveryError } from '../src/errors.js';
import { text, type Reply } from '../src/reply.js';
import { HOSTILE, startHall, type Hall } from './support/hall.js';
import { openStream, type Stream } from './support/stream.js';

const LIN = 'page:lin';
const MAYA = 'page:maya';
const reply = (words: string): Reply => ({ blocks: [text(words)], locale: 'en' });

let hall: Hall;
let streams: Stream[];
let token: string;

beforeEach(async () => {
  hall = await startHall();
  streams = [];
  token = /name="page-token" content="([\w-]{20,})"/.exec(await (await fetch(hall.page.address())).text())?.[1] ?? '';
});

afterEach(async () => {
  for (const stream of streams) stream.close();
  await hall.page.stop();
});

async function watch(member: string): Promise<Stream> {
  const stream = await openStream(hall.page.address(), member);
  streams.push(stream);
  return stream;
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, hall.page.address()), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-page-token': token, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { error?: { code: string } } };
}

const line = (member: string, words: string, more: object = {}) => post('/line', { member, locale: 'en', line: words, ...more });
const answered = (words: string) => (m: WireMessage) => m.asked?.line === words && !m.thinking;

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
    for (const path of ['/', '/state', '/events?member=page:lin', '/main.js']) {
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
      expect((await line(LIN, 'quiz')).status).toBe(200);
      expect(await post('/line', { member: LIN, line: 'lesson 1' }, { origin })).toMatchObject({ status: 403, body: { error: { code: 'origin' } } });
    }
    expect(hall.requests.map((r) => r.line)).not.toContain('lesson 1');
  });

  test('a POST needs the token of this start', async () => {
    for (const wrong of ['', 'x', token.slice(1), `${token}x`]) {
      expect(await post('/line', { member: LIN, line: 'quiz' }, { 'x-page-token': wrong })).toMatchObject({ status: 403, body: { error: { code: 'token' } } });
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
    ['an unknown path', '/nowhere', {}, 404, 'path'],
    ['an over-long body', '/line', { member: LIN, line: 'x'.repeat(70_000) }, 413, 'too-long'],
  ])('%s', async (_, path, body, status, code) => {
    expect(await post(path, body)).toMatchObject({ status, body: { error: { code } } });
    expect(hall.requests).toEqual([]);
  });

  test('10,000 Han characters reach the core, which knows what to say', async () => {
    const lin = await watch(LIN);
    const long = '讲'.repeat(10_000);
    expect((await line(LIN, long)).status).toBe(200);
    expect((await lin.next('message', answered(long))).content?.summary).toContain('No command');
  });
});

describe('a line and its answer', () => {
  test('"thinking" is shown at once, then the answer, with both payloads and the plain words', async () => {
    const lin = await watch(LIN);
    let open = () => {};
    hall.gate = new Promise((resolve) => (open = resolve));
    await line(LIN, '/lesson 13', { event: 'e1' });
    const waiting = await lin.next('message');
    expect(waiting).toMatchObject({ thinking: true, audience: 'everyone', asked: { member: LIN, name: '小林' } });
    expect(waiting.content).toBeUndefined();
    open();
    const done = await lin.next('message', (m) => !m.thinking);
    expect(done.id).toBe(waiting.id);
    expect(done.content?.discord).toMatchObject({ flags: 32768, allowed_mentions: { parse: [] } });
    expect(done.content?.slack['blocks']).toBeInstanceOf(Array);
    expect(done.content?.summary).toContain('kubectl get pods');
    // the slash that people know from chat is taken off; the core gets a line
    expect(hall.requests).toMatchObject([
      { key: 'page:e1', line: 'lesson 13', member: { id: LIN, admin: true, locale: 'en' }, place: { platform: 'page', group: 'page:hall', channel: 'page:hall' } },
    ]);
  });

  test('an answer that never comes leaves nothing behind; a core that breaks is logged', async () => {
    const lin = await watch(LIN);
    await line(LIN, 'silent');
    await lin.next('gone');
    await line(LIN, 'boom');
    await lin.next('gone', ({ id }) => id === 'page:m2');
    expect((await (await watch(LIN)).next('history')).messages).toEqual([]);
    expect(hall.errors).toEqual(['page: the core failed']);
  });

  test('pressing answers in place: the private message changes, for its member', async () => {
    const maya = await watch(MAYA);
    await line(MAYA, 'quiz');
    const question = await maya.next('message', answered('quiz'));
    await line(MAYA, 'answer a', { pressed: question.id });
    const verdict = await maya.next('message', (m) => m.edited !== undefined);
    expect(verdict).toMatchObject({ id: question.id, audience: 'you', thinking: false });
    expect(verdict.content?.summary).toContain('You chose a.');
    expect(hall.requests[1]?.pressed).toEqual({ private: true, message: { channel: 'page:hall', message: question.id } });
  });

  test('Q2: a private message of another member is neither listed, nor sent, nor pressable', async () => {
    const [lin, maya] = [await watch(LIN), await watch(MAYA)];
    await line(MAYA, 'quiz');
    const secret = await maya.next('message', answered('quiz'));
    expect(await line(LIN, 'answer a', { pressed: secret.id })).toMatchObject({ status: 404, body: { error: { code: 'message' } } });
    await line(MAYA, 'answer b', { pressed: secret.id });
    await maya.next('message', (m) => m.edited !== undefined);
    await line(LIN, 'lesson 2');
    await lin.next('message', answered('lesson 2'));
    expect(JSON.stringify(lin.seen)).not.toContain(secret.id);
    expect((await (await watch(LIN)).next('history')).messages.map((m) => m.asked?.line)).toEqual(['lesson 2']);
    expect((await (await watch(MAYA)).next('history')).messages.map((m) => m.id)).toContain(secret.id);
    expect(hall.requests.map((r) => r.member.id)).toEqual([MAYA, MAYA, LIN]);
  });

  test('X4: hostile text travels as data', async () => {
    const lin = await watch(LIN);
    await line(LIN, 'hostile');
    const { content } = await lin.next('message', answered('hostile'));
    expect(content?.summary).toContain(HOSTILE);
    expect(JSON.stringify(content?.slack)).toContain('"type":"rich_text"');
  });
});

describe('the channel', () => {
  test('a post appears by itself, once per key; an edit changes it; what is gone says so', async () => {
    const maya = await watch(MAYA);
    const ref = await hall.page.post('page:hall', reply('Good morning'), { key: 'k1', attempt: 1 });
    expect(await hall.page.post('page:hall', reply('Good morning'), { key: 'k1', attempt: 2 })).toEqual(ref);
    expect(await maya.next('message')).toMatchObject({ id: ref.message, audience: 'everyone' });
    await hall.page.edit(ref, reply('Good evening'));
    expect((await maya.next('message', (m) => m.edited !== undefined)).content?.summary).toBe('Good evening');
    expect((await (await watch(MAYA)).next('history')).messages).toHaveLength(1);
    await expect(hall.page.edit({ channel: 'page:hall', message: 'page:m99' }, reply('x'))).rejects.toMatchObject({ name: 'DeliveryError', kind: 'gone' });
    await expect(hall.page.post('page:cellar', reply('x'), { key: 'k2', attempt: 1 })).rejects.toBeInstanceOf(DeliveryError);
    expect([await hall.page.preflight('page:hall'), await hall.page.preflight('page:cellar')]).toEqual([[], ['channel']]);
  });

  test(`a page that opens later sees the last ${HISTORY}, oldest first`, async () => {
    for (let n = 1; n <= HISTORY + 5; n++) await hall.page.post('page:hall', reply(`post ${n}`), { key: `k${n}`, attempt: 1 });
    const { messages } = await (await watch(LIN)).next('history');
    expect([messages.length, messages[0]?.content?.summary, messages.at(-1)?.content?.summary]).toEqual([HISTORY, 'post 6', `post ${HISTORY + 5}`]);
  });

  test('the clock moves for everybody, and what is due runs', async () => {
    const lin = await watch(LIN);
    const { clock } = await lin.next('history');
    expect((await post('/clock', { to: 'day' })).status).toBe(200);
    const moved = await lin.next('clock');
    expect(moved.offsetMs).toBeGreaterThanOrEqual(86_400_000 - 5);
    expect(moved.now - clock.now).toBeGreaterThanOrEqual(86_400_000);
    expect(hall.moved).toBe(1);
    expect(await post('/clock', { to: 'post' })).toMatchObject({ status: 409, body: { error: { code: 'no-post' } } });
    hall.nextPost = hall.clock.now() + 5 * 86_400_000;
    await post('/clock', { to: 'post' });
    expect(Math.abs(hall.clock.now() - hall.nextPost)).toBeLessThan(1000);
    await post('/clock', { to: 'now' });
    expect(Math.abs(hall.clock.offsetMs())).toBeLessThan(1000);
    expect(hall.moved).toBe(3);
  });

  test('where real platforms are served too, the clock stays', async () => {
    const fixed = await startHall({ travels: false });
    const page = await (await fetch(fixed.page.address())).text();
    const own = /name="page-token" content="([\w-]+)"/.exec(page)?.[1] ?? '';
    const headers = { 'content-type': 'application/json', 'x-page-token': own };
    const response = await fetch(new URL('/clock', fixed.page.address()), { method: 'POST', headers, body: '{"to":"day"}' });
    expect([response.status, await response.json()]).toMatchObject([409, { error: { code: 'clock' } }]);
    expect([fixed.moved, Math.round(fixed.clock.offsetMs() / 1000)]).toEqual([0, 0]);
    await fixed.page.stop();
  });

  test('completions come from the core, with the member in their language', async () => {
    const query = new URLSearchParams({ member: MAYA, locale: 'zh-CN', command: 'lesson', param: 'lesson', typed: '1' });
    const found = await (await fetch(new URL(`/suggest?${query}`, hall.page.address()))).json();
    expect(found).toMatchObject([{ value: '13', label: 'lesson/lesson: 13 1' }, { value: '14' }]);
  });

  test('refresh reaches every window', async () => {
    const [lin, maya] = [await watch(LIN), await watch(MAYA)];
    hall.page.refresh();
    expect([await lin.next('refresh'), await maya.next('refresh')]).toEqual([{}, {}]);
  });
});

describe('start and stop', () => {
  test('a stop waits for the answer under way, and takes nothing new', async () => {
    const lin = await watch(LIN);
    let open = () => {};
    hall.gate = new Promise((resolve) => (open = resolve));
    await line(LIN, 'lesson 3');
    const stopped = hall.page.stop();
    expect(await line(LIN, 'lesson 4')).toMatchObject({ status: 503, body: { error: { code: 'stopping' } } });
    open();
    await stopped;
    expect((await lin.next('message', answered('lesson 3'))).content?.summary).toContain('Pod');
  });

  test('a taken port is said in one sentence', async () => {
    const port = Number(new URL(hall.page.address()).port);
    const second = createPageAdapter({ port, log: { info() {}, warn() {}, error() {} }, clock: hall.clock, commands: [], zone: 'UTC', travels: true, moved: async () => {}, nextPostAt: async () => undefined });
    await expect(second.start({ receive: async () => {}, suggest: async () => [] })).rejects.toThrow(`Port ${port} of the local page is taken`);
  });
});
