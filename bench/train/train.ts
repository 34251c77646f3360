import { readComment, sentencesIn, spoken } from '../../src/digest/class/classify.js';
import { featuresOf, namesOf } from '../../src/digest/class/features.js';
import { type Model, modelOf, type Table } from '../../src/digest/class/model.js';
import { type Example, fit } from './fit.js';
import type { LabelledLesson } from './labelled.js';

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

function examples({ comments }: LabelledLesson, model: Model): Example[] {
  const names = namesOf(comments.map((one) => one.author));
  return comments.map(({ author, text, class: name }) => ({ features: readComment(text, { names, author }, model).features, class: name }));
}

/** The two tables that `classify` reads by, learnt from labelled lessons. */
export function train(lessons: readonly LabelledLesson[]): Record<'sentence' | 'comment', Table> {
  const part = (i: number) => lessons.filter((_, at) => at % PARTS === i);
  const comments = Array.from({ length: PARTS }, (_, i) => {
    const model = modelOf(sentenceTable(lessons.filter((_lesson, at) => at % PARTS !== i)));
    return part(i).flatMap((lesson) => examples(lesson, model));
  });
  return { sentence: sentenceTable(lessons), comment: fit(comments.flat(), COMMENT) };
}
