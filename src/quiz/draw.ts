import type { Random } from '../ports.js';
import { type Store, update } from '../store.js';
import { type Asked, askedKey, pick } from './pick.js';

/** A question that `of` (a member or a group) was not asked lately, and now is; undefined for an empty pool. */
export async function draw<One extends { readonly id: string }>({ store, random }: { store: Store; random: Random }, of: string, pool: readonly One[]): Promise<One | undefined> {
  const chance = random.next();
  let question: One | undefined;
  await update<Asked>(store, askedKey(of), (asked) => {
    const picked = pick(pool, asked, chance);
    question = picked?.question;
    return picked?.asked;
  });
  return question;
}
