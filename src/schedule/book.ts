import { type Rank, type Store, update } from '../store.js';
import { dropListeners } from './notices.js';
import type { Schedule } from './schedule.js';
import { wakeAt } from './step.js';

/**
 * Schedules in the store: one document each, its place among what is due in the same step, and sets of their ids, so
 * that nobody lists keys. What is due is on one board a platform: a platform that is slow, or switched off, is in nobody's way.
 */
const ALL = 'schedules';
const ofGroup = (group: string): string => `schedules:${group}`;
const NUMBERS = 'schedule-numbers';
const PREFIX = 'schedule:';
export const scheduleKey = (id: string): string => PREFIX + id;

/** The board of a platform: what is to be looked at, by the instant (epoch ms) from which on. */
export const dueBoard = (platform: string): string => `due:${platform}`;

/** The id in an entry of a board that stands for a schedule; undefined for another one. */
export const scheduleIn = (entry: string): string | undefined => (entry.startsWith(PREFIX) ? entry.slice(PREFIX.length) : undefined);

const rank = (schedule: Schedule): Rank => ({ board: dueBoard(schedule.platform), member: scheduleKey(schedule.id), score: wakeAt(schedule) });

export const scheduleOf = async (store: Store, id: string): Promise<Schedule | undefined> => (await store.get<Schedule>(scheduleKey(id)))?.value;

/** Writes a new one down; its number is the next of its group. The sets first: an id without a document is nothing. */
export async function createSchedule(store: Store, given: Omit<Schedule, 'number'>): Promise<Schedule> {
  const schedule: Schedule = { ...given, number: await store.score(NUMBERS, given.group, 1) };
  await Promise.all([store.add(ALL, schedule.id), store.add(ofGroup(schedule.group), schedule.id)]);
  await store.compareAndSet(scheduleKey(schedule.id), 0, schedule, { rank: rank(schedule) });
  return schedule;
}

/** `change` returns the same schedule to leave it. Gives what is stored afterwards; undefined where there is none. */
export const changeSchedule = (store: Store, id: string, change: (schedule: Schedule) => Schedule): Promise<Schedule | undefined> =>
  update<Schedule>(
    store,
    scheduleKey(id),
    (now) => {
      const next = now && change(now);
      return next === now ? undefined : next;
    },
    { rank },
  );

/** The document first: what is left of it then is an id without one, and a place that `dropDue` gives up when its time comes. */
export async function removeSchedule(store: Store, { id, group, platform }: Schedule): Promise<void> {
  await store.delete(scheduleKey(id));
  await dropListeners(store, id);
  await dropDue(store, platform, scheduleKey(id));
  await Promise.all([store.remove(ofGroup(group), id), store.remove(ALL, id)]);
}

/** Takes an entry off the board of what is due. */
export const dropDue = (store: Store, platform: string, member: string): Promise<void> => store.rank({ board: dueBoard(platform), member, score: undefined });

/** What of a platform is due and not done: how many entries, counted up to `most`, and the age of the oldest one, ms. */
export async function overdue(store: Store, platform: string, now: number, most: number): Promise<{ entries: number; lagMs: number }> {
  const due = await store.lowest(dueBoard(platform), now, most);
  return { entries: due.length, lagMs: now - (due[0]?.score ?? now) };
}

async function those(store: Store, set: string): Promise<Schedule[]> {
  const ids = await store.members(set);
  const found = await Promise.all(ids.map(({ member }) => scheduleOf(store, member)));
  return found.filter((schedule) => schedule !== undefined);
}

/** The schedules of a group, by their numbers. */
export const schedulesOf = async (store: Store, group: string): Promise<Schedule[]> => (await those(store, ofGroup(group))).sort((a, b) => a.number - b.number);

/** Those that a member set. Reads every schedule. */
export const schedulesBy = async (store: Store, member: string): Promise<Schedule[]> => (await those(store, ALL)).filter(({ owner }) => owner === member);

/** The ids of all. */
export const scheduleIds = async (store: Store): Promise<string[]> => (await store.members(ALL)).map(({ member }) => member);
