import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { identify, placed } from '../../src/digest/comment.js';
import { digestOf } from '../../src/digest/digest.js';
import { readComments } from '../../src/digest/read.js';
import { scanExport } from '../../src/digest/scan/scan.js';
import { fromRoot } from '../../src/io/paths.js';
import type { Term } from '../../src/course/glossary.js';
import { readLibrary } from '../hall.js';
import { configOrExit } from './env.js';

const USAGE = `npm run -s digest -- FILE… --json

Reads exports of lessons and says of each comment how the digest takes it: one JSON line a comment, in order of the file.
class    insight, question, answer, correction, experience, request, praise or other
rank     1 is the first highlight of its file
open     whether the digest lists it as an open question
cluster  the same for comments that say the same`;

/** The lines for one export. Nothing is stored. */
export function* judged(file: string, source: string, glossary: readonly Term[]): Iterable<string> {
  const comments = placed('', identify(scanExport(source).comments, 'column'));
  const read = readComments(comments, glossary);
  const { sections } = digestOf(read, { now: '9999-12-31' });
  const open = new Set(sections.flatMap((section) => (section.open ? section.items.map((item) => item.ref) : [])));
  const listed = sections.flatMap((section) => section.items).sort((a, b) => a.rank - b.rank).map((item) => item.ref);
  const order = [...new Set([...listed, ...read.map((one) => one.comment.ref), ...read.flatMap((one) => one.same.map(({ comment }) => comment.ref))])];
  const ranks = new Map(order.map((ref, i) => [ref, i + 1]));
  const found = new Map(read.flatMap((one) => [one, ...one.same].map(({ comment, classified }) => [comment.ref, { classified, cluster: one.comment.ref }] as const)));
  for (const [index, { ref, text }] of comments.entries()) {
    const { classified, cluster } = found.get(ref)!;
    yield JSON.stringify({ file, index, text, class: classified.class, rank: ranks.get(ref), open: open.has(cluster) && classified.class === 'question', cluster: Number(cluster.slice(1)) });
  }
}

const { values, positionals: files } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
if (values.help || files.length === 0 || !values.json) {
  process.stdout.write(`${USAGE}\n`);
  process.exitCode = values.help ? 0 : 2;
} else {
  const { course } = await readLibrary(fromRoot(configOrExit().COURSE));
  for (const file of files) for (const line of judged(file, await readFile(file, 'utf8'), course.glossary)) process.stdout.write(`${line}\n`);
}
