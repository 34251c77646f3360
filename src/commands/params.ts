import { findLesson } from '../course/lookup.js';
import type { Lesson } from '../course/course.js';
import { lessonButton, lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { translator, type Locale } from '../locale/index.js';
import type { Suggestion } from '../ports.js';
import { readZone } from '../schedule/words/zone.js';
import { buttons } from '../reply.js';
import { label } from '../text.js';
import type { Context, Library, Param } from './command.js';

/** Discord's limit for an autocomplete choice's name, and how many it shows. */
export const SUGGESTION = 100;
export const SUGGESTIONS = 25;

/** Completes a lesson: the one meant first, then by search; the course's beginning while nothing is typed. */
export function suggestLessons(typed: string, { course, index }: Library, locale: Locale): Suggestion[] {
  const found = findLesson(course, index, typed);
  const first = 'lesson' in found ? [found.lesson] : typed.trim() ? found.nearest : [];
  const more = typed.trim() ? index.search(typed, SUGGESTIONS).map((hit) => hit.lesson) : course.lessons;
  return [...new Set([...first, ...more])]
    .slice(0, SUGGESTIONS)
    .map((lesson) => ({ label: label(lessonTitle(lesson, { locale, t: translator(locale) }), SUGGESTION), value: lesson.id }));
}

export const lessonParam: Param = { name: 'ref', type: 'text', rest: true, complete: suggestLessons };

export const pageParam: Param = { name: 'page', type: 'integer', min: 1, max: 9999, named: true, hidden: true };

/** @throws UserError with the three nearest lessons as buttons */
export function lessonFor(context: Context, ref: string): Lesson {
  const { course, index } = context.library();
  const found = findLesson(course, index, ref);
  if ('lesson' in found) return found.lesson;
  throw new UserError('error.no-lesson', { ref: label(ref, 60) }, [buttons(...found.nearest.map((lesson) => lessonButton(lesson, context)))]);
}

/** Completes an IANA zone by any part of its name, or by what people call it. */
export function suggestZones(typed: string, _library: Library, _locale: Locale): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const called = readZone(wanted);
  const zones = new Set([...(called === undefined ? [] : [called]), ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().includes(wanted))]);
  return [...zones].slice(0, SUGGESTIONS).map((zone) => ({ label: zone, value: zone }));
}

/** The page asked for, checked against how many there are. @throws UserError */
export function pageOf<Page>(all: readonly Page[], wanted: number | undefined): { page: number; content: Page } {
  const page = wanted ?? 1;
  const content = all[page - 1];
  if (content === undefined) throw new UserError('error.no-page', { page, pages: all.length });
  return { page, content };
}

