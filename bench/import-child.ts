import { identify } from '../src/digest/comment.js';
import { readExport } from '../src/io/exports/read.js';

/** Reads one file as an import does and says what it took. In a process of its own, so that the peak is its own. */
const base = process.memoryUsage().rss;
let peak = base;
const start = performance.now();
const file = await readExport(process.argv[2] as string);
for await (const batch of file.batches) {
  identify(batch, 'column', file.repeats);
  peak = Math.max(peak, process.memoryUsage().rss);
}
console.log(JSON.stringify({ found: file.report().found, peakMb: (peak - base) / 2 ** 20, ms: performance.now() - start }));
