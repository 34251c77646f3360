import { mixed } from './comment.js';

/** How often the comment with this id was seen before, from 0; and now it was seen once more. */
export type Repeats = (id: string) => number;

/** Ids that are kept as they are: more than any lesson has comments. */
const EXACT = 32_768;
/** Bits of the filter for every comment that may come; 32 of them err about once in a hundred million comments. */
const BITS_EACH = 32;
const MAX_BITS = 2 ** 27;
/** Bytes of a short comment with its markup: a file has hardly more comments than this lets it have. */
const SHORT = 200;
const PROBES = 11;

/**
 * Counts repeats in a stream of any length within bounded memory. The first 32,768 ids are remembered as they are, so
 * for real lessons the count is exact. Beyond them a Bloom filter remembers pairs of an id and its number; since those
 * of one id are there from 0 on without a gap, their end is found by doubling and halving. Its size follows the file's
 * (`bytes`), up to 16 MB. Where it errs, a comment that is no repeat gets the id of one: it is kept all the same.
 */
export function countRepeats(bytes = 0): Repeats {
  const seen = new Map<string, number>();
  let filter: Filter | undefined;
  return (id) => {
    if (filter === undefined) {
      const before = seen.get(id) ?? 0;
      seen.set(id, before + 1);
      if (seen.size >= EXACT) {
        filter = bloom(bytes);
        for (const [one, count] of seen) for (let n = 0; n < count; n++) filter.add(one, n);
        seen.clear();
      }
      return before;
    }
    const { has, add } = filter;
    let above = 1;
    while (has(id, above - 1)) above *= 2;
    let low = above >>> 1;
    // every number below `low` is there, `above - 1` is not
    for (let high = above - 1; low < high; ) {
      const middle = (low + high) >>> 1;
      if (has(id, middle)) low = middle + 1;
      else high = middle;
    }
    add(id, low);
    return low;
  };
}

interface Filter {
  has(id: string, n: number): boolean;
  add(id: string, n: number): void;
}

/** Ids are hashes already: 48 bits in hexadecimal. */
function bloom(bytes: number): Filter {
  const wanted = (bytes / SHORT) * BITS_EACH;
  const bits = Math.min(MAX_BITS, 2 ** Math.max(20, Math.ceil(Math.log2(wanted + 1))));
  const words = new Uint32Array(bits / 32);
  let first = 0;
  let step = 0;
  const hash = (id: string, n: number) => {
    const low = Number.parseInt(id.slice(0, 8), 16);
    const high = Number.parseInt(id.slice(4), 16);
    first = mixed(low ^ Math.imul(n, 0x9e3779b1)) >>> 0;
    step = mixed(high + Math.imul(n, 0x85ebca6b)) | 1;
  };
  return {
    has(id, n) {
      hash(id, n);
      for (let i = 0, at = first; i < PROBES; i++, at = (at + step) >>> 0) {
        const bit = at & (bits - 1);
        if ((words[bit >>> 5]! & (1 << (bit & 31))) === 0) return false;
      }
      return true;
    },
    add(id, n) {
      hash(id, n);
      for (let i = 0, at = first; i < PROBES; i++, at = (at + step) >>> 0) {
        const bit = at & (bits - 1);
        words[bit >>> 5]! |= 1 << (bit & 31);
      }
    },
  };
}
