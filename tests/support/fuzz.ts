import fc from 'fast-check';

/** Cases of each property in one run of all; `FUZZ_RUNS=1000000` makes it that many in all (with a `--testTimeout` to match). */
export const SHARE = {
  'lines to the parser': 24_000,
  'lines to the bot': 3_000,
  'presses to the bot': 2_500,
  'forms to the bot': 1_000,
  'interactions of Discord': 20_000,
  'payloads of Slack': 22_000,
  'command lines read back': 10_000,
  'exports of comments': 10_000,
  'texts of questions': 4_000,
  'files of a course': 2_000,
  'bodies to the page': 1_500,
} as const;

export const TOTAL = Object.values(SHARE).reduce((sum, one) => sum + one, 0);

const asked = Number(process.env['FUZZ_RUNS'] ?? TOTAL);
/** `FUZZ_SEED=` and the number that a failure named plays the same cases again. */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

/** How often a property is tried, and where it begins; said, so that what failed once can be looked at again. */
export function fuzz(name: keyof typeof SHARE, perRun = 1): { numRuns: number; seed: number; verbose: fc.VerbosityLevel } {
  const numRuns = Math.max(1, Math.ceil((SHARE[name] * asked) / TOTAL / perRun));
  process.stdout.write(`${name}: ${numRuns * perRun} cases, FUZZ_SEED=${seed}\n`);
  return { numRuns, seed, verbose: fc.VerbosityLevel.None };
}

/** Names that every object of JavaScript answers to. */
export const PROTOTYPE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'] as const;

/** A value that is not what a field should hold. */
export const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, 0, -1, 1e21, Number.NaN, true, false, '', ' ', '\0', '\uD800', '__proto__', [], {}, [null], [[]], { length: 3 }, { toString: 1 }, { value: null }),
  fc.anything({ maxDepth: 2, withNullPrototype: true, key: fc.oneof(fc.constantFrom(...PROTOTYPE), fc.string({ maxLength: 8 })) }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('x'.repeat(5000), '讲'.repeat(3000), '1'.repeat(400)),
);


const places = (value: unknown): (string | number)[][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, one]) => [[key], ...places(one).map((rest) => [key, ...rest])]) : [];

function put(value: unknown, [key, ...rest]: readonly (string | number)[], what: unknown): unknown {
  if (key === undefined) return what;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string | number, unknown> = Array.isArray(value) ? ([...value] as unknown as Record<string | number, unknown>) : { ...value };
  if (rest.length === 0 && what === GONE) delete copy[key];
  else copy[key] = put(copy[key], rest, what);
  return copy;
}
const GONE = Symbol('gone');

/** A good payload with a few of its fields gone, or holding something else. */
export const damaged = (good: unknown, times = 3): fc.Arbitrary<unknown> => {
  const all = places(good);
  const change = fc.tuple(fc.constantFrom(...all), fc.oneof(fc.constant<unknown>(GONE), wrong));
  return fc.array(change, { minLength: 1, maxLength: times }).map((changes) => changes.reduce<unknown>((now, [place, what]) => put(now, place, what), good));
};

