import { CLASSES, type Probabilities } from './classes.js';
import type { Features } from './features.js';

/**
 * A table of weights as it is written: `scale` is the weight of the highest level; each row holds features parted by
 * spaces, a name and behind it one character a class, `LEVELS` of them around zero.
 */
export interface Table {
  readonly scale: number;
  readonly rows: readonly string[];
}

/** Printable ASCII without what a template string or a space would mean: places 0 to 90 stand for −45 to 45. */
export const LEVELS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((char) => !'`\\$'.includes(char)).join('');
export const TOP_LEVEL = (LEVELS.length - 1) / 2;

/** Softmax regression: the probabilities of the classes, from features and their weights. Unknown features say nothing. */
export type Model = (features: Features) => Probabilities;

export function modelOf({ scale, rows }: Table): Model {
  const weights = new Map<string, Float64Array>();
  for (const row of rows) {
    for (const entry of row.split(' ')) {
      const levels = entry.slice(-CLASSES.length);
      weights.set(entry.slice(0, -CLASSES.length), Float64Array.from(levels, (char) => ((LEVELS.indexOf(char) - TOP_LEVEL) / TOP_LEVEL) * scale));
    }
  }
  return (features) => {
    const scores = CLASSES.map(() => 0);
    for (const [name, value] of features) {
      const known = weights.get(name);
      if (known) for (let k = 0; k < scores.length; k++) scores[k]! += known[k]! * value;
    }
    return softmax(scores);
  };
}

/** From scores in the order of `CLASSES`. */
export function softmax(scores: ArrayLike<number>): Probabilities {
  const top = Math.max(...Array.from(scores));
  const parts = Array.from(scores, (score) => Math.exp(score - top));
  const all = parts.reduce((sum, part) => sum + part, 0);
  return Object.fromEntries(CLASSES.map((name, k) => [name, parts[k]! / all])) as Record<(typeof CLASSES)[number], number>;
}

export const likeliest = (is: Probabilities): (typeof CLASSES)[number] => CLASSES.reduce((best, name) => (is[name] > is[best] ? name : best));
