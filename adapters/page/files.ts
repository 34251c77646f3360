import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/io/paths.js';

export interface StaticFile {
  readonly type: string;
  readonly body: Buffer | string;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
};

/**
 * Files of the page by path: html, css and svg as they lie in the sources, scripts from the build.
 * Only names of small letters, one folder deep at most: nothing outside can be named.
 */
export function createFiles(token: string): (path: string) => Promise<StaticFile | undefined> {
  const root = packageRoot();
  return async (path) => {
    const [, name, ending] = /^\/((?:[a-z]+\/)?[a-z]+\.(html|css|svg|js))$/.exec(path === '/' ? '/index.html' : path) ?? [];
    if (!name || !ending) return undefined;
    const file = join(root, ending === 'js' ? 'dist/web' : 'adapters/page/web', name);
    const body = await readFile(file).catch(() => undefined);
    if (!body) return undefined;
    const type = TYPES[ending] as string;
    return ending === 'html' ? { type, body: body.toString('utf8').replace('{{token}}', token) } : { type, body };
  };
}
