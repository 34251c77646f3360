import type { T } from '../../locale/index.js';
import type { Read } from './read.js';
import { placed, said, sentence } from './said.js';

type Unfinished = Read['drafts'][number];

/** All that keeps a draft from being a question, in a language. */
export const flawsOf = (t: T, { flaws }: Pick<Unfinished, 'flaws'>): string => flaws.map((flaw) => sentence(t, flaw)).join(t('quiz.semicolon'));

/** The same behind the line on which the draft begins and its id. */
export function unfinished(t: T, { draft, flaws }: Unfinished): string {
  const what = draft.id === '' ? said('formats.problem.nameless') : said('formats.problem.draft', { name: draft.id });
  const head = placed(t, { line: draft.line, ...what });
  return `${head}${t('quiz.colon')}${flawsOf(t, { flaws })}`;
}
