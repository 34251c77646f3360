import { CLASSES, type CommentClass } from '../../src/digest/class/classes.js';
import type { Features } from '../../src/digest/class/features.js';
import { LEVELS, type Table, TOP_LEVEL } from '../../src/digest/class/model.js';
import { regress, type Sample } from './regression.js';

export interface Example {
  readonly features: Features;
  readonly class: CommentClass;
}

/** Features of one text alone say nothing of the next. */
const SEEN = 2;
/** Features in a row of the table: so that the file keeps to the length of a room. */
const IN_ROW = 25;

/**
 * Fits a table of at most `keep` features: all of them first, then again those that weigh most (their largest weight times
 * the root of how often they are met), at last rounded to the levels of a table.
 */
export function fit(examples: readonly Example[], { l2, keep }: { l2: number; keep: number }): Table {
  const met = new Map<string, number>();
  for (const { features } of examples) for (const name of features.keys()) met.set(name, (met.get(name) ?? 0) + 1);
  const all = [...met].filter(([, count]) => count >= SEEN).map(([name]) => name);
  const first = weigh(examples, all, l2);
  const names = all
    .map((name, i) => ({ name, worth: Math.max(...of(first, i).map(Math.abs)) * Math.sqrt(met.get(name)!) }))
    .sort((a, b) => b.worth - a.worth || (a.name < b.name ? -1 : 1))
    .slice(0, keep)
    .map((one) => one.name)
    .sort();
  const weights = weigh(examples, names, l2);
  const scale = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
  const entries = names.map((name, i) => name + of(weights, i).map((weight) => LEVELS[Math.round((weight / scale) * TOP_LEVEL) + TOP_LEVEL]).join(''));
  return { scale: Number(scale.toFixed(4)), rows: Array.from({ length: Math.ceil(entries.length / IN_ROW) }, (_, i) => entries.slice(i * IN_ROW, (i + 1) * IN_ROW).join(' ')) };
}

const of = (weights: Float64Array, i: number): number[] => [...weights.subarray(i * CLASSES.length, (i + 1) * CLASSES.length)];

function weigh(examples: readonly Example[], names: readonly string[], l2: number): Float64Array {
  const ids = new Map(names.map((name, i) => [name, i]));
  const samples = examples.map(({ features }): Sample => {
    const known = [...features].flatMap(([name, value]) => (ids.has(name) ? [[ids.get(name)!, value] as const] : []));
    return { ids: known.map(([id]) => id), values: known.map(([, value]) => value) };
  });
  return regress(samples, examples.map((one) => CLASSES.indexOf(one.class)), { size: names.length, kinds: CLASSES.length, l2 });
}
