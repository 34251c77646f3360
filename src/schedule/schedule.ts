import type { Locale } from '../locale/index.js';
import type { MessageRef } from '../ports.js';

/** What a schedule posts: the next lesson, a question for the group, what the group wrote and missed, a nudge to review. */
export const WHATS = ['lesson', 'quiz', 'digest', 'review'] as const;
export type What = (typeof WHATS)[number];

/** On which local days: ISO weekdays (1 Monday … 7 Sunday, ascending, never empty), or every n-th day counted from the first. */
export type Pattern = { readonly kind: 'weekdays'; readonly days: readonly number[] } | { readonly kind: 'every'; readonly n: number };

/** Posts that come by themselves. Local days are `YYYY-MM-DD` in `zone`. A value: changes give a new one. */
export interface Schedule {
  /** Unique over all groups. */
  readonly id: string;
  /** What people call it: counted from 1 in its group, never given twice. */
  readonly number: number;
  readonly platform: string;
  readonly group: string;
  readonly channel: string;
  /** Its name when it was chosen, where the platform told it. */
  readonly channelName?: string | undefined;
  /** Language of the posts where the channel and the group have chosen none. */
  readonly locale: Locale;
  /** Member id of whoever set it, empty once they deleted their data; may change it, and is told what goes wrong. */
  readonly owner: string;
  readonly what: What;
  /** `HH:MM` on the clocks of `zone`. */
  readonly time: string;
  readonly zone: string;
  readonly pattern: Pattern;
  /** The first local day on which it may post; `every` counts from it. */
  readonly from: string;
  /** A post that is later than this is left out, milliseconds. */
  readonly graceMs: number;
  /**
   * `lesson`: id of the next lesson; undefined once the last one was posted, until the closing post.
   * `quiz`: id of the lesson to ask about; undefined for the whole course.
   */
  readonly cursor: string | undefined;
  /** `lesson`: how often the course was begun here, from 1. */
  readonly pass: number;
  /** `lesson`: what was posted in this pass: ids of lessons, each once, and the local day of the first. */
  readonly posted?: { readonly since: string; readonly lessons: readonly string[] } | undefined;
  /** What follows a post of a lesson. */
  readonly follow: { readonly thread: boolean; readonly pin: boolean; readonly quiz: boolean };
  /** Local days to leave out. */
  readonly skips: readonly string[];
  /** Local day of the next occurrence. */
  readonly nextDate: string;
  /** Epoch milliseconds: the platform shall not be asked for the next occurrence before. */
  readonly tryAt?: number | undefined;
  readonly state: 'on' | 'paused' | 'finished';
  /** Why it paused by itself. */
  readonly paused?: Trouble | undefined;
  /** The last few occurrences, newest first. */
  readonly log: readonly Settled[];
}

/** Whether this version can post it: a newer one, which runs beside it for a while, may know more. */
export const isKnown = ({ what, pattern }: Schedule): boolean => WHATS.includes(what) && PATTERNS.has(pattern.kind);
const PATTERNS = new Set<Pattern['kind']>(['weekdays', 'every']);

/** What a platform will not do: the channel is gone, a right is missing, it will never take the post, or the group took the bot out. */
export interface Trouble {
  readonly why: 'gone' | 'forbidden' | 'refused' | 'removed';
  /** Names of the missing rights, as the platform calls them. */
  readonly missing: string;
}

/** What became of one occurrence. `missed`: later than the grace window. `skipped`: somebody left it out. */
export interface Settled {
  readonly date: string;
  /** Epoch milliseconds at which it was due. */
  readonly dueAt: number;
  readonly result: 'sent' | 'missed' | 'skipped';
  /** Epoch milliseconds at which that was written down. */
  readonly at: number;
  /** `sent`: how many attempts it took, the lesson, and where it stands. */
  readonly attempts?: number | undefined;
  readonly lesson?: string | undefined;
  readonly message?: MessageRef | undefined;
}

/** How many a group may have. */
export const MAX_SCHEDULES = 20;
/** How many occurrences a schedule remembers: a month of daily ones, which is what a calendar shows. */
export const LOG_LENGTH = 31;
/** The grace window where none was chosen, and the bounds of one that is: milliseconds. */
export const GRACE_MS = 6 * 3_600_000;
export const GRACE_BOUNDS_MS = { min: 10 * 60_000, max: 72 * 3_600_000 } as const;
/** Most days between two posts. */
export const MAX_EVERY = 60;

/** The ledger's key of one occurrence; the platforms get it as nonce or metadata. One a schedule and local day. */
export const occurrenceKey = ({ id }: Pick<Schedule, 'id'>, date: string): string => `post:${id}:${date}`;
