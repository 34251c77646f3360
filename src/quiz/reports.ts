import { type Documents, type Settings, settingsKey } from '../documents.js';
import type { Store } from '../store.js';
import type { Owner } from './own/suggestion.js';
import { suspend, unsuspend } from './suspended.js';

/** What members say is wrong with a question; `other`: in words of their own. */
export const REASONS = ['wrong', 'several', 'unclear', 'old', 'other'] as const;

/** One member's report of a question in a group: the first counts. */
export interface Report {
  readonly why: (typeof REASONS)[number];
  /** As written, tamed: show it as a quote. */
  readonly words?: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Longest words of a report, UTF-16 units. */
export const REPORT_MAX = 300;
/** So many members suspend a question by their reports, where the group chose no other number. */
export const REPORTS = { least: 1, most: 20, usual: 3 } as const;

/** By member, so that each has one. */
const reportsKey = ({ course, group }: Owner, question: string): string => `reports:${course}:${question}:${group}`;
/** The questions of a group that have reports. */
const reportedKey = ({ course, group }: Owner): string => `reported:${course}:${group}`;
/** What a member reported, over all groups: it outlives a report, never the other way round. */
const tracesKey = (member: string): string => `reported-by:${member}`;
const traceName = ({ course, group }: Owner, question: string): string => `${course} ${question} ${group}`;

interface Trace extends Owner {
  readonly question: string;
}

export const enoughReports = async (documents: Documents, group: string): Promise<number> => (await documents.get<Settings>(settingsKey(group)))?.reports ?? REPORTS.usual;

/**
 * Keeps a member's report; the one that makes `enough` suspends the question. Safe to repeat and to be killed anywhere.
 * `added`: false where this member had reported it before.
 */
export async function report(store: Store, owner: Owner, question: string, member: string, what: Report, enough: number): Promise<{ added: boolean; suspended: boolean }> {
  await store.add(tracesKey(member), traceName(owner, question), { ...owner, question } satisfies Trace);
  await store.add(reportedKey(owner), question);
  const added = await store.add(reportsKey(owner, question), member, what);
  const suspended = (await store.count(reportsKey(owner, question))) >= enough && (await suspend(store, owner, question, { at: what.at, by: 'reports' }));
  return { added, suspended };
}

/** The reports of a question in a group, oldest first: nobody is named. */
export const reportsOf = async (store: Store, owner: Owner, question: string): Promise<Report[]> => (await store.members<Report>(reportsKey(owner, question))).map((one) => one.value);

export const reportedIn = async (store: Store, owner: Owner): Promise<string[]> => (await store.members(reportedKey(owner))).map((one) => one.member);

export const countReported = (store: Store, owner: Owner): Promise<number> => store.count(reportedKey(owner));

/** The question is asked again, and its reports are gone. Safe to repeat. */
export async function restore(store: Store, owner: Owner, question: string): Promise<void> {
  await clearReports(store, owner, question);
  await unsuspend(store, owner, question);
}

export async function clearReports(store: Store, owner: Owner, question: string): Promise<void> {
  for (const { member } of await store.members(reportsKey(owner, question))) {
    await store.remove(reportsKey(owner, question), member);
    await store.remove(tracesKey(member), traceName(owner, question));
  }
  await store.remove(reportedKey(owner), question);
  // one came in between
  if ((await store.count(reportsKey(owner, question))) > 0) await store.add(reportedKey(owner), question);
}

/** What a member reported, in all groups. */
export async function reportsBy(store: Store, member: string): Promise<(Trace & Report)[]> {
  const traces = (await store.members<Trace>(tracesKey(member))).map((one) => one.value);
  const all = await Promise.all(traces.map(async (trace) => ({ trace, kept: await store.member<Report>(reportsKey(trace, trace.question), member) })));
  return all.flatMap(({ trace, kept }) => (kept ? [{ ...trace, ...kept }] : []));
}
