import { LOCALES } from '../../locale/index.js';
import type { Draft, Part } from './draft.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const each = (name: string): string[] => LOCALES.map((locale) => `${name} ${locale}`);

/** How many parts of a sort there are columns for: as many as any question has. */
export const SLOTS = { part: 6, group: 4, answer: 20, near: 12 } as const;

/** All columns in order; a table has those that any of its questions uses. `part`: an option or an item. */
const COLUMNS: readonly string[] = [
  'id', 'lesson', 'topic', 'difficulty', 'kind', 'source', 'key',
  ...each('stem'),
  ...each('explanation'),
  ...numbers(SLOTS.group).flatMap((n) => [`group ${n} id`, ...each(`group ${n}`)]),
  ...numbers(SLOTS.part).flatMap((n) => [`part ${n} id`, ...each(`part ${n}`), ...each(`part ${n} why`), `part ${n} group`, `part ${n} pin`]),
  ...numbers(SLOTS.answer).map((n) => `answer ${n}`),
  ...numbers(SLOTS.near).flatMap((n) => [`near ${n}`, ...each(`near ${n} why`)]),
];

/** What a draft has, by column. */
export function cellsOf(draft: Draft): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  const put = (name: string, value: string | number | undefined) => value !== undefined && value !== '' && cells.set(name, String(value));
  const texts = (name: string, part: Part) => LOCALES.forEach((locale) => put(`${name} ${locale}`, part[locale]));
  for (const name of ['id', 'lesson', 'topic', 'difficulty', 'kind', 'source'] as const) put(name, draft[name]);
  put('key', draft.keys.join(' '));
  texts('stem', draft.stem);
  texts('explanation', draft.explanation);
  draft.groups.forEach(({ id, text }, at) => {
    put(`group ${at + 1} id`, id);
    texts(`group ${at + 1}`, text);
  });
  draft.pieces.forEach(({ id, text, why, group, pin }, at) => {
    put(`part ${at + 1} id`, id);
    texts(`part ${at + 1}`, text);
    texts(`part ${at + 1} why`, why);
    put(`part ${at + 1} group`, group);
    put(`part ${at + 1} pin`, pin ? 'yes' : '');
  });
  draft.answers.forEach((words, at) => put(`answer ${at + 1}`, words));
  draft.near.forEach(({ text, why }, at) => {
    put(`near ${at + 1}`, text);
    texts(`near ${at + 1} why`, why);
  });
  return cells;
}

/** The columns that tables of others have, squeezed; `*` is the language of the row. */
const OTHERS: readonly (readonly [column: string, names: string])[] = [
  ['id', '题号 编号'],
  ['lesson', '讲 课'],
  ['topic', '主题 category'],
  ['difficulty', '难度'],
  ['kind', '题型 类型 type'],
  ['source', '出处 来源'],
  ['key', 'answer answers correct correctanswer rightanswer 答案 正确答案'],
  ['stem *', 'question stem questiontext 题目 题干 问题'],
  ['explanation *', 'explanation feedback 解析 解释'],
];

const squeezed = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s_.:()-]+/g, '');

const KNOWN: ReadonlyMap<string, string> = new Map([
  ...OTHERS.flatMap(([column, names]) => names.split(' ').map((name): [string, string] => [name, column])),
  ...numbers(SLOTS.part).flatMap((n): [string, string][] => {
    const letter = String.fromCharCode(96 + n);
    const names = [letter, ...['option', 'choice', '选项'].flatMap((word) => [`${word}${letter}`, `${word}${n}`])];
    return [...names.map((name): [string, string] => [name, `part ${n} *`]), ...['why', '理由'].map((word): [string, string] => [`${word}${letter}`, `part ${n} why *`])];
  }),
  ...COLUMNS.map((column): [string, string] => [squeezed(column), column]),
]);

/** The column that a name in the first row means. */
export const columnOf = (name: string): string | undefined => KNOWN.get(squeezed(name));

export const usedColumns = (rows: readonly ReadonlyMap<string, string>[]): string[] => COLUMNS.filter((column) => rows.some((cells) => cells.has(column)));
