/** A sample: which features it has, by number, and their values. */
export interface Sample {
  readonly ids: readonly number[];
  readonly values: readonly number[];
}

/** Adam's usual constants (Kingma and Ba, 2015). */
const [MOMENTUM, VARIANCE, TINY] = [0.9, 0.999, 1e-8];
const STEPS = 150;
const RATE = 0.05;

/**
 * Softmax regression over the whole set at every step, with a penalty of `l2`/2n on the squares. `classes[i]` is the class
 * of sample i. Gives `size` × `kinds` weights, a feature's together. The same for the same samples: nothing is drawn by lot.
 */
export function regress(samples: readonly Sample[], classes: readonly number[], { size, kinds, l2 }: { size: number; kinds: number; l2: number }): Float64Array {
  const weights = new Float64Array(size * kinds);
  const [mean, square, gradient] = [new Float64Array(size * kinds), new Float64Array(size * kinds), new Float64Array(size * kinds)];
  for (let step = 1; step <= STEPS; step++) {
    gradient.fill(0);
    for (const [i, { ids, values }] of samples.entries()) {
      const error = probabilities(weights, samples[i]!, kinds);
      error[classes[i]!]! -= 1;
      for (let j = 0; j < ids.length; j++) for (let k = 0; k < kinds; k++) gradient[ids[j]! * kinds + k]! += (error[k]! * values[j]!) / samples.length;
    }
    const [far, wide] = [1 - MOMENTUM ** step, 1 - VARIANCE ** step];
    for (let p = 0; p < weights.length; p++) {
      const slope = gradient[p]! + (l2 * weights[p]!) / samples.length;
      mean[p] = MOMENTUM * mean[p]! + (1 - MOMENTUM) * slope;
      square[p] = VARIANCE * square[p]! + (1 - VARIANCE) * slope * slope;
      weights[p]! -= (RATE * (mean[p]! / far)) / (Math.sqrt(square[p]! / wide) + TINY);
    }
  }
  return weights;
}

function probabilities(weights: Float64Array, { ids, values }: Sample, kinds: number): Float64Array {
  const scores = new Float64Array(kinds);
  for (let j = 0; j < ids.length; j++) for (let k = 0; k < kinds; k++) scores[k]! += weights[ids[j]! * kinds + k]! * values[j]!;
  const top = Math.max(...scores);
  let all = 0;
  for (let k = 0; k < kinds; k++) all += scores[k] = Math.exp(scores[k]! - top);
  return scores.map((score) => score / all);
}
