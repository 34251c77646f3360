import type { T } from '../../locale/index.js';
import type { Read } from './read.js';
import { placed, type Said, said, sentence } from './said.js';

type Unfinished = Read['drafts'][number];

/** From so many drafts on, what all of them lack is said once. */
const MANY = 4;

const sentences = (t: T, flaws: readonly Said[]): string => flaws.map((flaw) => sentence(t, flaw)).join(t('quiz.semicolon'));
const same = ({ key, params }: Said): string => JSON.stringify([key, params]);

/** All that keeps a draft from being a question, in a language. */
export const flawsOf = (t: T, { flaws }: Pick<Unfinished, 'flaws'>): string => sentences(t, flaws);

/** A line for each draft: where it begins, its id, and what it lacks; above them what all of many lack. */
export function unfinished(t: T, drafts: Read['drafts']): string[] {
  const [first, ...others] = drafts;
  const rest = others.map(({ flaws }) => new Set(flaws.map(same)));
  const shared = drafts.length < MANY ? [] : (first?.flaws.filter((flaw) => rest.every((one) => one.has(same(flaw)))) ?? []);
  const known = new Set(shared.map(same));
  const above = shared.length > 0 ? [sentence(t, said('formats.problem.shared', { count: drafts.length })) + t('quiz.colon') + sentences(t, shared)] : [];
  return [...above, ...drafts.map(({ draft, flaws }) => {
    const what = draft.id === '' ? said('formats.problem.nameless') : said('formats.problem.draft', { name: draft.id });
    const own = sentences(t, flaws.filter((flaw) => !known.has(same(flaw))));
    return placed(t, { line: draft.line, ...what }) + (own === '' ? '' : t('quiz.colon') + own);
  })];
}
