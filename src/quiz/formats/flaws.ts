import { LOCALES } from '../../locale/index.js';
import { misfits } from '../fit.js';
import { LONGEST, SHAPES } from '../measures.js';
import { completed, type Draft } from './draft.js';
import { kindFlaws } from './flaws-kind.js';
import { type Said, said } from './said.js';

type Lessons = ReadonlySet<string> | undefined;

const isAddress = (source: string): boolean => source.length <= LONGEST.source && /^https?:\/\//.test(source) && URL.canParse(source);

/** Where it can be read: a web address, or a lesson that there is. */
function sourceFlaws(source: string, lessons: Lessons): Said[] {
  if (source === '') return [said('formats.lacks.source')];
  const lesson = SHAPES.lesson.exec(source)?.[1];
  if (lesson === undefined) return isAddress(source) ? [] : [said('formats.wrong.source', { source })];
  return lessons && !lessons.has(lesson) ? [said('formats.wrong.lesson', { lesson })] : [];
}

function headFlaws({ id, lesson, topic, difficulty, source }: Draft, lessons: Lessons): Said[] {
  const named = (what: 'id' | 'topic', value: string): Said[] => {
    if (value === '') return [said(`formats.lacks.${what}`)];
    return SHAPES[what].test(value) ? [] : [said(`formats.wrong.${what}`, { value })];
  };
  return [
    ...named('id', id),
    ...(lesson === '' ? [said('formats.lacks.lesson')] : lessons && !lessons.has(lesson) ? [said('formats.wrong.lesson', { lesson })] : []),
    ...named('topic', topic),
    ...(difficulty === 1 || difficulty === 2 || difficulty === 3 ? [] : [said('formats.lacks.difficulty')]),
    ...sourceFlaws(source, lessons),
  ];
}

const FENCE = /^```/gm;

function textFlaws(draft: Draft): Said[] {
  return LOCALES.flatMap((locale): Said[] =>
    (['stem', 'explanation'] as const).flatMap((what): Said[] => {
      const words = draft[what][locale] ?? '';
      const max = LONGEST[what];
      if (words === '') return [said(`formats.lacks.${what}`, { locale })];
      if (words.length > max) return [said(`formats.long.${what}`, { locale, max, length: words.length })];
      if (what === 'explanation') return [];
      const fences = words.match(FENCE)?.length ?? 0;
      if (fences % 2 === 1 || fences > 2) return [said('formats.wrong.fence', { locale })];
      return draft.kind === 'next' && fences === 0 ? [said('formats.wrong.no-code', { locale })] : [];
    }),
  );
}

/**
 * All that keeps a draft from being a question of the course: what it lacks, and what is wrong with it. `lessons`: ids of
 * those that there are, where that is known. A draft without flaws passes the check of the course's folder.
 */
export function flaws(draft: Draft, lessons?: ReadonlySet<string>): Said[] {
  const found = [...headFlaws(draft, lessons), ...textFlaws(draft), ...kindFlaws(draft)];
  if (found.length > 0) return found;
  return misfits(completed(draft)).length > 0 ? [said('formats.wrong.large')] : [];
}
