import MiniSearch from 'minisearch';
import type { Course } from '../src/course/course.js';
import { fields } from '../src/course/search/fields.js';
import { GROUPS } from '../src/course/search/weights.js';
import { createIndex } from '../src/course/search.js';
import { tokens } from '../src/course/tokens.js';

/** What the bench asks of an engine: ids, the best first. */
type Find = (query: string) => string[];

export interface Engine {
  readonly name: string;
  build(course: Course): Find;
}

const LIMIT = 3;
const boost = Object.fromEntries(GROUPS.map(({ name, weight }) => [name, weight]));
const latin = (term: string) => /^[a-z]{4,}$/i.test(term);

/** MiniSearch with the same fields, the same boosts, the last word also by its beginning, and the same slips forgiven. */
function miniSearch(name: string, own: boolean): Engine {
  return {
    name,
    build(course) {
      const engine = new MiniSearch<{ id: string } & Record<string, string>>({
        fields: GROUPS.map((group) => group.name),
        ...(own && { tokenize: tokens, processTerm: (term: string) => term }),
        searchOptions: {
          boost,
          prefix: (_term, i, terms) => i === terms.length - 1,
          fuzzy: (term) => (latin(term) ? (term.length >= 8 ? 2 : 1) : false),
        },
      });
      engine.addAll(course.lessons.map((lesson) => ({ id: lesson.id, ...fields(lesson, []) })));
      return (query) => engine.search(query).slice(0, LIMIT).map((hit) => String(hit.id));
    },
  };
}

/** Ours first: the others are given as ratios to it. */
export const ENGINES: readonly Engine[] = [
  {
    name: 'ours',
    build(course) {
      const index = createIndex(course);
      return (query) => index.search(query, LIMIT).map(({ lesson }) => lesson.id);
    },
  },
  miniSearch('MiniSearch, our tokens', true),
  miniSearch('MiniSearch, its own', false),
];
