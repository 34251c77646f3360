import { type Course, lessonAt, topicAt } from '../course/course.js';
import { findLesson } from '../course/lookup.js';
import { topicMeant, topicNamed, topicsLike, type Topic } from '../course/topic.js';
import { lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { translator, type Locale } from '../locale/index.js';
import type { Suggestion } from '../ports.js';
import { onTopic } from '../quiz/bank.js';
import { type Button, buttons } from '../reply.js';
import { label } from '../text.js';
import type { Context, Library, Param } from './command.js';
import { suggestLessons, SUGGESTION, SUGGESTIONS } from './params.js';

/** Before anything is typed: so many topics, then the lessons. */
const TOPICS_FIRST = 8;
/** How many topics and lessons are offered for a name that means none. */
const NEAREST = 3;

/** Completes what a quiz can be about: topics, then lessons. */
function suggestPools(typed: string, library: Library, locale: Locale): Suggestion[] {
  const { course } = library;
  const t = translator(locale);
  const topics = typed.trim() ? topicsLike(course, typed) : course.topics.slice(0, TOPICS_FIRST);
  const choices = topics.map((topic) => ({ label: label(t('quiz.topic', { name: topic.name[locale], count: onTopic(course, topic.id).length }), SUGGESTION), value: topic.id }));
  return [...choices, ...suggestLessons(typed, library, locale)].slice(0, SUGGESTIONS);
}

/** What a quiz is about: a lesson or a topic. */
export const poolParam: Param = { name: 'ref', text: 'pool', type: 'text', rest: true, complete: suggestPools };

/**
 * The id of the lesson or the topic that questions are asked from; empty, for the whole course, where nothing is named.
 * A topic's own name comes before a part of a lesson's title, and that before a part of a topic's name.
 * @param line what a button that is offered instead begins with, such as `quiz practice`
 * @throws UserError with the nearest topics and lessons as buttons
 */
export function poolFor(context: Context, ref: string | undefined, line: string): string {
  if (ref === undefined) return '';
  const { course, index } = context.library();
  const topic = topicNamed(course, ref);
  if (topic) return topic.id;
  const found = findLesson(course, index, ref);
  if ('lesson' in found) return found.lesson.id;
  const meant = topicMeant(course, ref);
  if (meant) return meant.id;
  const button = (name: string, id: string): Button => ({ label: label(name, LIMITS.buttonLabel), line: `${line} ${id}` });
  const onTopics = (some: readonly Topic[]): Button[] => some.map(({ id, name }) => button(name[context.locale], id));
  const like = topicsLike(course, ref).slice(0, NEAREST);
  const lessons = found.nearest.map((lesson) => button(lessonTitle(lesson, context), lesson.id));
  const near = [...onTopics(like), ...lessons, ...onTopics(course.topics.filter((one) => !like.includes(one)))];
  const topics = course.topics.map(({ name }) => name[context.locale]).join(context.t('quiz.comma'));
  throw new UserError(topics ? 'quiz.no-pool' : 'error.no-lesson', { ref: label(ref, 60), topics }, [buttons(...near.slice(0, LIMITS.buttonsInRow))]);
}

/** What a pool is called; undefined for one that is gone. */
export function poolName(context: Context, course: Course, from: string): string | undefined {
  const lesson = lessonAt(course, from);
  return lesson ? lessonTitle(lesson, context) : topicAt(course, from)?.name[context.locale];
}
