import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Files by their path below a folder, with `/`. */
export type Bytes = ReadonlyMap<string, Buffer>;
/** The same as texts, with LF. */
export type Files = ReadonlyMap<string, string>;

/**
 * Dot files are those of editors and file managers. A folder that is not there has no files. Without waiting: a course
 * has hundreds of small ones, and to wait for each costs more than to read it.
 */
export function readBytes(folder: string): Bytes {
  const paths = filesBelow(folder).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.sort().map((path) => [path.slice(folder.length).split(sep).filter(Boolean).join('/'), readFileSync(path)]));
}

function filesBelow(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  } catch {
    return [];
  }
}

export const textsOf = (bytes: Bytes): Files => new Map([...bytes].map(([path, one]) => [path, one.toString('utf8').replaceAll('\r\n', '\n')]));
