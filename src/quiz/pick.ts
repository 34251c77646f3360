/** What a member or a group has been asked, oldest first: the ids of questions. */
export interface Asked {
  readonly ids: readonly string[];
}

export const askedKey = (of: string): string => `asked:${of}`;

/**
 * The next question from a pool: one not asked yet, at random; once all were asked the pool starts anew, without
 * the question asked last where there is another. Undefined only for an empty pool.
 */
export function pick<One extends { readonly id: string }>(pool: readonly One[], asked: Asked | undefined, random: number): { question: One; asked: Asked } | undefined {
  const ids = asked?.ids ?? [];
  const fresh = pool.filter((question) => !ids.includes(question.id));
  const again = pool.filter((question) => question.id !== ids.at(-1));
  const from = fresh.length > 0 ? fresh : again.length > 0 ? again : pool;
  const question = from[Math.floor(random * from.length)];
  if (!question) return undefined;
  const used = new Set(pool.map((one) => one.id));
  const kept = fresh.length > 0 ? ids : ids.filter((id) => !used.has(id));
  return { question, asked: { ...asked, ids: [...kept, question.id] } };
}
