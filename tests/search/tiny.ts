import type { Course, Lesson } from '../../src/course/course.js';
import type { Term } from '../../src/course/glossary.js';
import { EMPTY_LESSON } from '../../src/io/content/lesson.js';

const text = (summary: string) => ({ summary, points: [], discuss: [], terms: [], today: [], docs: [], body: [] });

export const lesson = (id: string, zh: string, en: string, written?: readonly [zh: string, en: string]): Lesson => ({
  ...EMPTY_LESSON,
  id,
  number: /^\d+$/.test(id) ? Number(id) : undefined,
  kind: undefined,
  title: { 'zh-CN': zh, en },
  section: { 'zh-CN': '', en: '' },
  link: '',
  written: written && { 'zh-CN': text(written[0]), en: text(written[1]) },
});

export const term = (id: string, zh: string, en: string, lessons: readonly string[], ...aliases: string[]): Term => ({
  id,
  name: { 'zh-CN': zh, en },
  about: { 'zh-CN': '', en: '' },
  aliases,
  lessons,
});

export const course = (lessons: readonly Lesson[], ...glossary: Term[]): Course => ({
  id: 'tiny',
  title: { 'zh-CN': '', en: '' },
  subject: '',
  lessons,
  glossary,
  topics: [],
});
