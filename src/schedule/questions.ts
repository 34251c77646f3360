import type { Parts } from '../commands/command.js';
import { bankOf, drawFrom, questionIn } from '../quiz/bank.js';
import { type Asked, askedKey, pick } from '../quiz/pick.js';
import type { Question } from '../quiz/question.js';

/** Where a question may come from: lists of lessons, the most wanted first. */
export interface Sources {
  readonly group: string;
  readonly lessons: readonly (readonly string[])[];
  /** What the group was not asked yet is wanted more than what comes first. */
  readonly fresh: boolean;
}

/**
 * A question for a group: none that it was asked lately, until the lessons that it comes from have no other left.
 * Undefined where none of them has any. `peek`: only to be looked at, not asked.
 */
export async function questionFor(parts: Parts, { group, lessons, fresh }: Sources, peek = false): Promise<Question | undefined> {
  const bank = await bankOf(parts, group);
  const pools = lessons.map((ids) => ids.flatMap((id) => bank.pool(id))).filter((pool) => pool.length > 0);
  const asked = (await parts.store.get<Asked>(askedKey(group)))?.value;
  const isFresh = ({ id }: { readonly id: string }) => !asked?.ids.includes(id);
  const pool = (fresh ? pools.find((one) => one.some(isFresh)) : undefined) ?? pools[0];
  if (!pool) return undefined;
  if (!peek) return drawFrom(parts, group, group, pool);
  const picked = pick(pool, asked, 0)?.question;
  return picked && questionIn(parts, group, picked.id);
}
