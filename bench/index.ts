import { benchDigest } from './digest.js';
import { benchMarks } from './digest-marks.js';
import { benchImport } from './import.js';
import { benchQuiz } from './quiz.js';
import { benchSchedule } from './schedule.js';
import { benchSearch } from './search.js';
import { benchStore } from './store.js';

benchMarks();
await benchDigest();
const args = process.argv.slice(2);
await benchSearch(args.filter((arg) => !arg.startsWith('--')));
await benchImport();
await benchQuiz();
await benchStore();
await benchSchedule(args);
