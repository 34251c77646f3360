import { sizeOf, type Sentence } from './sentences.js';

/** Where a reader's sentence draws breath: at a comma, or at a space between Han characters where the comma was left out. */
const PAUSE = /[，,、]+\s{0,9}|(?<=\p{Script=Han})\s{1,9}(?=\p{Script=Han})/gu;
/** A smaller part (as `sizeOf`) belongs to its neighbour. */
const LEAST = 5;
/** Clauses read of one sentence: the first ones. */
const READ = 20;

/** The clauses of a sentence: people string thanks, statement and question together with commas. */
export function clausesOf(sentence: Sentence): Sentence[] {
  const { text } = sentence;
  const ends = [...[...text.matchAll(PAUSE)].map((pause) => pause.index + pause[0].length), text.length];
  const parts: string[] = [];
  let from = 0;
  for (const end of ends) {
    const part = text.slice(from, end);
    const small = sizeOf(part) < LEAST;
    if (small && end < text.length) continue;
    if (small && parts.length > 0) parts.push(`${parts.pop() ?? ''}${part}`);
    else parts.push(part);
    from = end;
  }
  if (parts.length === 1) return [sentence];
  let start = sentence.start;
  return parts.slice(0, READ).map((part) => {
    const clause = { start, end: start + part.length, text: part, size: sizeOf(part), code: false };
    start = clause.end;
    return clause;
  });
}
