import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

const ENDINGS = new Set(['', '.txt', '.md', '.html', '.htm']);

/** A file to be read: given by name, or found in a folder. */
export interface Listed {
  readonly path: string;
  readonly given: boolean;
}

/**
 * The files that a path means: itself, or everything in a folder and below it that may be an exported lesson, in order
 * of names. Hidden folders and links to folders are left out. @throws Error with a sentence for the person
 */
export async function filesAt(path: string): Promise<Listed[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Error(`${path} cannot be read: there is no such file.`, { cause });
  });
  if (found.isFile()) return [{ path, given: true }];
  if (!found.isDirectory()) throw new Error(`${path} is neither a file nor a folder.`);
  const inside = await below(path);
  if (inside.length === 0) throw new Error(`${path} has no file that may be an exported lesson (.txt, .md, .html, .htm).`);
  return inside.map((one) => ({ path: one, given: false }));
}

async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const all: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) for (const one of await below(path)) all.push(one);
    else if (ENDINGS.has(extname(entry.name).toLowerCase()) && (entry.isFile() || (await isFile(path)))) all.push(path);
  }
  return all;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
