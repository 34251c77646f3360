import { CLASSES, type CommentClass } from './classes.js';
import { cuesIn, EVERY_CUE } from './cues/index.js';
import type { Sentence } from './sentences.js';

/** A sentence by its cues: the sum of their strengths, and the strongest class; undefined for a plain statement. */
interface Act {
  readonly sentence: Sentence;
  readonly scores: Readonly<Record<CommentClass, number>>;
  readonly top: CommentClass | undefined;
}

/** A statement alone is an insight from this size on (Han characters; Latin letters count half). */
const STATEMENT = 10;
/** What an own experience needs to have substance. */
const SUBSTANCE = 16;
/** A statement beside a question stands alone from this share and size on. */
const STANDS_ALONE = { share: 0.7, size: 40 };

/**
 * From sentences to the comment, by cues alone. The order is that of the definitions: an error in the lesson first, then an explicit question
 * (it outweighs the rest, unless a statement is ≥ 70 % of the text and stands alone), then the rest by what it is made of.
 */
export function decide(sentences: readonly Sentence[], total: number): CommentClass {
  const acts = sentences.map(actOf);
  const sum = (of: CommentClass) => acts.reduce((n, act) => n + Math.max(0, act.scores[of]), 0);
  const most = (of: CommentClass) => acts.reduce((n, act) => Math.max(n, act.scores[of]), 0);
  const size = (is: (act: Act) => boolean) => acts.reduce((n, act) => n + (is(act) ? act.sentence.size : 0), 0);
  const informs = (act: Act) => !act.sentence.code && (act.top === undefined || INFORMING.has(act.top));
  const information = size(informs);

  if (most('correction') >= 3 || (most('correction') >= 2 && sum('praise') < 4)) return 'correction';
  if (most('answer') >= 3 && total >= 6 && most('question') < 3) return 'answer';

  // in a short comment an interrogative needs no question mark; in long notes it may be a heading
  const enough = total < 40 ? 1.5 : 2;
  const asks = acts.filter((act) => act.scores.question >= enough && act.scores.question > act.scores.request);
  const wishes = most('request');
  if (asks.length > 0 && !(wishes >= 3 && most('question') <= wishes)) {
    const aside = information >= STANDS_ALONE.size && information / Math.max(1, total) >= STANDS_ALONE.share;
    const explicit = asks.some((act) => act.scores.question >= 4 || TO_TEACHER.test(act.sentence.text));
    if (!aside || explicit) return 'question';
  }
  if (wishes >= 2 && information < 60) return 'request';
  if (most('experience') >= 2 && sum('experience') >= sum('insight') && total >= SUBSTANCE && sum('praise') < sum('experience') + 2) {
    return 'experience';
  }
  const small = Math.max(sum('praise'), sum('other'));
  const needed = small > 0 ? Math.max(24, total * 0.5) : STATEMENT;
  if (information >= needed || (sum('insight') >= 2 && sum('insight') > small)) {
    return sum('experience') >= 3 && sum('experience') > sum('insight') ? 'experience' : 'insight';
  }
  if (wishes >= 1.5) return 'request';
  if (most('correction') >= 2) return 'correction';
  if (most('other') >= 3 && sum('praise') < 4) return 'other';
  return sum('praise') > 0 && sum('praise') >= sum('other') ? 'praise' : 'other';
}

const INFORMING: ReadonlySet<CommentClass> = new Set(['insight', 'answer', 'experience', 'correction']);
const TO_TEACHER = /老师|作者|请问|请教|想问|问一?下/u;

function actOf(sentence: Sentence): Act {
  const scores = Object.fromEntries(CLASSES.map((name) => [name, 0])) as Record<CommentClass, number>;
  for (const i of cuesIn([sentence])) {
    const { of, strength } = EVERY_CUE[i]!;
    // what is quoted or a figure of speech is no question
    if (of === 'none') scores.question -= strength;
    else scores[of] += strength;
  }
  const top = CLASSES.reduce((best, name) => (scores[name] > scores[best] ? name : best));
  return { sentence, scores, top: scores[top] >= 1 ? top : undefined };
}
