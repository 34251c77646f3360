import { availableParallelism, cpus } from 'node:os';
import { benchDigest } from './digest.js';
import { benchMarks } from './digest-marks.js';
import { benchEvents } from './events.js';
import { benchImport } from './import.js';
import { benchPace } from './pace.js';
import { benchQuiz } from './quiz.js';
import { benchSchedule } from './schedule.js';
import { benchSearch } from './search.js';
import { benchStore } from './store.js';

const args = process.argv.slice(2);
const PARTS: Readonly<Record<string, () => unknown>> = {
  marks: benchMarks,
  digest: benchDigest,
  search: () => benchSearch(args.filter((arg) => !arg.startsWith('--') && !(arg in PARTS))),
  import: benchImport,
  quiz: benchQuiz,
  store: benchStore,
  events: benchEvents,
  pace: () => benchPace(args),
  schedule: () => benchSchedule(args),
};

// `npm run bench -- events quiz` runs these parts alone
const named = args.filter((arg) => arg in PARTS);
console.log(`${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}`);
for (const name of named.length > 0 ? named : Object.keys(PARTS)) await PARTS[name]?.();
