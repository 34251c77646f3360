import { CLASSES, type CommentClass, type Scores } from './classes.js';
import { EN } from './cues/en.js';
import { ZH } from './cues/zh.js';
import { decide, type Act } from './decide.js';
import { sentencesOf, sizeOf, type Sentence } from './sentences.js';

export interface Classified {
  readonly class: CommentClass;
  /** Sum of the cues' weights over all sentences, before the rules of `decide`: what spoke for what. */
  readonly scores: Scores;
  /** Where the sentence stands that speaks most for the class (UTF-16 units); 0..0 where there is none. */
  readonly focus: { readonly start: number; readonly end: number };
}

/** What is read of a comment, UTF-16 units: nobody hides a question behind ten pages. */
const READ = 6000;
/** What is read of one sentence: keeps the bounded patterns cheap on walls of text. */
const READ_SENTENCE = 600;

/** Says what a comment is, by the cues of its sentences; the same for the same text, in Chinese and in English. */
export function classify(text: string): Classified {
  const sentences = sentencesOf(text.slice(0, READ).toWellFormed());
  const acts = sentences.map(actOf);
  const scores = blank();
  for (const act of acts) for (const name of CLASSES) scores[name] += act.scores[name];
  const winner = decide(acts, sizeOf(text.slice(0, READ)));
  return { class: winner, scores, focus: focusOf(acts, winner) };
}

/** The scores of one sentence, and what it does: the strongest of them, or a plain statement. */
export function actOf(sentence: Sentence): Act {
  const scores = blank();
  if (!sentence.code) {
    const text = sentence.text.slice(0, READ_SENTENCE);
    for (const one of ZH) if (one.pattern.test(text)) scores[one.class] += one.weight;
    for (const one of EN) if (one.pattern.test(text)) scores[one.class] += one.weight;
  }
  const top = CLASSES.reduce((best, name) => (scores[name] > scores[best] ? name : best));
  return { sentence, scores, top: scores[top] >= 1 ? top : undefined };
}

function focusOf(acts: readonly Act[], winner: CommentClass): Classified['focus'] {
  const best = acts.reduce<Act | undefined>((top, act) => (act.scores[winner] > (top?.scores[winner] ?? 0) ? act : top), undefined);
  return { start: best?.sentence.start ?? 0, end: best?.sentence.end ?? 0 };
}

const blank = (): Record<CommentClass, number> => ({
  insight: 0, question: 0, answer: 0, correction: 0, experience: 0, request: 0, praise: 0, other: 0,
});
