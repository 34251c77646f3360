import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type RequestOptions } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callRunning } from '../src/io/control-client.js';
import { readControl, writeControl, type Control } from '../src/io/control-file.js';
import { CONTROL_LIMIT, controlFile, serveControl } from '../src/io/control.js';
import type { Log } from '../src/ports.js';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const NOBODY = { running: false };
let folder: string;
let file: string;
const undo: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'control-'));
  file = join(folder, 'data', 'hall.db.control.json');
});
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
  await rm(folder, { recursive: true });
});

type Handle = (name: string, args: unknown) => Promise<unknown>;
async function serve(handle: Handle, page?: string) {
  const served = await serveControl({ file, handle, log: silent, page });
  undo.push(() => served.close());
  return { served, control: (await readControl(file)) as Control };
}
const echo: Handle = async (name, args) => ({ name, args });

/** A call by hand, with anything wrong that a test wants. */
function raw(port: number, options: RequestOptions, body?: Buffer | string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path: '/call', method: 'POST', agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (part) => (text += String(part)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

describe('the door', () => {
  it('carries a name and JSON both ways', async () => {
    await serve(echo);
    const args = { line: '讲 13 \u202E\uD83D\uDE00', deep: [1, null, { a: true }] };
    expect(await callRunning(file, 'ask', args)).toEqual({ running: true, result: { name: 'ask', args } });
  });

  it('gives null for no result', async () => {
    await serve(async () => undefined);
    expect(await callRunning(file, 'x', {})).toEqual({ running: true, result: null });
  });

  it('tells the caller why a call failed, and goes on', async () => {
    await serve(async (name) => {
      if (name === 'bad') throw new Error('no such export');
      return 1;
    });
    await expect(callRunning(file, 'bad', {})).rejects.toMatchObject({ name: 'ControlError', kind: 'refused', message: 'no such export' });
    expect(await callRunning(file, 'good', {})).toEqual({ running: true, result: 1 });
  });

  it('serves many clients at once, each with its own answer', async () => {
    let inside = 0;
    let most = 0;
    await serve(async (_, args) => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 30));
      inside--;
      return args;
    });
    const all = await Promise.all([1, 2, 3, 4].map((n) => callRunning(file, 'n', n)));
    expect(all.map((one) => one.running && one.result)).toEqual([1, 2, 3, 4]);
    expect(most).toBeGreaterThan(1);
  });

  it('takes an import of 20 MB whole', async () => {
    await serve(async (_, args) => (args as string).length);
    const big = '评论'.repeat(3_500_000);
    expect(await callRunning(file, 'import', big)).toEqual({ running: true, result: big.length });
  });

  it('refuses more than 64 MB in words, from our client and from any other', async () => {
    const { control } = await serve(echo);
    const big = 'x'.repeat(CONTROL_LIMIT);
    await expect(callRunning(file, 'import', big)).rejects.toThrow('the call is larger than 64 MB');
    const authorization = `Bearer ${control.token}`;
    const answer = await raw(control.port, { headers: { authorization } }, Buffer.from(`{"name":"x","args":"${big}"}`));
    expect(answer).toEqual({ status: 413, body: JSON.stringify({ error: 'the call is larger than 64 MB' }) });
    expect(await callRunning(file, 'after', 1)).toMatchObject({ running: true });
  });
});

describe('the lock on the door', () => {
  const calls: unknown[] = [];
  const count: Handle = async (name) => calls.push(name);
  beforeEach(() => calls.splice(0));
  const call = JSON.stringify({ name: 'ask', args: {} });

  it('refuses a wrong token, a missing one and one that is a beginning of the right one', async () => {
    const { control } = await serve(count);
    for (const authorization of ['Bearer ', `Bearer ${'x'.repeat(43)}`, `Bearer ${control.token.slice(0, -1)}`, control.token]) {
      expect((await raw(control.port, { headers: { authorization } }, call)).status).toBe(401);
    }
    expect((await raw(control.port, {}, call)).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it('refuses another Host, path, method and body, though the token is right', async () => {
    const { control } = await serve(count);
    const authorization = `Bearer ${control.token}`;
    const status = async (options: RequestOptions, body: string) => (await raw(control.port, options, body)).status;
    expect(await status({ headers: { authorization, host: `evil.example:${control.port}` } }, call)).toBe(403);
    expect(await status({ headers: { authorization }, path: '/' }, call)).toBe(404);
    expect(await status({ headers: { authorization }, method: 'PUT' }, call)).toBe(404);
    for (const bad of ['', 'not json', 'null', '[]', '{"args":1}', '{"name":7}']) {
      expect(await status({ headers: { authorization } }, bad)).toBe(400);
    }
    expect(calls).toEqual([]);
    expect(await status({ headers: { authorization } }, call)).toBe(200);
  });

  it('has a fresh token each time, in a file of mode 0600 and nothing beside it', async () => {
    const { served, control } = await serve(echo, 'http://127.0.0.1:4000/');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data'))).toEqual(['hall.db.control.json']);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...control, pid: process.pid, page: 'http://127.0.0.1:4000/' });
    await served.close();
    const again = await serve(echo);
    expect(again.control.token).not.toBe(control.token);
  });
});

describe('nobody at the door', () => {
  const dead = () => spawnSync(process.execPath, ['-e', '']).pid;
  const token = 'a'.repeat(43);

  it('is no file, garbage, a folder, a huge file, wrong shapes', async () => {
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);
    expect(await callRunning(folder, 'ask', {})).toEqual(NOBODY);
    const { served, control } = await serve(echo);
    const parts = [{ port: 0 }, { port: 70_000 }, { port: '80' }, { token: 'short' }, { token: `${token}\r\nx: y` }, { pid: -1 }];
    const whole = JSON.stringify(control);
    const wrong = parts.map((part) => JSON.stringify({ ...control, ...part }));
    for (const shape of ['', '{', 'null', '[]', '7', ...wrong, whole + ' '.repeat(5000)]) {
      await writeFile(file, shape);
      expect(await callRunning(file, 'ask', {}), shape.slice(0, 80)).toEqual(NOBODY);
    }
    await writeFile(file, whole);
    expect(await callRunning(file, 'ask', {})).toMatchObject({ running: true });
    await served.close();
  });

  it('is a file that others can read', async () => {
    await serve(echo);
    await chmod(file, 0o640);
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);
    await chmod(file, 0o600);
    expect(await callRunning(file, 'ask', {})).toMatchObject({ running: true });
  });

  it('is a stale file: refused connection, dead process, a stranger or another Study Hall on the port', async () => {
    const { control } = await serve(echo);
    await writeControl(file, { ...control, pid: dead() });
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);
    await writeControl(file, { ...control, token });
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);

    const web = await listening(createServer((_, response) => response.end('{"result":1}')));
    await writeControl(file, { port: web, token, pid: process.pid });
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);
    const other = await listening(createTcp((socket) => socket.on('error', () => {}).resume().end('+OK ready\r\n')));
    await writeControl(file, { port: other, token, pid: process.pid });
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);

    const closed = createTcp();
    const port = await listening(closed);
    await undo.pop()?.();
    await writeControl(file, { port, token, pid: process.pid });
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);
  });
});

describe('the end', () => {
  it('takes the file away and lets a call under way finish', async () => {
    let finish = () => {};
    let started = () => {};
    const begun = new Promise<void>((resolve) => (started = resolve));
    const { served } = await serve(async () => {
      started();
      await new Promise<void>((resolve) => (finish = resolve));
      return 'late';
    });
    const call = callRunning(file, 'ask', {});
    await begun;
    const closing = served.close();
    await expect.poll(() => readControl(file)).toBeUndefined();
    finish();
    expect(await call).toEqual({ running: true, result: 'late' });
    await closing;
    expect(await readdir(join(folder, 'data'))).toEqual([]);
    expect(await callRunning(file, 'ask', {})).toEqual(NOBODY);
  });

  it("leaves a successor's file alone", async () => {
    const { served, control } = await serve(echo);
    await writeControl(file, { ...control, token: 'b'.repeat(43) });
    await served.close();
    expect((await readControl(file))?.token).toBe('b'.repeat(43));
  });

  it('is an error where the process may have taken the call: gone or silent in the middle', async () => {
    const gone = await listening(createTcp((socket) => socket.on('error', () => {}).once('data', () => socket.destroy())));
    await writeControl(file, { port: gone, token: 'a'.repeat(43), pid: process.pid });
    await expect(callRunning(file, 'ask', {})).rejects.toMatchObject({ kind: 'lost' });
    await serve(() => new Promise((resolve) => setTimeout(resolve, 400)));
    await expect(callRunning(file, 'ask', {}, { timeoutMs: 50 })).rejects.toMatchObject({ kind: 'lost' });
  });

  it('does not start where the file cannot be written, and holds no port then', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    const ports = () => process.getActiveResourcesInfo().filter((one) => one === 'TCPServerWrap').length;
    const before = ports();
    await expect(serveControl({ file, handle: echo, log: silent })).rejects.toThrow(/EEXIST|ENOTDIR/);
    await expect.poll(ports).toBe(before);
  });
});

it('stands beside the store, where the store is a file', () => {
  expect(controlFile('file:data/study-hall.db')).toBe('data/study-hall.db.control.json');
  expect(controlFile('file:/srv/hall.db')).toBe('/srv/hall.db.control.json');
  expect(controlFile('FILE:///srv/my%20hall.db')).toBe('/srv/my hall.db.control.json');
  expect(controlFile('file:///srv/hall.db')).toBe('/srv/hall.db.control.json');
  expect(controlFile('redis://127.0.0.1:6379')).toBeUndefined();
});
