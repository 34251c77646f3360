import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { fromRoot } from './paths.js';

/** Where this program was built; the folder of its sources' parent where they run as they are. */
const BUILT = new URL('../../', import.meta.url);
const HASH_BYTES = 32;

/**
 * Values that took long to make, for the next start. They lie beside the program: who may write there may change the
 * program as well. Each stands behind the hash of what it was made of and behind its own, and counts only under both.
 */
export interface Kept {
  /** Undefined where nothing is kept, or what is there was made of something else or is not whole. */
  read<T>(name: string): T | undefined;
  /** Without a word where it cannot be written: it is made again then. */
  write(name: string, value: unknown): void;
}

const NOTHING: Kept = { read: () => undefined, write: () => {} };

/**
 * What is kept of things made of `files` by this program. Nothing where the program runs from its sources: only what a
 * build leaves behind tells when it has changed.
 */
export function keptOf(files: ReadonlyMap<string, Buffer>, built = BUILT): Kept {
  const program = programOf(built);
  if (!program) return NOTHING;
  const key = hashOf([process.version, ...program, ...[...files].flat()]);
  const place = (name: string) => new URL(`kept/${name}`, built);
  return {
    read<T>(name: string) {
      try {
        const found = readFileSync(place(name));
        const value = found.subarray(HASH_BYTES * 2);
        const whole = found.subarray(0, HASH_BYTES).equals(key) && found.subarray(HASH_BYTES, HASH_BYTES * 2).equals(hashOf([value]));
        return whole ? (deserialize(value) as T) : undefined;
      } catch {
        return undefined;
      }
    },
    write(name, value) {
      const bytes = serialize(value);
      try {
        mkdirSync(new URL('kept/', built), { recursive: true });
        // two processes may write at once, or one be killed: what is not whole is not read
        writeFileSync(place(name), Buffer.concat([key, hashOf([bytes]), bytes]));
      } catch {
        // a disk that is read-only, or full
      }
    },
  };
}

/** What changes whenever the program does, or a package that it uses. */
function programOf(built: URL): Buffer[] | undefined {
  try {
    return [readFileSync(new URL('.tsbuildinfo', built)), readFileSync(fromRoot('package-lock.json'))];
  } catch {
    return undefined;
  }
}

/** Each piece by its length first, so that none can pass for two. */
function hashOf(pieces: Iterable<string | Buffer>): Buffer {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(`${Buffer.byteLength(piece)}:`).update(piece);
  return hash.digest();
}
