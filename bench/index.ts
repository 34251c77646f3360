import { benchDigest } from './digest.js';
import { benchImport } from './import.js';
import { benchQuiz } from './quiz.js';
import { benchSearch } from './search.js';

await benchDigest();
await benchSearch(process.argv.slice(2));
await benchImport();
await benchQuiz();
