import { readFile, writeFile } from 'node:fs/promises';
import { fromRoot } from '../../src/io/paths.js';
import { GENERATED } from '../docs.js';

/** `npm run docs`: writes what is made from the declarations of commands, variables and scopes. */
for (const [name, make] of Object.entries(GENERATED)) {
  const file = fromRoot(name);
  const now = await readFile(file, 'utf8').catch(() => '');
  const wanted = make(now);
  if (wanted !== now) await writeFile(file, wanted);
  process.stdout.write(`${wanted === now ? 'same   ' : 'written'} ${name}\n`);
}
