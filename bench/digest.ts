import { fileURLToPath } from 'node:url';
import { makeDigest } from '../src/digest/digest.js';
import { loadCourse } from '../src/io/content/load.js';
import { commentMaker } from './comments.js';
import { cpu, quantile, table } from './measure.js';
import { chance } from './random.js';

/** From `dist/bench`. */
const COURSE = fileURLToPath(new URL('../../content/kubernetes', import.meta.url));
const NOW = '2026-03-02';
const SEED = 13;
const DIGESTS = 300;
const WARM = 30;
const REPEATS = 5;
/** The promises: CPU milliseconds, and growth of n·log n from 1,000 to 4,000. */
const P99 = 50;
const GROWTH = (4 * Math.log(4000)) / Math.log(1000);

const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Prints what digests cost: of 30 comments, never the same ones twice, and how the cost grows. */
export async function benchDigest(): Promise<void> {
  const { course, problems } = await loadCourse(COURSE);
  if (!course) throw new Error(`${problems.length} mistakes in ${COURSE}: run the check first`);
  const make = commentMaker(course, chance(SEED));
  const digest = (count: number) => {
    const comments = make(count);
    return cpu(() => makeDigest(comments, { now: NOW, glossary: course.glossary }));
  };
  for (let i = 0; i < WARM; i++) digest(30);
  const small = Array.from({ length: DIGESTS }, () => digest(30));
  const least = (count: number) => Math.min(...Array.from({ length: REPEATS }, () => digest(count)));
  const [thousand, four] = [least(1000), least(4000)];
  console.log(`Digests of generated comments, CPU time; ${DIGESTS} of 30 comments, the larger ones the least of ${REPEATS}`);
  console.log(
    table([
      ['what', 'measured', 'mark'],
      ['30 comments, median', ms(quantile(small, 0.5)), ''],
      ['30 comments, p99', ms(quantile(small, 0.99)), `< ${P99} ms`],
      ['1,000 comments', ms(thousand), ''],
      ['4,000 comments', ms(four), ''],
      ['growth', `${(four / thousand).toFixed(2)}×`, `≤ ${GROWTH.toFixed(2)}× (n·log n)`],
    ]),
  );
  console.log();
}
