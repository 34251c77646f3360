import { LOCALES } from '../../locale/index.js';
import { COUNTS, LONGEST, SHAPES } from '../measures.js';
import { sameWords } from '../typed.js';
import { type Draft, hasWords, type Part, type Piece } from './draft.js';
import { type Said, said } from './said.js';

type Counted = 'options' | 'items' | 'groups' | 'answers' | 'near';

const count = (sort: keyof typeof COUNTS, what: Counted, { length }: readonly unknown[]): Said[] =>
  length < COUNTS[sort].min || length > COUNTS[sort].max ? [said(`formats.count.${what}`, { ...COUNTS[sort], now: length })] : [];

const repeated = (all: readonly string[]): boolean => new Set(all).size < all.length;
const names = (all: readonly string[]): string => all.slice(0, 12).join(', ');

/** Parts, by what they are called, whose words in a language are missing or too long. */
function worded(all: readonly (readonly [name: string, part: Part])[], what: 'texts' | 'whys', max: number): Said[] {
  return LOCALES.flatMap((locale) => {
    const lacking = all.filter(([, part]) => !part[locale]).map(([name]) => name);
    const long = all.filter(([, part]) => (part[locale]?.length ?? 0) > max).map(([name]) => name);
    return [
      ...(lacking.length > 0 ? [said(`formats.lacks.${what}`, { locale, parts: names(lacking) })] : []),
      ...(long.length > 0 ? [said(`formats.long.${what}`, { locale, parts: names(long), max })] : []),
    ];
  });
}

const texts = (pieces: readonly Piece[], max: number): Said[] => worded(pieces.map(({ id, text }) => [id, text]), 'texts', max);
const whys = (pieces: readonly Piece[]): Said[] => worded(pieces.map(({ id, why }) => [id, why]), 'whys', LONGEST.why);

/** Nothing is there twice, by id or in words. */
function distinct(pieces: readonly Piece[]): Said[] {
  const ids = pieces.map(({ id }) => id);
  const same = LOCALES.filter((locale) => repeated(pieces.flatMap(({ text }) => text[locale]?.trim() || [])));
  return [...(repeated(ids) || !ids.every((id) => SHAPES.part.test(id)) ? [said('formats.wrong.parts')] : []), ...same.map((locale) => said('formats.wrong.same', { locale }))];
}

function choice({ kind, pieces, keys }: Draft, sort: 'one-choice' | 'next' | 'many-choice'): Said[] {
  const right = (piece: Piece) => keys.includes(piece.id);
  const found = [...count(sort, 'options', pieces), ...texts(pieces, LONGEST.option), ...distinct(pieces)];
  if (pieces.filter(({ pin }) => pin).length > 1) found.push(said('formats.wrong.pins'));
  const many = kind === 'many-choice';
  const fits = many ? keys.length >= COUNTS.keys.min && keys.length <= COUNTS.keys.max : keys.length === 1;
  if (!fits || repeated(keys) || !keys.every((key) => pieces.some(({ id }) => id === key))) return [...found, said(many ? 'formats.lacks.keys' : 'formats.lacks.key')];
  if (pieces.every(right)) return [...found, said('formats.wrong.all-right')];
  if (pieces.some((piece) => right(piece) && hasWords(piece.why))) found.push(said('formats.wrong.why-right'));
  return [...found, ...whys(pieces.filter((piece) => !right(piece)))];
}

function statement({ pieces, keys }: Draft): Said[] {
  const [key] = keys;
  if (keys.length !== 1 || (key !== 'true' && key !== 'false')) return [said('formats.lacks.truth')];
  if (pieces.map(({ id }) => id).join() !== 'true,false' || pieces.some(({ pin }) => pin)) return [said('formats.wrong.parts')];
  const right = pieces.some((piece) => piece.id === key && hasWords(piece.why));
  return [...(right ? [said('formats.wrong.why-right')] : []), ...whys(pieces.filter(({ id }) => id !== key))];
}

function typed({ answers, near }: Draft): Said[] {
  const all = [...answers, ...near.map(({ text }) => text)];
  const twice = (words: readonly string[]) => words.some((one, at) => words.slice(0, at).some((other) => sameWords(one, other)));
  const found = [...count('answers', 'answers', answers), ...count('near', 'near', near)];
  if (all.includes('')) found.push(said('formats.lacks.words'));
  if (all.some(({ length }) => length > LONGEST.words)) found.push(said('formats.long.words', { max: LONGEST.words }));
  // so many are never a question, and need not be compared with each other
  if (found.length > 0) return [...found, ...worded(near.map(({ text, why }) => [`«${text.slice(0, LONGEST.words)}»`, why]), 'whys', LONGEST.why)];
  if (twice(answers)) found.push(said('formats.wrong.answers'));
  if (twice(near.map(({ text }) => text)) || near.some(({ text }) => answers.some((one) => sameWords(one, text)))) found.push(said('formats.wrong.near'));
  return [...found, ...worded(near.map(({ text, why }) => [`«${text}»`, why]), 'whys', LONGEST.why)];
}

function order({ pieces }: Draft): Said[] {
  const first = pieces[0] && hasWords(pieces[0].why) ? [said('formats.wrong.first-why')] : [];
  return [...count('order', 'items', pieces), ...texts(pieces, LONGEST.item), ...distinct(pieces), ...first, ...whys(pieces.slice(1))];
}

function classify({ pieces, groups }: Draft): Said[] {
  const ids = groups.map(({ id }) => id);
  const belongs = pieces.every(({ group }) => ids.includes(group)) && ids.every((id) => pieces.some(({ group }) => group === id));
  return [
    ...count('classify', 'items', pieces),
    ...count('groups', 'groups', groups),
    ...texts(groups, LONGEST.group),
    ...texts(pieces, LONGEST.item),
    ...distinct(groups),
    ...distinct(pieces),
    ...(belongs ? [] : [said('formats.wrong.groups')]),
    ...whys(pieces),
  ];
}

/** What a draft lacks of its kind, and what its parts are to each other and must not be. */
export function kindFlaws(draft: Draft): Said[] {
  switch (draft.kind) {
    case 'typed':
      return typed(draft);
    case 'order':
      return order(draft);
    case 'classify':
      return classify(draft);
    case 'true-false':
      return statement(draft);
    default:
      return choice(draft, draft.kind);
  }
}
