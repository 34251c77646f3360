import { oneLine } from '../text.js';
import type { Classified } from './class/classify.js';
import type { FeaturedComment } from './comment.js';

interface Read {
  readonly comment: FeaturedComment;
  readonly classified: Classified;
}

const CALL = /^(?:@\s?|回复\s?@?|to\s?[:：]?\s?@?|re\s?[:：]\s?@?)/i;
/** Longest name that is looked for after a call, UTF-16 units. */
const NAME = 64;

/**
 * Says whether a question has no visible reply: no reply counted, and no answer among the comments that calls its author
 * (`@name …`, `回复 name：…`). An unknown number of replies shows none. Nothing is claimed of what a reply says.
 */
export function isOpen(all: readonly Read[]): (question: FeaturedComment) => boolean {
  const names = new Set(all.filter((one) => one.classified.class === 'question').map((one) => oneLine(one.comment.author)));
  const answered = new Set<string>();
  for (const { comment, classified } of all) {
    if (classified.class !== 'answer') continue;
    const text = oneLine(comment.text.slice(0, NAME * 2));
    const from = CALL.exec(text)?.[0].length ?? 0;
    for (let end = from + 1; from > 0 && end <= Math.min(text.length, from + NAME); end++) {
      const name = text.slice(from, end);
      if (names.has(name) && endsName(text, end)) answered.add(name);
    }
  }
  return (question) => (question.replyCount ?? 0) === 0 && question.reply === undefined && !answered.has(oneLine(question.author));
}

/** A Latin name ends where its word ends; a Chinese sentence goes on after a name without a space. */
const endsName = (text: string, end: number): boolean =>
  !/^[\p{L}\p{N}_]/u.test(text.slice(end)) || /^\p{Script=Han}/u.test(text.slice(end));
