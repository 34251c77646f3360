import { CLASSES, type CommentClass, type Probabilities } from './classes.js';
import { type Features, featuresOf, namedIn, clauseFeatures } from './features.js';
import { clausesOf } from './clauses.js';
import { decide } from './decide.js';
import { likeliest, type Model, modelOf } from './model.js';
import { sentencesOf, type Sentence, sizeOf } from './sentences.js';
import { COMMENT } from './weights/comment.js';
import { CLAUSE } from './weights/clause.js';

export interface Classified {
  readonly class: CommentClass;
  readonly is: Probabilities;
  /** Where the clause stands that speaks most for the class (UTF-16 units); 0..0 where there is none. */
  readonly focus: { readonly start: number; readonly end: number };
}

/** What is read of a comment, UTF-16 units. */
const READ = 6000;
/** Sentences read from the beginning and from the end: a long story ends in its question. */
const EDGE = 15;

const clauseModel = modelOf(CLAUSE);
const commentModel = modelOf(COMMENT);

/**
 * Says what a comment is: each clause by its words and shape, then the whole by its words, its shape and its clauses.
 * Two small softmax regressions, trained by `npm run train` on comments written for this project (tests/labelled).
 * `among`: the readers of the lesson, so that an answer is known by whom it calls.
 */
export function classify(text: string, among: Among = NOBODY): Classified {
  const { sentences, clauses, features } = readComment(text, among, clauseModel);
  const focus = { start: 0, end: 0 };
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return { class: 'other', is: certainly('other'), focus };
  const is = weighed(commentModel(features), decide(sentences, sizeOf(text.slice(0, READ))));
  const found = likeliest(is);
  const best = clauses.reduce<Said | undefined>((top, one) => (one.is[found] > (top?.is[found] ?? 0) ? one : top), undefined);
  return { class: found, is, focus: best ? { start: best.clause.start, end: best.clause.end } : focus };
}

/** Whose comment it is, and among whose (`namesOf`). */
export interface Among {
  readonly names: ReadonlySet<string>;
  readonly author: string;
}

const NOBODY: Among = { names: new Set(), author: '' };

/** A clause and what it would be, were it alone. */
export interface Said {
  readonly clause: Sentence;
  readonly size: number;
  readonly is: Probabilities;
}

/** The features of a comment, by way of its clauses. */
export function readComment(text: string, { names, author }: Among, model: Model): { sentences: readonly Sentence[]; clauses: readonly Said[]; features: Features } {
  const read = text.slice(0, READ).toWellFormed();
  const sentences = sentencesIn(read);
  const clauses = spoken(read, sentences).map((clause) => ({ clause, size: clause.size, is: model(featuresOf(clause.text, [clause])) }));
  const features = featuresOf(read, sentences);
  for (const [name, value] of [...clauseFeatures(clauses), ...namedIn(read, names, author)]) features.set(name, value);
  return { sentences, clauses, features };
}

export function sentencesIn(read: string): readonly Sentence[] {
  const all = sentencesOf(read);
  return all.length > 2 * EDGE ? [...all.slice(0, EDGE), ...all.slice(-EDGE)] : all;
}

/** The clauses of the sentences that are no code; where all is code, the beginning of it as one. */
export function spoken(read: string, sentences: readonly Sentence[]): readonly Sentence[] {
  const words = sentences.filter((one) => !one.code);
  if (words.length > 0) return words.flatMap(clausesOf);
  const start = read.slice(0, 200);
  return [{ start: 0, end: start.length, text: start, size: sizeOf(start), code: true }];
}

/**
 * How far to trust the rules' word for a class beside the learnt weights, in natural logarithms: only where they rest on
 * words (insight and other are what remains). Real readers use stock phrases more than our own comments do.
 */
const RULED: Readonly<Partial<Record<CommentClass, number>>> = { question: 2, request: 2, answer: 1.5, praise: 0.5 };

/** The learnt probabilities, with some trust in the rules of the definitions. */
function weighed(learnt: Probabilities, ruled: CommentClass): Probabilities {
  const raised = learnt[ruled] * Math.exp(RULED[ruled] ?? 0);
  const all = 1 - learnt[ruled] + raised;
  return Object.fromEntries(CLASSES.map((name) => [name, (name === ruled ? raised : learnt[name]) / all])) as Record<CommentClass, number>;
}

const certainly = (name: CommentClass): Probabilities => Object.fromEntries(CLASSES.map((one) => [one, one === name ? 1 : 0])) as Record<CommentClass, number>;
