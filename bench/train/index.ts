import { writeFileSync } from 'node:fs';
import type { Table } from '../../src/digest/class/model.js';
import { fromRoot } from '../../src/io/paths.js';
import { labelled } from './labelled.js';
import { train } from './train.js';

function write(name: 'sentence' | 'comment', { scale, rows }: Table): void {
  const body = rows.map((row) => `    \`${row}\`,\n`).join('');
  const source = `// made by \`npm run train\`: see ../model.ts\nimport type { Table } from '../model.js';\n\nexport const ${name.toUpperCase()}: Table = {\n  scale: ${scale},\n  rows: [\n${body}  ],\n};\n`;
  writeFileSync(fromRoot(`src/digest/class/weights/${name}.ts`), source);
}

const lessons = labelled('train');
const tables = train(lessons);
write('sentence', tables.sentence);
write('comment', tables.comment);
process.stdout.write(`${lessons.length} lessons, ${lessons.flatMap((one) => one.comments).length} comments\n`);
