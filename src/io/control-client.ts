import { request as httpRequest } from 'node:http';
import { CONTROL_LIMIT, SIGN, TOO_LARGE } from './control.js';
import { readControl, type Control } from './control-file.js';

/** The running process said no (`refused`), or went away or silent with the call in its hands (`lost`: it may have been done). */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  constructor(
    readonly kind: 'refused' | 'lost',
    message: string,
  ) {
    super(message);
  }
}

export type Called = { readonly running: false } | { readonly running: true; readonly result: unknown };

const NOBODY: Called = { running: false };

/**
 * Calls the process whose control file this is. Nobody there (no file, a stale one, one not to be trusted, or a store
 * that has no such file) is an answer, not an error. `timeoutMs`: milliseconds of silence that are too many. @throws ControlError
 */
export async function callRunning(file: string | undefined, name: string, args: unknown, { timeoutMs = 120_000 } = {}): Promise<Called> {
  const control = file === undefined ? undefined : await readControl(file);
  if (control === undefined || !isAlive(control.pid)) return NOBODY;
  const bytes = Buffer.from(JSON.stringify({ name, args }));
  if (bytes.length > CONTROL_LIMIT) throw new ControlError('refused', TOO_LARGE);
  const answer = await send(control, bytes, timeoutMs);
  // 401: a Study Hall, but not the one that wrote this file
  if (answer === undefined || answer.status === 401) return NOBODY;
  const { result, error } = parsed(answer.body);
  if (answer.status !== 200) throw new ControlError('refused', error ?? `status ${answer.status}`);
  return { running: true, result };
}

/** Id of the process that answers at the door of this file; undefined where nobody does. */
export async function runningAt(file: string | undefined): Promise<number | undefined> {
  const control = file === undefined ? undefined : await readControl(file);
  if (control === undefined || !isAlive(control.pid)) return undefined;
  // any answer of ours will do, a refusal too
  const answer = await send(control, Buffer.from('{}'), LOOK_MS).catch(() => ({ status: 0 }));
  return answer === undefined || answer.status === 401 ? undefined : control.pid;
}

/** A process that is busy with a backup answers late; one that took the connection and is silent is there all the same. */
const LOOK_MS = 2000;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undefined when nobody of ours listens there. */
function send(control: Control, bytes: Buffer, timeoutMs: number): Promise<{ status: number; body: string } | undefined> {
  return new Promise((resolve, reject) => {
    let connected = false;
    const lost = (error: NodeJS.ErrnoException) => {
      // before the connection nothing was said; HPE_: whoever it is speaks no HTTP
      if (!connected || error.code?.startsWith('HPE_')) resolve(undefined);
      else reject(new ControlError('lost', `the running process did not answer: ${error.message}`));
    };
    const request = httpRequest({
      host: '127.0.0.1',
      port: control.port,
      path: '/call',
      method: 'POST',
      agent: false,
      timeout: timeoutMs,
      headers: { authorization: `Bearer ${control.token}`, 'content-type': 'application/json', 'content-length': bytes.length },
    });
    request.on('socket', (socket) => socket.once('connect', () => (connected = true)));
    request.on('timeout', () => request.destroy(new Error(`silent for ${timeoutMs} ms`)));
    request.on('error', lost);
    request.on('response', (response) => {
      if (response.headers[SIGN] === undefined) {
        resolve(undefined);
        request.destroy();
        return;
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', lost);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }));
    });
    request.end(bytes);
  });
}

function parsed(body: string): { result?: unknown; error?: string } {
  try {
    return JSON.parse(body) as { result?: unknown; error?: string };
  } catch {
    throw new ControlError('lost', 'the running process answered with something else than JSON');
  }
}
