import { benchDigest } from './digest.js';
import { benchSearch } from './search.js';

await benchDigest();
await benchSearch(process.argv.slice(2));
