import { writeFileSync } from 'node:fs';
import { featuresOf } from '../../src/digest/class/features.js';
import { type Model, modelOf, type Table } from '../../src/digest/class/model.js';
import { readComment, sentencesIn, spoken } from '../../src/digest/class/classify.js';
import { fromRoot } from '../../src/io/paths.js';
import { type Example, fit } from './fit.js';
import { labelled, type LabelledLesson } from './labelled.js';

/** The sentences' model is made anew without each of so many parts, so that the whole comments' one learns from sentences unseen. */
const PARTS = 4;
const SENTENCE = { l2: 1, keep: 2000 };
const COMMENT = { l2: 0.2, keep: 3000 };

/** Comments of a single sentence: what they are, their sentence is. */
const sentenceTable = (lessons: readonly LabelledLesson[]): Table =>
  fit(
    lessons.flatMap(({ comments }) =>
      comments.flatMap(({ text, class: name }): Example[] => {
        const [only, ...more] = spoken(text, sentencesIn(text));
        return only && more.length === 0 ? [{ features: featuresOf(only.text, [only]), class: name }] : [];
      }),
    ),
    SENTENCE,
  );

const examples = ({ comments }: LabelledLesson, model: Model): Example[] =>
  comments.map(({ author, text, class: name }) => {
    const names = comments.map((one) => one.author).filter((one) => one !== author);
    return { features: readComment(text, names, model).features, class: name };
  });

function write(name: 'sentence' | 'comment', { scale, rows }: Table): void {
  const body = rows.map((row) => `    \`${row}\`,\n`).join('');
  const source = `// made by \`npm run train\`: see ../model.ts\nimport type { Table } from '../model.js';\n\nexport const ${name.toUpperCase()}: Table = {\n  scale: ${scale},\n  rows: [\n${body}  ],\n};\n`;
  writeFileSync(fromRoot(`src/digest/class/weights/${name}.ts`), source);
}

const lessons = labelled('train');
const part = (i: number) => lessons.filter((_, at) => at % PARTS === i);
const comments = Array.from({ length: PARTS }, (_, i) => {
  const model = modelOf(sentenceTable(lessons.filter((_, at) => at % PARTS !== i)));
  return part(i).flatMap((lesson) => examples(lesson, model));
});
write('sentence', sentenceTable(lessons));
write('comment', fit(comments.flat(), COMMENT));
process.stdout.write(`${lessons.length} lessons, ${comments.flat().length} comments\n`);
