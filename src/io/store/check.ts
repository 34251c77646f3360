import type { Addition, Rank } from '../../store.js';

/** What every store accepts, whatever stands behind it. Failures are mistakes of the caller: TypeError or RangeError. */

/** UTF-16 code units; long enough for three platform ids and a date. */
const MAX_KEY = 512;

/** Nothing of ours nests deeper; a cycle ends here too. */
const MAX_DEPTH = 100;

/**
 * A name of a key, set, board or member: 1–512 UTF-16 code units, well-formed, without NUL.
 * A lone surrogate would become U+FFFD on disk, and SQLite's text functions end at NUL: two names could meet in one.
 */
export function checkName(name: string, what: string): string {
  if (typeof name !== 'string' || name.length === 0 || name.length > MAX_KEY) {
    throw new TypeError(`${what}: a string of 1–${MAX_KEY} UTF-16 code units is needed`);
  }
  if (name.includes('\0') || !name.isWellFormed()) throw new TypeError(`${what}: NUL and lone surrogates are not allowed`);
  return name;
}

/** Milliseconds, finite and more than 0; rounded up, so that nothing ends early. */
export function checkSpan(ms: number, what: string): number {
  if (!Number.isFinite(ms) || ms <= 0) throw new RangeError(`${what}: milliseconds above 0 are needed, not ${ms}`);
  return Math.ceil(ms);
}

/** As `checkSpan`, null where none was given. */
export const checkTtl = (options: { ttlMs?: number | undefined } | undefined): number | null =>
  options?.ttlMs === undefined ? null : checkSpan(options.ttlMs, 'ttlMs');

/** The value as JSON text. Throws a TypeError where reading it back would give something else. */
export function jsonOf(value: unknown): string {
  checkJson(value, 0);
  return JSON.stringify(value);
}

/**
 * Plain JSON only: `NaN`, a Date or a Map would come back changed, without a word.
 * A property that is undefined is left out, as an optional property is: both read as undefined.
 */
function checkJson(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw new TypeError(`value: nested deeper than ${MAX_DEPTH}, or a cycle`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    // by index: `forEach` would step over holes, which JSON turns into null
    for (let i = 0; i < value.length; i++) checkJson(value[i], depth + 1);
  } else if (isPlain(value)) {
    for (const inner of Object.values(value)) if (inner !== undefined) checkJson(inner, depth + 1);
  } else throw new TypeError(`value: not JSON: ${typeof value === 'number' ? value : Object.prototype.toString.call(value)}`);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === null || Object.getPrototypeOf(proto) === null;
}

/** Points for a board: a finite number. */
export function checkPoints(by: number): number {
  if (!Number.isFinite(by)) throw new TypeError(`score: a finite number is needed, not ${by}`);
  return by;
}

/** How many to give at most: 0 or more. */
export function checkLimit(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeError(`a limit of 0 or more is needed, not ${limit}`);
  return limit;
}

export function checkRank(rank: Rank): Rank {
  checkName(rank.board, 'board');
  checkName(rank.member, 'member');
  if (rank.score !== undefined) checkPoints(rank.score);
  return rank;
}

/** An addition whose names and numbers hold, its value as JSON text. */
export function checkAddition({ set, member, value, points = [] }: Addition) {
  for (const one of points) {
    checkName(one.board, 'board');
    checkName(one.member, 'member');
    checkPoints(one.by);
  }
  return { set: checkName(set, 'set'), member: checkName(member, 'member'), json: value === undefined ? null : jsonOf(value), points };
}
