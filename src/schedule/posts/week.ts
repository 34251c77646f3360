import type { Parts } from '../../commands/command.js';
import type { Lesson } from '../../course/course.js';
import type { Quoted } from '../../digest/digest.js';
import { type OwnComment, ownOn } from '../../digest/own.js';
import type { ReadComment } from '../../digest/read.js';
import { commentsOn } from '../../digest/shelf.js';
import { activityOf } from '../../progress/activity.js';
import { namesOn } from '../../progress/boards.js';
import { dayAt } from '../../progress/days.js';
import { streakOn } from '../../progress/streak.js';
import { schedulesOf } from '../book.js';
import { upcoming } from '../occurrences.js';
import { occurrenceKey, type Schedule } from '../schedule.js';
import { addDays, localDate } from '../zone.js';

/** Where the group's comments stood when a digest was posted: numbers only. */
interface Mark {
  /** Likes by address; what nobody liked is not in it. */
  readonly likes: Readonly<Record<string, number>>;
  /** The highest number of a comment, by lesson. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Longer than the longest wait for the next digest. */
const MARK_TTL_MS = 90 * 86_400_000;
const markKey = (occurrence: string): string => `digest-mark:${occurrence}`;

/** What the group wrote since the digest before; comments as digests quote them. */
export interface Written {
  /** The local day of the digest before, or a week before the first one. */
  readonly since: string;
  /** How many comments are new. */
  readonly count: number;
  /** New ones, the most liked first. */
  readonly fresh: readonly Quoted[];
  /** Those that gained most likes since then, the most first. */
  readonly liked: readonly { readonly item: Quoted; readonly by: number }[];
  /** Questions of the group without a visible reply, the newest first. */
  readonly open: readonly Quoted[];
}

/** `keep`: remembers for the next digest where everything stands now; of several attempts the first one counts. */
export async function writtenSince(parts: Parts, schedule: Schedule, date: string, keep: boolean): Promise<Written> {
  const { store, library, clock, defaults } = parts;
  const { course } = library();
  const { group } = schedule;
  const [{ quotedFrom }, { readComments }] = await Promise.all([import('../../digest/digest.js'), import('../../digest/read.js')]);
  const last = schedule.log.find(({ result, date: day }) => result === 'sent' && day < date)?.date;
  const before = last === undefined ? undefined : (await store.get<Mark>(markKey(occurrenceKey(schedule, last))))?.value;
  const since = last ?? addDays(date, -7);
  const isNew = (lesson: string, { number, date: day }: OwnComment) => (before ? number > (before.numbers[lesson] ?? 0) : day >= since);
  const now: { likes: Record<string, number>; numbers: Record<string, number> } = { likes: {}, numbers: {} };
  const fresh: Quoted[] = [];
  const liked: { item: Quoted; by: number }[] = [];
  const open: Quoted[] = [];
  const today = localDate(clock.now(), defaults.zone);
  let count = 0;
  for (const lesson of course.lessons) {
    const own = await ownOn(store, { course: course.id, lesson: lesson.id, group });
    if (own.length === 0) continue;
    const added = own.filter((comment) => isNew(lesson.id, comment));
    count += added.length;
    now.numbers[lesson.id] = own.at(-1)?.number ?? 0;
    const refs = new Set(added.map(({ number }) => `${lesson.id}.g${number}`));
    // read beside the column's, which may answer them
    const read = readComments(await commentsOn(store, course.id, lesson, group), course.glossary);
    for (const one of read) {
      const own = ofGroup(one);
      const item = own && quotedFrom(own, { now: today });
      if (!item) continue;
      const likes = item.likes ?? 0;
      const by = likes - (before?.likes[item.ref] ?? 0);
      if (likes > 0) now.likes[item.ref] = likes;
      if (by > 0) liked.push({ item, by });
      if (one.open) open.push(item);
      if (refs.has(item.ref)) fresh.push(item);
    }
    await clock.turn();
  }
  if (keep) await store.putIfAbsent(markKey(occurrenceKey(schedule, date)), now satisfies Mark, { ttlMs: MARK_TTL_MS });
  return {
    since,
    count,
    fresh: fresh.sort((a, b) => (b.likes ?? 0) - (a.likes ?? 0)),
    liked: liked.sort((a, b) => b.by - a.by),
    open: open.sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1)),
  };
}

/** As it speaks for the group: where the column says the same, by the most liked comment of the group's own. */
function ofGroup(read: ReadComment): ReadComment | undefined {
  const all = [read, ...read.same];
  const own = all.filter(({ comment }) => comment.source === 'group').sort((a, b) => (b.comment.likes ?? 0) - (a.comment.likes ?? 0));
  const [first] = read.comment.source === 'group' ? [read] : own;
  return first && { ...read, comment: first.comment, classified: first.classified, same: all.filter((one) => one.comment !== first.comment) };
}

/** Members whose days are read together. */
const TOGETHER = 50;
/** A run of fewer days is none to tell of. */
const RUN = 2;

/** The longest streaks of members who want to be named; names as the platform gave them. */
export async function streaksOf(parts: Parts, group: string): Promise<{ name: string; days: number }[]> {
  const { store, clock, defaults } = parts;
  const named = [...(await namesOn(store, group))];
  const found: { name: string; days: number }[] = [];
  for (let i = 0; i < named.length; i += TOGETHER) {
    const some = named.slice(i, i + TOGETHER).map(async ([member, name]) => {
      const activity = await activityOf(parts, member);
      return { name, days: streakOn(activity.days, dayAt(activity, clock.now(), defaults.zone)).length };
    });
    found.push(...(await Promise.all(some)));
  }
  return found.filter(({ days }) => days >= RUN).sort((a, b) => b.days - a.days || (a.name < b.name ? -1 : 1));
}

const WEEK_MS = 7 * 86_400_000;

/** The lessons that the schedules of the same channel post within a week: when (epoch ms, and on whose clocks). */
export async function lessonsAhead({ store, library, clock }: Parts, { group, channel }: Schedule): Promise<{ at: number; zone: string; lesson: Lesson }[]> {
  const { lessons } = library().course;
  const now = clock.now();
  const all = (await schedulesOf(store, group)).filter((one) => one.channel === channel && one.what === 'lesson' && one.state === 'on');
  const found = all.flatMap((schedule) => {
    const from = lessons.findIndex(({ id }) => id === schedule.cursor);
    const next = (i: number) => (from < 0 ? undefined : lessons[from + i]);
    return upcoming(schedule, 8).flatMap(({ at }, i) => {
      const lesson = next(i);
      return lesson && at > now && at <= now + WEEK_MS ? [{ at, zone: schedule.zone, lesson }] : [];
    });
  });
  return found.sort((a, b) => a.at - b.at);
}
