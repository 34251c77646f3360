import { isLocale, LOCALES, type Locale, translator } from '../../locale/index.js';
import { isKind, type QuestionKind } from '../question.js';
import { SLOTS } from './csv-columns.js';
import { blank, type Draft, letterId, type Part, type Piece, pieceOf } from './draft.js';
import { languageOf } from './language.js';
import { type Problem, said } from './said.js';

/** The cells of a row by column; a column ending in `*` is of the row's own language. */
type Cells = ReadonlyMap<string, string>;

const NO = /^(?:|no|false|0|否)$/i;
const words = (key: 'true' | 'false'): string[] => [key, key.slice(0, 1), ...LOCALES.map((locale) => translator(locale)(`quiz.${key}`).toLowerCase())];
const TRUTHS = { true: [...words('true'), '正确', '√', '1'], false: [...words('false'), '×', '0'] } as const;

const truthOf = (key: string): 'true' | 'false' | undefined => (['true', 'false'] as const).find((one) => TRUTHS[one].includes(key.toLowerCase()));

/** The ids that a key means: ids, letters or numbers as they stand in the table, or the very words of an option. */
function keysOf(key: string, pieces: readonly Piece[]): string[] {
  const idOf = (word: string): string | undefined => {
    const place = /^\d+$/.test(word) ? Number(word) - 1 : word.length === 1 ? word.toLowerCase().charCodeAt(0) - 97 : -1;
    return pieces.find(({ id }) => id === word)?.id ?? pieces.find(({ id }) => id === word.toLowerCase())?.id ?? pieces[place]?.id;
  };
  const parts = key.normalize('NFKC').split(/[\s,;、]+/).filter(Boolean);
  if (parts.every((part) => pieces.some(({ id }) => id === part))) return parts;
  const said = pieces.find(({ text }) => LOCALES.some((locale) => text[locale] === key));
  if (said) return [said.id];
  const found = parts.map(idOf);
  if (found.every((id) => id !== undefined)) return [...new Set(found)];
  const letters = /^[A-Za-z]+$/.test(key) ? [...key].map(idOf) : [];
  return letters.every((id) => id !== undefined) ? [...new Set(letters)] : [];
}

function kindOf(cells: Cells, pieces: readonly Piece[], keys: readonly string[]): QuestionKind {
  const key = cells.get('key') ?? '';
  if (pieces.length === 0 && truthOf(key)) return 'true-false';
  if (pieces.length === 0 && (key !== '' || cells.has('answer 1'))) return 'typed';
  if (cells.has('group 1 id') || pieces.some(({ group }) => group !== '')) return 'classify';
  return keys.length > 1 ? 'many-choice' : 'one-choice';
}

/** The draft of one row. */
export function draftOfRow(cells: Cells, line: number, given: Locale | undefined, problems: Problem[]): Draft | undefined {
  const own = given ?? languageOf(cells.get('stem *') ?? '');
  const get = (name: string): string => cells.get(name) ?? '';
  const texts = (name: string): Part => {
    const all = LOCALES.map((locale): [string, string] => [locale, get(`${name} ${locale}`) || (locale === own ? get(`${name} *`) : '')]);
    return Object.fromEntries(all.filter(([locale, text]) => isLocale(locale) && text !== ''));
  };
  const slots = <V>(count: number, name: string, make: (slot: string, place: number) => V): V[] => {
    const used = Array.from({ length: count }, (_, at) => `${name} ${at + 1}`).filter((slot) => [...cells.keys()].some((column) => column === slot || column.startsWith(`${slot} `)));
    return used.map(make);
  };
  const piece = (slot: string, place: number): Piece =>
    pieceOf(get(`${slot} id`) || letterId(place), { text: texts(slot), why: texts(`${slot} why`), group: get(`${slot} group`), pin: !NO.test(get(`${slot} pin`)) });
  const pieces = slots(SLOTS.part, 'part', piece);
  const key = get('key');
  const named = get('kind');
  if (named !== '' && !isKind(named)) return void problems.push({ line, ...said('formats.problem.kind', { kind: named }) });
  const keys = keysOf(key, pieces);
  const kind = isKind(named) ? named : kindOf(cells, pieces, keys);
  const difficulty = get('difficulty');
  const draft: Draft = {
    ...blank(line, kind),
    id: get('id'),
    lesson: get('lesson'),
    topic: get('topic'),
    difficulty: difficulty === '' ? undefined : Number(difficulty) || 0,
    source: get('source'),
    stem: texts('stem'),
    explanation: texts('explanation'),
    groups: slots(SLOTS.group, 'group', piece),
    pieces,
    keys,
    answers: slots(SLOTS.answer, 'answer', get),
    near: slots(SLOTS.near, 'near', (slot) => ({ text: get(slot), why: texts(`${slot} why`) })),
  };
  if (kind === 'typed') return { ...draft, keys: [], answers: draft.answers.length > 0 || key === '' ? draft.answers : [key] };
  if (kind !== 'true-false') return draft;
  const truth = truthOf(key);
  const both = ['true', 'false'].map((id) => pieces.find((one) => one.id === id) ?? pieceOf(id));
  return { ...draft, keys: truth ? [truth] : [], pieces: both };
}
