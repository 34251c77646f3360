/** How long the texts of a question may be, UTF-16 units: with these every message made of them fits all platforms (fit.ts). */
export const LONGEST = { stem: 600, explanation: 600, why: 400, option: 180, item: 120, group: 40, words: 80, source: 400 } as const;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** How many parts of each sort a question has. */
export const COUNTS = {
  'one-choice': { min: 4, max: 5 },
  next: { min: 4, max: 5 },
  'many-choice': { min: 4, max: 6 },
  order: { min: 4, max: 5 },
  classify: { min: 4, max: 6 },
  keys: { min: 2, max: 5 },
  groups: { min: 2, max: 4 },
  answers: { min: 1, max: 20 },
  near: { min: 3, max: 12 },
} as const satisfies Readonly<Record<string, Range>>;

/** What ids look like: of a question, of its topic, of an option, item or group. */
export const SHAPES = { id: /^[a-z0-9-]{4,40}$/, topic: /^[a-z0-9-]{2,40}$/, part: /^[a-f]$/, lesson: /^lesson:([a-z0-9-]+)$/ } as const;
