import { benchSearch } from './search.js';

await benchSearch(process.argv.slice(2));
