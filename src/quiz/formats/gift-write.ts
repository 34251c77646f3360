import { type Locale, LOCALES } from '../../locale/index.js';
import type { Question } from '../question.js';
import { type Draft, draftOf, type Part, type Piece } from './draft.js';
import { escapeGift } from './gift-signs.js';
import { toHtml } from './html.js';

/**
 * Texts are HTML, as Moodle's own export writes them; the answers and feedback inherit that from the stem. What would be
 * taken for a format or a weight at their beginning is a character reference.
 */
const rich = (text: string): string => escapeGift(toHtml(text).replace(/^[[%]/, (sign) => `&#${sign.charCodeAt(0)};`));

/** Words that are compared, not shown: plain, with their weight, and `*` is no wildcard. */
function plain(percent: number, words: string): string {
  const format = /^\[(?:html|markdown|plain|moodle)\]/.test(words) ? '[plain]' : '';
  return `%${percent}%${format}${escapeGift(words.replace(/\*/g, '\\*'))}`;
}

const feedback = (why: string | undefined): string => (why ? `#${rich(why)}` : '');

/** Percent as Moodle knows it: with five digits behind the point at most. */
const share = (parts: number): string => String(Number((100 / parts).toFixed(5)));

function choices({ kind, pieces, keys }: Draft, locale: Locale): string[] {
  const wrong = pieces.length - keys.length;
  return pieces.map(({ id, text, why }) => {
    const right = keys.includes(id);
    const mark = kind !== 'many-choice' ? (right ? '=' : '~') : right ? `~%${share(keys.length)}%` : `~%-${share(wrong)}%`;
    return `${mark}${rich(text[locale] ?? '')}${feedback(why[locale])}`;
  });
}

function pairs({ kind, pieces, groups }: Draft, locale: Locale): string[] {
  const name = (group: Piece | undefined): string => escapeGift(group?.text[locale] ?? '');
  const all = pieces.map((piece, at) => `=${rich(piece.text[locale] ?? '')} -> ${kind === 'order' ? at + 1 : name(groups.find(({ id }) => id === piece.group))}`);
  // a group of nothing is a wrong answer more
  const empty = groups.filter(({ id }) => !pieces.some(({ group }) => group === id));
  return [...all, ...empty.map((group) => `= -> ${name(group)}`)];
}

function answers(draft: Draft, locale: Locale): string[] {
  const { kind, pieces, keys } = draft;
  if (kind === 'true-false') return [`${keys[0] === 'true' ? 'TRUE' : 'FALSE'}${feedback(pieces.find(({ id }) => id !== keys[0])?.why[locale])}`];
  if (kind === 'order' || kind === 'classify') return pairs(draft, locale);
  if (kind !== 'typed') return choices(draft, locale);
  return [
    ...draft.answers.map((words) => `=${plain(100, words)}`),
    ...draft.near.map(({ text, why }) => `=${plain(0, text)}${feedback(why[locale])}`),
  ];
}

/** Matching has no feedback of its own for a pair: the reasons stand below the explanation, one for each item. */
function general({ kind, explanation, pieces }: Draft, locale: Locale): string {
  const reasons = (kind === 'order' || kind === 'classify') && pieces.some(({ why }) => why[locale]);
  const below = reasons ? `<ul>${pieces.map(({ why }) => `<li>${toHtml(why[locale] ?? '')}</li>`).join('')}</ul>` : '';
  const all = `${toHtml(explanation[locale] ?? '')}${below}`;
  return all === '' ? '' : `####${escapeGift(all.replace(/^[[%]/, (sign) => `&#${sign.charCodeAt(0)};`))}`;
}

const field = (name: string, value: string | number): string => `[${name}:${String(value).replace(/[\\\]]/g, '\\$&')}]`;

/** The comments above an entry. Moodle takes over the id and the tags; the rest is for us. */
function comments(draft: Draft, locale: Locale): string[] {
  const { id, lesson, topic, difficulty, kind, source, pieces, groups } = draft;
  const tags = [`lesson:${lesson}`, `topic:${topic}`, `difficulty:${difficulty}`, `kind:${kind}`];
  const ids = (all: readonly Piece[], of: (piece: Piece) => string) => all.map(of).join(',');
  const parts = [
    field('source', source),
    ...(pieces.length > 0 && kind !== 'true-false' ? [field('parts', ids(pieces, (piece) => piece.id))] : []),
    ...pieces.filter(({ pin }) => pin).map((piece) => field('pin', piece.id)),
    ...(groups.length > 0 ? [field('groups', ids(groups, (group) => group.id)), field('in', ids(pieces, (piece) => piece.group))] : []),
  ];
  return [`// ${[field('id', `${id}/${locale}`), ...tags.map((tag) => field('tag', tag))].join(' ')}`, `// ${parts.join(' ')}`];
}

const stem = (part: Part, locale: Locale): string => `[html]${rich(part[locale] ?? '')}`;

function entry(draft: Draft, locale: Locale): string {
  const lines = [...answers(draft, locale), general(draft, locale)].filter(Boolean);
  return [...comments(draft, locale), `::${escapeGift(`${draft.id}/${locale}`)}::${stem(draft.stem, locale)}{`, ...lines.map((line) => `\t${line}`), '}'].join('\n');
}

/** Questions as GIFT: an entry for each in each language, with everything that a question has. */
export function writeGift(questions: readonly Question[], locales: readonly Locale[] = LOCALES): string {
  return questions.flatMap((question) => locales.map((locale) => `${entry(draftOf(question), locale)}\n`)).join('\n');
}
