import type { FeaturedComment } from './comment.js';

/**
 * A total order of comments that no input order can change: more likes, more replies (unknown counts as none), newer, then by
 * id, and by content where a caller gave two comments one id. Strings by code unit, never by locale.
 */
export function compareComments(a: FeaturedComment, b: FeaturedComment): number {
  return (
    (b.likes ?? 0) - (a.likes ?? 0) ||
    (b.replyCount ?? 0) - (a.replyCount ?? 0) ||
    byUnits(b.date ?? '', a.date ?? '') ||
    byUnits(a.id, b.id) ||
    byUnits(a.author, b.author) ||
    byUnits(a.text, b.text) ||
    byUnits(a.source, b.source) ||
    Number(a.replyCount === undefined) - Number(b.replyCount === undefined) ||
    Number(a.likes === undefined) - Number(b.likes === undefined) ||
    byUnits(a.reply ?? '', b.reply ?? '')
  );
}

const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
