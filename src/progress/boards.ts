import type { Parts } from '../commands/command.js';
import type { Answered } from '../quiz/answered.js';
import { dayFrom, weekOf } from '../schedule/zone.js';
import type { Points, Store } from '../store.js';
import { ROLLOVER_HOUR } from './days.js';

/** What a board is of: everything in a group, one of its weeks (the Monday, `YYYY-MM-DD`), or one lesson (its id). */
export type Span = { readonly kind: 'all' } | { readonly kind: 'week'; readonly of: string } | { readonly kind: 'lesson'; readonly of: string };

/** More members than that are neither counted nor ranked on one board. */
const LONGEST = 10_000;

const boardKey = (course: string, group: string, span: Span): string => `points:${course}:${span.kind}:${span.kind === 'all' ? '' : span.of}:${group}`;

/** The week at an instant, the same for all members of all groups, whatever their own clocks say. */
export const weekAt = ({ defaults }: Pick<Parts, 'defaults'>, atMs: number): string => weekOf(dayFrom(atMs, defaults.zone, ROLLOVER_HOUR));

/**
 * What a counted answer is worth: a point where it is right and all were asked at once. Practice can be repeated at will,
 * and what was missed comes back in review, so neither is worth any.
 */
export function pointsFor(parts: Pick<Parts, 'defaults' | 'library'>, { mode, right, group, lesson, member, at }: Answered): Points[] {
  if (!right || (mode !== 'round' && mode !== 'race')) return [];
  const course = parts.library().course.id;
  const spans: Span[] = [{ kind: 'all' }, { kind: 'week', of: weekAt(parts, at) }, { kind: 'lesson', of: lesson }];
  return spans.map((span) => ({ board: boardKey(course, group, span), member, by: 1 }));
}

export const scoresOn = ({ store, library }: Pick<Parts, 'store' | 'library'>, group: string, span: Span): Promise<{ member: string; score: number }[]> =>
  store.top(boardKey(library().course.id, group, span), LONGEST);

/** Who of a group wants to be named on its boards, each with a name as the platform gave it: show it through `oneLine`. */
const namedKey = (group: string): string => `named:${group}`;
/** The groups in which a member wants to be named. */
const namedInKey = (member: string): string => `named-in:${member}`;

export async function nameOnBoards(store: Store, group: string, member: string, name: string): Promise<void> {
  await store.add(namedInKey(member), group);
  await store.put(namedKey(group), member, name);
}

export async function hideOnBoards(store: Store, group: string, member: string): Promise<void> {
  await store.remove(namedKey(group), member);
  await store.remove(namedInKey(member), group);
}

export const isNamed = async (store: Store, group: string, member: string): Promise<boolean> => (await store.member(namedKey(group), member)) !== undefined;

export const namesOn = async (store: Store, group: string): Promise<Map<string, string>> =>
  new Map((await store.members<string>(namedKey(group))).map(({ member, value }) => [member, value]));

export const groupsNaming = async (store: Store, member: string): Promise<string[]> => (await store.members(namedInKey(member))).map((one) => one.member);
