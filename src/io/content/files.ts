import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Text files by their path below a folder, with `/` and LF; all read at once, because a course has hundreds of them. */
export type Files = ReadonlyMap<string, string>;

/** Dot files are those of editors and file managers. A folder that is not there has no files. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string): Promise<[string, string]> => [
    path.slice(folder.length).split(sep).filter(Boolean).join('/'),
    (await readFile(path, 'utf8')).replaceAll('\r\n', '\n'),
  ];
  return new Map(await Promise.all(paths.map(read)));
}
