import type { Parts } from '../commands/command.js';
import { type Course, lessonAt, questionAt, topicAt } from '../course/course.js';
import { topicIds } from '../course/topic.js';
import { draw } from './draw.js';
import { pooledIn } from './own/shelf.js';
import { isOwn, type Owner, suggestionBy } from './own/suggestion.js';
import type { Question } from './question.js';
import { suspendedIn } from './suspended.js';

/** What a group can be asked: the course's questions and its own approved ones, without those suspended there. */
export interface Bank {
  /** Of a lesson, of a topic (each by its id), or of the whole course where `from` is empty. */
  pool(from: string): readonly { readonly id: string; readonly lesson: string }[];
  /** Whether it can be asked here. */
  asks(id: string): boolean;
  /** Whether it cannot be asked here now, but is there: suspended, or another group's own. */
  waits(id: string): boolean;
}

type Kept = Pick<Parts, 'store' | 'library'>;

const ownerOf = ({ library }: Pick<Parts, 'library'>, group: string): Owner => ({ course: library().course.id, group });

/** The one door to the questions of a group, two reads of small entries. A direct conversation is a group of its own. */
export async function bankOf(parts: Kept, group: string): Promise<Bank> {
  const { course } = parts.library();
  const owner = ownerOf(parts, group);
  const [own, suspended] = await Promise.all([pooledIn(parts.store, owner), suspendedIn(parts.store, owner)]);
  // every look at a lesson asks for its part of the bank, so nothing is made for the whole course
  const kept = own.filter(({ gone, lesson }) => !gone && lessonAt(course, lesson) !== undefined);
  const asks = (id: string) => !suspended.has(id) && (questionAt(course, id) !== undefined || kept.some((one) => one.id === id));
  return {
    pool(from) {
      const written = from === '' ? everything(course) : (lessonAt(course, from)?.questions ?? onTopic(course, from));
      return [...written, ...kept.filter((one) => from === '' || one.lesson === from)].filter(({ id }) => !suspended.has(id));
    },
    asks,
    waits: (id) => !asks(id) && (suspended.has(id) || (isOwn(id) && !own.some((one) => one.id === id && one.gone))),
  };
}

const everything = ({ lessons }: Course): Question[] => lessons.flatMap(({ questions }) => questions);

/** The questions on a topic and its parts, whatever lesson they are of. */
export function onTopic(course: Course, id: string): Question[] {
  const topic = topicAt(course, id);
  const ids = topic && topicIds(topic);
  return ids ? everything(course).filter((one) => ids.has(one.topic)) : [];
}

/** A question that a group has, suspended or not: of the course, or one of its own that was approved. */
export async function questionIn(parts: Kept, group: string, id: string): Promise<Question | undefined> {
  const { course } = parts.library();
  const written = questionAt(course, id);
  if (written) return written;
  const own = await suggestionBy(parts.store, id);
  return own?.group === group && own.course === course.id && own.state === 'approved' ? own.question : undefined;
}

/** A question that `of` (a member or a group) was not asked lately, and now is; undefined where there is none to ask. */
export async function drawFrom(parts: Kept & Pick<Parts, 'random'>, of: string, group: string, pool: readonly { readonly id: string }[]): Promise<Question | undefined> {
  for (let left = pool; ; ) {
    const picked = await draw(parts, of, left);
    const question = picked && (await questionIn(parts, group, picked.id));
    if (!picked || question) return question;
    // deleted this moment
    left = left.filter(({ id }) => id !== picked.id);
  }
}

/** Who suggested a question of the group's own, as the platform named them: show it through `nameOf`. */
export const creditOf = async ({ store }: Pick<Parts, 'store'>, { id }: Pick<Question, 'id'>): Promise<string | undefined> => (await suggestionBy(store, id))?.author?.name;
