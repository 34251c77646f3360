import { marks } from './marks.js';
import { table } from './measure.js';
import { labelled } from './train/labelled.js';

/** Prints how the digest does on the labelled comments that no training saw. */
export function benchMarks(): void {
  const found = marks(labelled('held-out'));
  const value = (mark: number) => mark.toFixed(3);
  console.log(`Digest on ${found.comments} labelled comments of our own, none of them seen by the training`);
  console.log(
    table([
      ['what', 'measured'],
      ['classes: accuracy', value(found.accuracy)],
      ['a class that a second reader could defend counts too', value(found.lenient)],
      ['macro-F1', value(found.macroF1)],
      ...Object.entries(found.f1).map(([name, f1]) => [`F1 of ${name}`, value(f1)]),
      ['precision of shown corrections', value(found.correctionPrecision)],
      ['highlights: P@3', value(found.precisionAt3)],
      ['highlights: R@5', value(found.recallAt5)],
      ['thanks or small talk among the first three', String(found.social)],
      ['open questions: F1', value(found.openF1)],
      ['merging: precision', value(found.mergePrecision)],
      ['merging: recall', value(found.mergeRecall)],
    ]),
  );
  console.log();
}
