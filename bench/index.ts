import { benchImport } from './import.js';
import { benchSearch } from './search.js';

await benchSearch(process.argv.slice(2));
await benchImport();
