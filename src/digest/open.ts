import { oneLine } from '../text.js';
import type { Classified } from './class/classify.js';
import type { PlacedComment } from './comment.js';
import { contentOf, likeness, tellingIn } from './similar.js';

interface Read {
  readonly comment: PlacedComment;
  readonly classified: Classified;
}

/**
 * Says whether a question has no visible reply: no reply counted or shown, and no comment that answers it: by its address,
 * by calling its author (`@name …`, `回复 name：…`), or by speaking of the same. An unknown number of replies shows none.
 * Nothing is claimed of what a reply says.
 */
export function isOpen(all: readonly Read[]): (question: PlacedComment) => boolean {
  const questions = all.filter((one) => one.classified.class === 'question').map((one) => one.comment);
  const answers = all.filter((one) => one.classified.class === 'answer').map((one) => one.comment);
  // who adds to an own question has not answered it
  const addressed = addressedBy(all);
  const names = called(questions, answers);
  const spokenOf = matched(questions, answers);
  return (question) =>
    (question.replyCount ?? 0) === 0 &&
    question.reply === undefined &&
    ![...(addressed.get(question.ref) ?? [])].some((author) => author !== question.author) &&
    !names.has(oneLine(question.author)) &&
    !spokenOf.has(question.ref);
}

/** By address, the authors of the comments that answer it. */
function addressedBy(all: readonly Read[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { comment } of all) if (comment.answers !== undefined) found.set(comment.answers, (found.get(comment.answers) ?? new Set()).add(comment.author));
  return found;
}

const CALL = /^(?:@\s?|回复\s?@?|to\s?[:：]?\s?@?|re\s?[:：]\s?@?)/i;
/** Longest name that is looked for after a call, UTF-16 units. */
const NAME = 64;

/** Names of those who asked and were called by an answer. */
function called(questions: readonly PlacedComment[], answers: readonly PlacedComment[]): ReadonlySet<string> {
  const names = new Set(questions.map((one) => oneLine(one.author)));
  const found = new Set<string>();
  for (const comment of answers) {
    const text = oneLine(comment.text.slice(0, NAME * 2));
    const from = CALL.exec(text)?.[0].length ?? 0;
    for (let end = from + 1; from > 0 && end <= Math.min(text.length, from + NAME); end++) {
      const name = text.slice(from, end);
      if (names.has(name) && endsName(text, end)) found.add(name);
    }
  }
  return found;
}

/** A Latin name ends where its word ends; a Chinese sentence goes on after a name without a space. */
const endsName = (text: string, end: number): boolean =>
  !/^[\p{L}\p{N}_]/u.test(text.slice(end)) || /^\p{Script=Han}/u.test(text.slice(end));

/** Cosine from which an answer is taken to speak of the question that it is most like; set on the labelled comments. */
const SAME_MATTER = 0.1;
/** Answers and questions that are compared, each with each: more are not read for this. */
const COMPARED = 60;

/** Addresses of the questions whose matter an answer of somebody else takes up. */
function matched(questions: readonly PlacedComment[], answers: readonly PlacedComment[]): ReadonlySet<string> {
  const asked = questions.slice(0, COMPARED).map((comment) => ({ comment, content: contentOf(comment.text) }));
  const given = answers.slice(0, COMPARED).map((comment) => ({ comment, content: contentOf(comment.text) }));
  const { telling } = tellingIn([...asked, ...given].map((one) => one.content));
  const found = new Set<string>();
  for (const answer of given) {
    const likes = asked
      .filter(({ comment }) => comment.author !== answer.comment.author)
      .map(({ comment, content }) => ({ ref: comment.ref, by: likeness(answer.content, content, telling) }));
    const best = likes.reduce<(typeof likes)[number] | undefined>((top, one) => (one.by > (top?.by ?? SAME_MATTER) ? one : top), undefined);
    if (best) found.add(best.ref);
  }
  return found;
}
