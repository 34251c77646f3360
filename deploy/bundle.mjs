// Puts the programs and the libraries that they use into a few files: to find and read thousands is a third of a start,
// and what no program reaches is not held in memory.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const OUT = 'dist/bundle';
const MADE = `${OUT}/.made`;

/** Every program that a script of package.json runs from there. */
const programs = Object.values(JSON.parse(readFileSync('package.json', 'utf8')).scripts).flatMap((script) => /^node dist\/bundle\/cli\/(.+)\.js$/.exec(script)?.[1] ?? []);

/**
 * Letters outside of ASCII as escapes, which mean the same in strings, templates and patterns, but in raw ones: one letter
 * outside of Latin-1 makes Node hold the whole file with two bytes a letter.
 */
const ascii = (code) => code.replace(/String\.raw`[^`]*`|[^\0-\x7f]/g, (found) => (found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`));

const ESCAPED = {
  name: 'escaped',
  generateBundle(_, output) {
    for (const part of Object.values(output)) part.code = ascii(part.code);
  },
};

// a program that runs loads some of its parts late: what has not changed is not written again under it
const hash = createHash('sha256').update(programs.join());
for (const file of ['dist/.tsbuildinfo', 'package-lock.json', 'deploy/bundle.mjs']) hash.update(readFileSync(file));
const key = hash.digest('hex');

if (!existsSync(MADE) || readFileSync(MADE, 'utf8') !== key) {
  const bundle = await rolldown({
    input: Object.fromEntries(programs.map((name) => [name, `dist/adapters/cli/${name}.js`])),
    platform: 'node',
    // what the libraries do without where it is not installed
    external: ['zlib-sync', 'bufferutil', 'utf-8-validate'],
    // discord.js and Bottleneck have some that are never called here
    checks: { eval: false },
  });
  await bundle.write({
    dir: OUT,
    plugins: [ESCAPED],
    // two folders deep, as the code was before: it goes by that
    entryFileNames: 'cli/[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    // only white space is taken out: discord.js goes by the names of its classes, some of which compressing drops, people by those in a stack
    minify: { compress: false, mangle: false, codegen: true },
    comments: false,
  });
  writeFileSync(MADE, key);
}
