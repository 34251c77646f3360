import { CLASSES, type CommentClass, type Probabilities } from './classes.js';
import { type Features, featuresOf, namedIn, sentenceFeatures } from './features.js';
import { likeliest, type Model, modelOf } from './model.js';
import { sentencesOf, type Sentence, sizeOf } from './sentences.js';
import { COMMENT } from './weights/comment.js';
import { SENTENCE } from './weights/sentence.js';

export interface Classified {
  readonly class: CommentClass;
  readonly is: Probabilities;
  /** Where the sentence stands that speaks most for the class (UTF-16 units); 0..0 where there is none. */
  readonly focus: { readonly start: number; readonly end: number };
}

/** What is read of a comment, UTF-16 units. */
const READ = 6000;
/** Sentences read from the beginning and from the end: a long story ends in its question. */
const EDGE = 15;

const sentenceModel = modelOf(SENTENCE);
const commentModel = modelOf(COMMENT);

/**
 * Says what a comment is: each sentence by its words and shape, then the whole by its words, its shape and its sentences.
 * Two small softmax regressions, trained by `npm run train` on comments written for this project (tests/labelled).
 * `among`: the readers of the lesson, so that an answer is known by whom it calls.
 */
export function classify(text: string, among: Among = NOBODY): Classified {
  const { sentences, features } = readComment(text, among, sentenceModel);
  const focus = { start: 0, end: 0 };
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return { class: 'other', is: certainly('other'), focus };
  const is = commentModel(features);
  const found = likeliest(is);
  const best = sentences.reduce<Said | undefined>((top, one) => (one.is[found] > (top?.is[found] ?? 0) ? one : top), undefined);
  return { class: found, is, focus: best ? { start: best.sentence.start, end: best.sentence.end } : focus };
}

/** Whose comment it is, and among whose (`namesOf`). */
export interface Among {
  readonly names: ReadonlySet<string>;
  readonly author: string;
}

const NOBODY: Among = { names: new Set(), author: '' };

/** A sentence and what it would be, were it alone. */
export interface Said {
  readonly sentence: Sentence;
  readonly size: number;
  readonly is: Probabilities;
}

/** The features of a comment, by way of its sentences. */
export function readComment(text: string, { names, author }: Among, model: Model): { sentences: readonly Said[]; features: Features } {
  const read = text.slice(0, READ).toWellFormed();
  const sentences = sentencesIn(read);
  const said = spoken(read, sentences).map((sentence) => ({ sentence, size: sentence.size, is: model(featuresOf(sentence.text, [sentence])) }));
  const features = featuresOf(read, sentences);
  for (const [name, value] of [...sentenceFeatures(said), ...namedIn(read, names, author)]) features.set(name, value);
  return { sentences: said, features };
}

export function sentencesIn(read: string): readonly Sentence[] {
  const all = sentencesOf(read);
  return all.length > 2 * EDGE ? [...all.slice(0, EDGE), ...all.slice(-EDGE)] : all;
}

/** The sentences that are no code; where all is code, the beginning of it as one. */
export function spoken(read: string, sentences: readonly Sentence[]): readonly Sentence[] {
  const words = sentences.filter((one) => !one.code);
  if (words.length > 0) return words;
  const start = read.slice(0, 200);
  return [{ start: 0, end: start.length, text: start, size: sizeOf(start), code: true }];
}

const certainly = (name: CommentClass): Probabilities => Object.fromEntries(CLASSES.map((one) => [one, one === name ? 1 : 0])) as Record<CommentClass, number>;
