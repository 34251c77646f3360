import { benchDigest } from './digest.js';
import { benchMarks } from './digest-marks.js';
import { benchImport } from './import.js';
import { benchQuiz } from './quiz.js';
import { benchSearch } from './search.js';
import { benchStore } from './store.js';

benchMarks();
await benchDigest();
await benchSearch(process.argv.slice(2));
await benchImport();
await benchQuiz();
await benchStore();
