import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: the same seen from the sources and from what is built. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const up = dirname(folder);
    if (up === folder) throw new Error('no package.json above the program: it is not complete');
    folder = up;
  }
  return folder;
}

/** A path as written in the configuration: relative ones are meant from the package's folder. */
export const fromRoot = (path: string): string => resolve(packageRoot(), path);
