import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createIndex } from '../src/course/search.js';
import { loadCourse } from '../src/io/content/load.js';
import { type Corpus, generate } from './corpus.js';
import { type Engine, ENGINES } from './engines.js';
import { bytes, quantile, table, timed } from './measure.js';
import { wanted, type Wanted } from './queries.js';
import { chance } from './random.js';

/** From `dist/bench`. */
const COURSE = fileURLToPath(new URL('../../content/kubernetes', import.meta.url));
const SEED = 57;
const REPEATS = 30;
const LESSONS = 10_000;
const QUERIES = 400;

interface Row {
  readonly name: string;
  readonly buildMs: number;
  readonly megabytes: number;
  readonly p50: number;
  readonly p99: number;
  /** Shares of right answers: zh first, zh among three, en first, en among three. */
  readonly hits: readonly number[];
}

const share = (value: number) => value.toFixed(3);
const ratio = (value: number, base: number) => `${(value / base).toFixed(2)}×`;

function measure(engine: Engine, { course }: Corpus, sets: readonly (readonly Wanted[])[]): Row {
  const before = bytes();
  const { result: find, ms: buildMs } = timed(() => engine.build(course));
  const megabytes = (bytes() - before) / 2 ** 20;
  for (const { q } of sets.flat().slice(0, 50)) find(q);
  const times: number[] = [];
  const hits = sets.flatMap((set) => {
    const answers = set.map(({ q, id }) => {
      const { result, ms } = timed(() => find(q));
      times.push(ms);
      return result.indexOf(id);
    });
    return [answers.filter((at) => at === 0), answers.filter((at) => at >= 0)].map((right) => right.length / set.length);
  });
  return { name: engine.name, buildMs, megabytes, p50: quantile(times, 0.5), p99: quantile(times, 0.99), hits };
}

/** Prints what the search of a course costs and finds. `args`: the course's folder, and how many lessons to generate. */
export async function benchSearch([folder = COURSE, lessons = String(LESSONS)]: readonly string[]): Promise<void> {
  const { course, problems } = await loadCourse(folder);
  if (!course) throw new Error(`${problems.length} mistakes in ${folder}: run the check first`);
  const [cpu] = cpus();
  console.log(`${cpus().length} × ${cpu?.model ?? 'unknown processor'}, Node ${process.versions.node}\n`);

  const builds = Array.from({ length: REPEATS }, () => timed(() => createIndex(course)).ms);
  const figures = [builds[0] ?? 0, quantile(builds, 0.5), Math.min(...builds)].map((ms) => ms.toFixed(1));
  console.log(`Index of ${course.lessons.length} lessons, ${REPEATS} builds: first ${figures[0]} ms, median ${figures[1]}, least ${figures[2]}\n`);

  const corpus = generate(course, Number(lessons), chance(SEED));
  // making one text of it also makes its strings flat, which would otherwise count for the first engine
  const characters = JSON.stringify(corpus.course).length;
  const sets = (['zh-CN', 'en'] as const).map((locale, i) => wanted(corpus, locale, QUERIES, chance(SEED + 1 + i)));
  const size = `${corpus.course.lessons.length} generated lessons in two languages (${(characters / 1e6).toFixed(0)} million characters)`;
  console.log(`${size}, ${sets.flat().length} known-item queries; times are ratios to ours in this run`);
  const rows = ENGINES.map((engine) => measure(engine, corpus, sets));
  const ours = rows[0] as Row;
  const head = ['engine', 'build ms', '', 'MB', '', 'p50 ms', '', 'p99 ms', '', 'zh hit@1', 'zh hit@3', 'en hit@1', 'en hit@3'];
  const lines = rows.map(({ name, buildMs, megabytes, p50, p99, hits }) => [
    name,
    buildMs.toFixed(0),
    ratio(buildMs, ours.buildMs),
    megabytes.toFixed(1),
    ratio(megabytes, ours.megabytes),
    p50.toFixed(3),
    ratio(p50, ours.p50),
    p99.toFixed(3),
    ratio(p99, ours.p99),
    ...hits.map(share),
  ]);
  console.log(table([head, ...lines]));
}
