import type { FeaturedComment } from '../digest/comment.js';
import type { Term } from './glossary.js';
import type { Locale } from '../locale/index.js';
import type { Question } from '../quiz/question.js';
import type { Block } from '../reply.js';
import type { Topic } from './topic.js';

/** A text in every interface language. */
export type Localized = Readonly<Record<Locale, string>>;

/** A lesson as written for one language, in our own words. */
export interface LessonText {
  readonly summary: string;
  readonly points: readonly string[];
  /** Open questions for the group to talk about. */
  readonly discuss: readonly string[];
  readonly terms: readonly string[];
  /** What has changed since the lesson was written, and in which Kubernetes version. */
  readonly today: readonly { readonly version: string; readonly text: string }[];
  readonly docs: readonly { readonly title: string; readonly url: string }[];
  readonly body: readonly Block[];
}

export interface Lesson {
  /** `13`, or a word such as `preface` for a lesson without a number. ASCII, ≤ 32 characters: it goes into lines. */
  readonly id: string;
  readonly number: number | undefined;
  /** What the column calls a lesson without a number (开篇词). */
  readonly kind: Localized | undefined;
  readonly title: Localized;
  readonly section: Localized;
  /** Ids of lessons that are better read before, and of those to read next. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The original article. */
  readonly link: string;
  /** Undefined while only its card exists. */
  readonly written: Readonly<Record<Locale, LessonText>> | undefined;
  readonly questions: readonly Question[];
  /** Our own sample comments, shown until real ones are imported. */
  readonly samples: readonly FeaturedComment[];
}

export interface Course {
  readonly id: string;
  readonly title: Localized;
  /** What the versions in `today` are versions of; empty where a course has none. */
  readonly subject: string;
  /** In reading order. */
  readonly lessons: readonly Lesson[];
  readonly glossary: readonly Term[];
  /** The most important first; none where a course names none. */
  readonly topics: readonly Topic[];
}

export const lessonAt = (course: Course, id: string): Lesson | undefined => course.lessons.find((lesson) => lesson.id === id);

export const topicAt = (course: Course, id: string): Topic | undefined => course.topics.find((topic) => topic.id === id);

/** The lesson `by` places further on (negative: before), undefined beyond the ends. */
export function neighbour(course: Course, id: string, by: number): Lesson | undefined {
  const at = course.lessons.findIndex((lesson) => lesson.id === id);
  return at < 0 ? undefined : course.lessons[at + by];
}

const indexed = new WeakMap<Course, ReadonlyMap<string, Question>>();

export function questionAt(course: Course, id: string): Question | undefined {
  const index = indexed.get(course) ?? new Map(course.lessons.flatMap(({ questions }) => questions.map((question) => [question.id, question])));
  indexed.set(course, index);
  return index.get(id);
}
