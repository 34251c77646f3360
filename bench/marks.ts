import { CLASSES } from '../src/digest/class/classes.js';
import { identify, placed } from '../src/digest/comment.js';
import { digestOf } from '../src/digest/digest.js';
import { readComments } from '../src/digest/read.js';
import type { Labelled, LabelledLesson } from './train/labelled.js';

/** How the digest does on labelled comments; every mark is 0 to 1. */
export interface Marks {
  readonly comments: number;
  readonly accuracy: number;
  /** A class that a second reader could defend counts too. */
  readonly lenient: number;
  readonly macroF1: number;
  readonly f1: Readonly<Record<string, number>>;
  /** Share of the corrections that the digest lists that are some. */
  readonly correctionPrecision: number;
  /** Of the first three, the mean share that an editor would show first; and how many of them are thanks or small talk. */
  readonly precisionAt3: number;
  readonly social: number;
  /** Of what an editor would show first, the mean share among the first five. */
  readonly recallAt5: number;
  readonly openF1: number;
  /** Over pairs of comments of a lesson. */
  readonly mergePrecision: number;
  readonly mergeRecall: number;
}

interface Judged {
  readonly label: Labelled;
  readonly class: string;
  readonly rank: number;
  readonly open: boolean;
  readonly cluster: string;
}

/** What the digest makes of one lesson's comments, beside what they are. */
function judge({ comments }: LabelledLesson): Judged[] {
  const all = placed('', identify(comments.map(({ author, likes, replies, text, date }) => ({ author, likes, replyCount: replies, text, date })), 'column'));
  const read = readComments(all, []);
  const { sections } = digestOf(read, { now: '2026-01-01' });
  const items = sections.flatMap((section) => section.items.map((item) => ({ ...item, open: section.open ?? false })));
  return read.flatMap((one) =>
    [one, ...one.same].map(({ comment, classified }, i) => {
      const item = items.find(({ ref }) => ref === one.comment.ref);
      return {
        label: comments[Number(comment.ref.slice(1)) - 1]!,
        class: classified.class,
        rank: i === 0 ? (item?.rank ?? Infinity) : Infinity,
        open: (item?.open ?? false) && classified.class === 'question',
        cluster: one.comment.ref,
      };
    }),
  );
}

export function marks(lessons: readonly LabelledLesson[]): Marks {
  const judged = lessons.map(judge);
  const all = judged.flat();
  const share = (of: readonly Judged[], is: (one: Judged) => boolean) => of.filter(is).length / of.length;
  const f1Of = (found: (one: Judged) => boolean, truth: (one: Judged) => boolean) => (2 * all.filter((one) => found(one) && truth(one)).length) / (all.filter(found).length + all.filter(truth).length || 1);
  const f1 = Object.fromEntries(CLASSES.map((name) => [name, f1Of((one) => one.class === name, (one) => one.label.class === name)]));
  const picked = judged.filter((lesson) => lesson.some((one) => one.label.highlight));
  const first = (lesson: readonly Judged[], n: number) => lesson.filter((one) => one.rank <= n);
  const pairs = judged.flatMap((lesson) => lesson.flatMap((a, i) => lesson.slice(i + 1).map((b) => ({ found: a.cluster === b.cluster, truth: a.label.group !== null && a.label.group === b.label.group }))));
  const hits = pairs.filter((pair) => pair.found && pair.truth).length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    comments: all.length,
    accuracy: share(all, (one) => one.class === one.label.class),
    lenient: share(all, (one) => one.class === one.label.class || one.label.alt.some((alt) => alt === one.class)),
    macroF1: mean(Object.values(f1)),
    f1,
    correctionPrecision: share(all.filter((one) => one.class === 'correction'), (one) => one.label.class === 'correction'),
    precisionAt3: mean(picked.map((lesson) => first(lesson, 3).filter((one) => one.label.highlight).length / 3)),
    social: judged.flatMap((lesson) => first(lesson, 3)).filter((one) => one.label.class === 'praise' || one.label.class === 'other').length,
    recallAt5: mean(picked.map((lesson) => first(lesson, 5).filter((one) => one.label.highlight).length / lesson.filter((one) => one.label.highlight).length)),
    openF1: f1Of((one) => one.open, (one) => one.label.open),
    mergePrecision: hits / pairs.filter((pair) => pair.found).length,
    mergeRecall: hits / pairs.filter((pair) => pair.truth).length,
  };
}
