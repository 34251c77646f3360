import type { Course, Localized } from './course.js';
import { namesOf } from './glossary.js';
import { squeeze } from './tokens.js';

/** What questions are about, across lessons. */
export interface Topic {
  readonly id: string;
  readonly name: Localized;
  /** Other names that people type, in any language; no two topics share one. */
  readonly aliases: readonly string[];
  /** Ids of the topics that belong to it. */
  readonly parts: readonly string[];
}

/** A part of a name this short would be found in too many; a Chinese word has two characters. */
const SHORTEST = { han: 2, other: 4 };

/** The topic of this very name: id, name in either language, or alias. */
export function topicNamed({ topics }: Course, name: string): Topic | undefined {
  const wanted = squeeze(name);
  return wanted === '' ? undefined : topics.find((topic) => namesOf(topic).includes(wanted));
}

/** The topics of which a name begins with what was typed, then those of which one has it in it, then those of which one stands in it. */
export function topicsLike({ topics }: Course, typed: string): Topic[] {
  const wanted = squeeze(typed);
  if (wanted === '') return [];
  const inside = (part: string, whole: string) => isLong(part) && whole.includes(part);
  const near = (topic: Topic): number => Math.max(...namesOf(topic).map((name) => (name.startsWith(wanted) ? 3 : inside(wanted, name) ? 2 : inside(name, wanted) ? 1 : 0)));
  return topics
    .map((topic) => ({ topic, score: near(topic) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ topic }) => topic);
}

/** The only topic that is like it, for a name that is long enough to mean one. */
export function topicMeant(course: Course, typed: string): Topic | undefined {
  const [first, ...others] = isLong(squeeze(typed)) ? topicsLike(course, typed) : [];
  return others.length === 0 ? first : undefined;
}

const isLong = (squeezed: string): boolean => squeezed.length >= (/\p{Script=Han}/u.test(squeezed) ? SHORTEST.han : SHORTEST.other);

/** The id of a topic and those of its parts. */
export const topicIds = ({ id, parts }: Topic): ReadonlySet<string> => new Set([id, ...parts]);
