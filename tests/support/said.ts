import fc from 'fast-check';
import { identify, placed, type CommentFacts, type CommentSource, type PlacedComment } from '../../src/digest/comment.js';
import { CLASSES, type CommentClass } from '../../src/digest/class/classes.js';
import { classify } from '../../src/digest/class/classify.js';
import { HOSTILE } from '../contracts/replies.js';
import { nasty } from '../fakes/discord/nasty.js';
import { LABELLED } from './labelled.js';

/** What people with bad intent, or none, put into comments and names. */
const BAD = [...HOSTILE.map(([, text]) => text), '`'.repeat(1615), '*'.repeat(1615), '墙'.repeat(1615), '\u202Eevil\u2066', '', ' \u3000', 'a\u0301'.repeat(40), '👨‍👩‍👧‍👦🇨🇳', 'kick @all', '13800138000', 'someone@example.com', '\uD83D', 'null', '__proto__'];
const bad = fc.constantFrom(...BAD);
const labelled = fc.constantFrom(...Object.values(LABELLED).flat());

const text = fc.oneof(bad, nasty, labelled, fc.tuple(labelled, bad).map((parts) => parts.join('\n')), fc.tuple(bad, labelled).map((parts) => parts.join(' ')), fc.string({ unit: 'binary', maxLength: 60 }));
const facts: fc.Arbitrary<CommentFacts> = fc.record({
  author: fc.oneof({ weight: 1, arbitrary: bad }, { weight: 1, arbitrary: nasty }, { weight: 2, arbitrary: fc.stringMatching(/^[a-z]{3,9}$/) }),
  likes: fc.constantFrom(undefined, 0, 1, 999_999_999),
  replyCount: fc.constantFrom(undefined, 0, 0, 7),
  text,
  date: fc.constantFrom(undefined, '2018-09-27', '2020-02-29', '2099-01-01', '2020-13-45'),
});

/** Comments of every kind on one lesson, of the column and of the group itself. */
export const hostileComments = (lesson: string): fc.Arbitrary<PlacedComment[]> =>
  fc.tuple(fc.array(facts, { maxLength: 25, size: 'max' }), fc.array(fc.tuple(facts, fc.nat({ max: 3 })), { maxLength: 4 }), fc.boolean()).map(([column, own, sample]) => [
    ...onLesson(lesson, column, sample ? 'sample' : 'column'),
    ...identify(own.map(([one]) => one), 'group').map((one, i) => ({ ...one, ref: `${lesson}.g${i + 1}`, groupLikes: own[i]?.[1] })),
  ]);

export const onLesson = (lesson: string, all: readonly CommentFacts[], source: CommentSource = 'column'): PlacedComment[] => placed(lesson, identify(all, source));

/** A comment that matters in one way only. */
export const said = (words: string, more: Partial<CommentFacts> = {}): CommentFacts => ({ author: words.slice(0, 4), likes: 1, replyCount: 0, date: '2020-01-02', ...more, text: words });

/** Texts that are read as what they are, so that a test about something else does not depend on how well comments are understood. */
export const PLAIN = Object.fromEntries(CLASSES.map((name) => [name, LABELLED[name].filter((words) => classify(words).class === name)])) as Record<CommentClass, string[]>;
