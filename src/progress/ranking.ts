/** Members of one score. */
export interface Standing {
  /** 1 plus how many have more: ties share it, and the next rank leaves room for them. */
  readonly rank: number;
  readonly score: number;
  /** Names of those who want to be named, in order of their names. */
  readonly names: readonly string[];
  /** How many others have this score. */
  readonly others: number;
}

/**
 * The standings of a board, best first; who has no points stands nowhere.
 * @param names of those who opted in, by member
 */
export function standings(scores: readonly { readonly member: string; readonly score: number }[], names: ReadonlyMap<string, string>): Standing[] {
  const byScore = new Map<number, string[]>();
  for (const { member, score } of scores) {
    if (score <= 0) continue;
    const same = byScore.get(score);
    if (same) same.push(member);
    else byScore.set(score, [member]);
  }
  let above = 0;
  return [...byScore]
    .sort(([a], [b]) => b - a)
    .map(([score, members]) => {
      const rank = above + 1;
      above += members.length;
      const named = members.flatMap((member) => names.get(member) ?? []).sort((a, b) => (a < b ? -1 : 1));
      return { rank, score, names: named, others: members.length - named.length };
    });
}

/** Where one member stands; undefined without points. */
export function placeOn(scores: readonly { readonly member: string; readonly score: number }[], member: string): { rank: number; score: number } | undefined {
  const score = scores.find((one) => one.member === member)?.score ?? 0;
  return score > 0 ? { rank: 1 + scores.filter((one) => one.score > score).length, score } : undefined;
}
