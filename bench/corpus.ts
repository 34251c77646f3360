import type { Course, Lesson, LessonText } from '../src/course/course.js';
import type { Term } from '../src/course/glossary.js';
import { EMPTY_LESSON } from '../src/io/content/lesson.js';
import { LOCALES, type Locale } from '../src/locale/index.js';
import type { Chance } from './random.js';

/** A generated lesson and the two terms that no other lesson has together. */
interface Made {
  readonly lesson: Lesson;
  readonly terms: readonly [Term, Term];
}

export interface Corpus {
  readonly course: Course;
  readonly made: readonly Made[];
}

/** Sentences a language in each generated lesson. */
const SENTENCES = 8;

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[。！？；])|(?<=[.!?;])\s+/).map((one) => one.trim()).filter((one) => one.length > 8);

/**
 * A course of `count` bilingual lessons, made of the sentences and the glossary of a real one: each is about a pair of
 * terms of its own, named in its title, with half its sentences from the lessons where those terms matter. Without a
 * glossary, so that all engines see the same words.
 */
export function generate(real: Course, count: number, chance: Chance): Corpus {
  const pool = (lessons: readonly Lesson[], locale: Locale) =>
    lessons.flatMap(({ written }) => {
      const text = written?.[locale];
      return text ? [text.summary, ...text.points, ...text.discuss].flatMap(sentencesOf) : [];
    });
  const everything = Object.fromEntries(LOCALES.map((locale) => [locale, pool(real.lessons, locale)])) as Record<Locale, string[]>;
  const about = new Map(
    real.glossary.map((term) => {
      const lessons = real.lessons.filter(({ id }) => term.lessons.includes(id));
      return [term, Object.fromEntries(LOCALES.map((locale) => [locale, pool(lessons, locale)])) as Record<Locale, string[]>] as const;
    }),
  );
  if ((real.glossary.length * (real.glossary.length - 1)) / 2 < count * 2) throw new Error(`too few terms for ${count} lessons`);

  const used = new Set<string>();
  const made: Made[] = [];
  while (made.length < count) {
    const terms = [chance.pick(real.glossary), chance.pick(real.glossary)] as const;
    const pair = terms.map(({ id }) => id).sort().join(' ');
    if (terms[0] === terms[1] || used.has(pair)) continue;
    used.add(pair);
    const write = (locale: Locale): LessonText => {
      const near = terms.flatMap((term) => about.get(term)?.[locale] ?? []);
      const said = Array.from({ length: SENTENCES }, (_, i) => chance.pick(i % 2 === 0 && near.length > 0 ? near : everything[locale]));
      const named = terms.map(({ name }) => name[locale]);
      return { summary: said.slice(0, 3).join(' '), points: said.slice(3), discuss: [], terms: named, today: [], docs: [], body: [] };
    };
    const written = Object.fromEntries(LOCALES.map((locale) => [locale, write(locale)])) as Record<Locale, LessonText>;
    const [a, b] = terms;
    const title = { 'zh-CN': `${a.name['zh-CN']}与${b.name['zh-CN']}`, en: `${a.name.en} and ${b.name.en}` };
    const id = `made-${made.length}`;
    const lesson = { ...EMPTY_LESSON, id, number: undefined, kind: undefined, title, section: real.title, link: '', written };
    made.push({ lesson, terms });
  }
  return { course: { id: 'made', title: real.title, lessons: made.map(({ lesson }) => lesson), subject: '', glossary: [], topics: [] }, made };
}
