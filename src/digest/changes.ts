import { type Store, update } from '../store.js';
import type { PlacedComment } from './comment.js';
import type { Digest, DigestItem } from './digest.js';

/** What is remembered of a digest: addresses and numbers only, some kilobytes however many comments there are. */
interface Snapshot {
  /** The local day on which it was first shown, `YYYY-MM-DD`. */
  readonly day: string;
  /** Whether the comments were samples: real ones take their addresses. */
  readonly samples: boolean;
  /** The highest numbers given out: `13.31`, `13.g4`. */
  readonly column: number;
  readonly group: number;
  /** Addresses of the questions that were open, best first. */
  readonly open: readonly string[];
  /** Likes by address, of the best. */
  readonly likes: Readonly<Record<string, number>>;
}

/** The digest of this day, and the one before it that this day is compared with. */
interface Seen {
  readonly latest: Snapshot;
  readonly before?: Snapshot | undefined;
}

/** What became different since an earlier day. */
export interface Changes {
  /** That day, `YYYY-MM-DD`. */
  readonly since: string;
  /** How many comments are new, and those of them that the digest shows, best first. */
  readonly added: number;
  readonly addedItems: readonly DigestItem[];
  /** Questions that were open then and have a visible reply now. */
  readonly answered: readonly DigestItem[];
  /** The comments that gained most likes, the most first. */
  readonly risen: readonly { readonly item: DigestItem; readonly by: number }[];
}

const OPEN = 200;
const LIKED = 400;
const RISEN = 2;

const seenKey = (group: string, course: string, lesson: string): string => `digest-seen:${course}:${lesson}:${group}`;

const itemsOf = (digest: Digest): DigestItem[] => digest.sections.flatMap((section) => section.items).sort((a, b) => a.rank - b.rank);
const likesOf = ({ likes, groupLikes }: DigestItem): number => (likes ?? 0) + (groupLikes ?? 0);
const questions = (digest: Digest, open: boolean): DigestItem[] => digest.sections.flatMap((section) => (section.open === open ? section.items : []));

/** The number of an address; those of the group's own comments (`13.g2`) are counted apart. */
function numberOf(ref: string): { own: boolean; number: number } {
  const last = ref.slice(ref.lastIndexOf('.') + 1);
  const own = last.startsWith('g');
  return { own, number: Number(own ? last.slice(1) : last) };
}

function snapshotOf(digest: Digest, comments: readonly PlacedComment[], day: string): Snapshot {
  const highest = { column: 0, group: 0 };
  for (const { ref } of comments) {
    const { own, number } = numberOf(ref);
    const kind = own ? 'group' : 'column';
    if (number > highest[kind]) highest[kind] = number;
  }
  const likes = Object.fromEntries(itemsOf(digest).slice(0, LIKED).map((item) => [item.ref, likesOf(item)]));
  return { day, samples: digest.samples, ...highest, open: questions(digest, true).slice(0, OPEN).map((item) => item.ref), likes };
}

/** Comments that were read as samples are none of the column's: everything is new then. */
const comparable = (before: Snapshot, samples: boolean): Snapshot => (before.samples === samples ? before : { ...before, column: 0, open: [], likes: {} });

function changesSince(earlier: Snapshot, digest: Digest, comments: readonly PlacedComment[]): Changes {
  const before = comparable(earlier, digest.samples);
  const isNew = ({ ref }: { readonly ref: string }) => {
    const { own, number } = numberOf(ref);
    return number > (own ? before.group : before.column);
  };
  const wereOpen = new Set(before.open);
  const risen = itemsOf(digest).flatMap((item) => {
    const by = likesOf(item) - (Object.hasOwn(before.likes, item.ref) ? (before.likes[item.ref] ?? 0) : Number.POSITIVE_INFINITY);
    return by > 0 ? [{ item, by }] : [];
  });
  return {
    since: before.day,
    added: comments.filter(isNew).length,
    addedItems: itemsOf(digest).filter(isNew),
    answered: questions(digest, false).filter((item) => wereOpen.has(item.ref)),
    risen: risen.sort((a, b) => b.by - a.by).slice(0, RISEN),
  };
}

export interface Shown {
  readonly group: string;
  readonly course: string;
  readonly lesson: string;
  readonly digest: Digest;
  readonly comments: readonly PlacedComment[];
  /** The local day, `YYYY-MM-DD`. */
  readonly now: string;
}

/**
 * What changed in a group's digest of a lesson since the last day on which it was shown; undefined the first time.
 * The first showing of a day is remembered; every showing of that day is compared with the same earlier one.
 */
export async function noteShown(store: Store, { group, course, lesson, digest, comments, now }: Shown): Promise<Changes | undefined> {
  const key = seenKey(group, course, lesson);
  const seen = await update<Seen>(store, key, (known) => {
    if (known !== undefined && known.latest.day >= now) return undefined;
    return { ...known, latest: snapshotOf(digest, comments, now), before: known?.latest };
  });
  const before = seen?.before;
  return before === undefined || before.day >= now ? undefined : changesSince(before, digest, comments);
}
