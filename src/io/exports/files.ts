import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

const ENDINGS = new Set(['', '.txt', '.md', '.markdown', '.html', '.htm', '.xhtml']);
/** Anything else behind a full stop belongs to a title: `13.为什么`. */
const ENDING = /^\.[a-z0-9]{1,10}$/;

/** A file to be read: given by name, or found in a folder. */
export interface Listed {
  readonly path: string;
  readonly given: boolean;
}

function endingOf(path: string): string {
  const ending = extname(path);
  return ENDING.test(ending.toLowerCase()) ? ending : '';
}

/** A file's name without its folder and ending. */
export const nameOf = (path: string): string => basename(path, endingOf(path));

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
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  // whoever reads it says why not
  if (entries === undefined) return [folder];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const all: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) for (const one of await below(path)) all.push(one);
    else if (ENDINGS.has(endingOf(entry.name).toLowerCase()) && (entry.isFile() || (await isFile(path)))) all.push(path);
  }
  return all;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
