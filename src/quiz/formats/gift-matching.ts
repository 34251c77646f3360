import type { Locale } from '../../locale/index.js';
import { type Draft, inOne, letterId, type Piece, pieceOf } from './draft.js';
import { readPairs } from './gift-answers.js';

type Pair = NonNullable<ReturnType<typeof readPairs>>[number];

const ids = (field: string | undefined): string[] => (field === undefined || field === '' ? [] : field.split(','));

/** Items by their numbers; as they stand where those are not 1 to n. */
function ordered(pieces: readonly Piece[], numbers: readonly number[]): readonly Piece[] {
  const places = pieces.map((_, at) => numbers.indexOf(at + 1));
  return places.every((place) => place >= 0) ? places.map((place) => pieces[place] as Piece) : pieces;
}

/**
 * The group of each pair. One of ours says it by id, and those that no item is in follow in their order; elsewhere the
 * words are the group.
 */
function groupIds(pairs: readonly Pair[], items: number, fields: ReadonlyMap<string, string>): string[] {
  const named = ids(fields.get('in'));
  if (named.length === items) return [...named, ...ids(fields.get('groups')).filter((id) => !named.includes(id))];
  const words = new Map<string, string>();
  for (const { to } of pairs) if (!words.has(to)) words.set(to, letterId(words.size));
  return pairs.map(({ to }) => words.get(to) as string);
}

/** `=item -> group`, or `=item -> 2` for what is put in order; a pair without an item is a group of none. */
export function readMatching(draft: Draft, answers: string, locale: Locale, html: boolean, fields: ReadonlyMap<string, string>): Draft | undefined {
  const found = readPairs(answers, { locale, html });
  if (!found) return undefined;
  const items = found.filter(({ item }) => item[locale]);
  const pairs = [...items, ...found.filter(({ item }) => !item[locale])];
  const named = ids(fields.get('parts'));
  const pieces = items.map(({ item }, at) => pieceOf(named.length === items.length ? (named[at] as string) : letterId(at), { text: item }));
  const numbers = items.map(({ to }) => Number(to));
  const numbered = pairs.length === items.length && pieces.every((_, at) => numbers.includes(at + 1));
  if (draft.kind === 'order' || (numbered && !fields.has('kind'))) return { ...draft, kind: 'order', pieces: ordered(pieces, numbers) };

  const belongs = groupIds(pairs, items.length, fields);
  const texts = new Map(pairs.map(({ to }, at) => [belongs[at] ?? '', to]));
  const known = ids(fields.get('groups')).filter((id) => texts.has(id));
  const groups = [...new Set([...known, ...texts.keys()])].map((id) => pieceOf(id, { text: inOne(locale, texts.get(id) ?? '') }));
  return { ...draft, groups, pieces: pieces.map((piece, at) => ({ ...piece, group: belongs[at] ?? '' })) };
}
