import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the running process tells its owner: where it listens, and the secret that opens it. */
export interface Control {
  readonly port: number;
  readonly token: string;
  readonly pid: number;
  /** Address of the local page, where one is served. */
  readonly page?: string | undefined;
}

/** Bytes; ours takes about 150, so anything longer is not ours. */
const MAX_FILE = 4096;

/**
 * Beside the store's file, whose address is read as the store reads it: `file:data/x.db` → `data/x.db.control.json`.
 * Undefined for a store that is no file.
 */
export function controlFile(storeUrl: string): string | undefined {
  const path = /^file:\/\//i.test(storeUrl) ? fileURLToPath(storeUrl) : /^file:(.+)$/is.exec(storeUrl)?.[1];
  return path === undefined ? undefined : `${path}.control.json`;
}

/** Written whole or not at all, readable by its owner only. */
export async function writeControl(file: string, control: Control): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, `${JSON.stringify(control)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Undefined where there is no file, or one that is not ours to trust: garbage, or open to other users. Never throws. */
export async function readControl(file: string): Promise<Control | undefined> {
  try {
    const stat = await lstat(file);
    if (!stat.isFile() || stat.size > MAX_FILE) return undefined;
    // Windows keeps no such bits: there the folder's own rights guard the file.
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) return undefined;
    return shaped(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the file if it still is the one with this token: a successor's stays. */
export async function removeControl(file: string, token: string): Promise<void> {
  if ((await readControl(file))?.token === token) await rm(file, { force: true });
}

function shaped(raw: unknown): Control | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { port, token, pid, page } = raw as Record<string, unknown>;
  if (!isCount(port) || port > 65_535 || !isCount(pid)) return undefined;
  if (typeof token !== 'string' || !/^[\w-]{32,128}$/.test(token)) return undefined;
  return { port, token, pid, page: typeof page === 'string' ? page : undefined };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
