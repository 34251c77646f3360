import { z } from 'zod';
import { LOCALES } from '../../locale/index.js';
import { sameWords } from '../../quiz/typed.js';

/** Says what is wrong with a question, and where in it. */
export type Wrong = (message: string, ...path: PropertyKey[]) => void;

const string = z.string().catch('');
const strings = z.array(string).catch([]);
const thing = z.object({ id: string, 'zh-CN': string, en: string, why: z.unknown().optional(), pin: z.boolean().catch(false), group: string });
const things = z.array(thing.catch({ id: '', 'zh-CN': '', en: '', why: '', pin: false, group: '' })).catch([]);
const texts = z.object({ 'zh-CN': string, en: string }).catch({ 'zh-CN': '', en: '' });
const fields = { id: string, kind: string, source: string, stem: texts, key: string, keys: strings, options: things, items: things, groups: things, answers: strings };
const nothing = { id: '', kind: '', source: '', stem: { 'zh-CN': '', en: '' }, key: '', keys: [], options: [], items: [], groups: [], answers: [], near: [] };

/** Whatever can be read of questions whose shape may be wrong, so that all their mistakes are named together. */
export const laxQuestions = z
  .array(z.object({ ...fields, near: z.array(z.object({ text: string }).catch({ text: '' })).catch([]) }).catch(nothing))
  .catch([]);
export type Lax = z.infer<typeof laxQuestions>[number];
type Thing = z.infer<typeof thing>;

const repeated = (all: readonly string[]): boolean => new Set(all.filter(Boolean)).size < all.filter(Boolean).length;

/** Nothing is there twice, by id or in words. */
function distinct(all: readonly Thing[], field: string, wrong: Wrong): void {
  if (repeated(all.map(({ id }) => id))) wrong(`two ${field} have the same id`, field);
  for (const locale of LOCALES) {
    if (repeated(all.map((one) => one[locale].trim()))) wrong(`two ${field} say the same in ${locale}`, field);
  }
}

/** The options of every kind that is picked from; `keys` in `field`. */
function options(raw: Lax, keys: readonly string[], field: string, wrong: Wrong): void {
  const ids = raw.options.map(({ id }) => id).filter(Boolean);
  distinct(raw.options, 'options', wrong);
  const named = keys.filter(Boolean);
  const unknown = named.filter((key) => !ids.includes(key));
  for (const key of unknown) wrong(`the key ${key} is none of the options`, field);
  if (repeated(named)) wrong('a key stands there twice', field);
  const all = ids.length > 0 && ids.every((id) => named.includes(id));
  if (all) wrong('not all options can be right', field);
  if (raw.options.filter(({ pin }) => pin).length > 1) wrong('only one option can be pinned last', 'options');
  // while the keys are unknown, so is which option needs no reason
  if (named.length < (field === 'keys' ? 2 : 1) || unknown.length > 0 || all) return;
  raw.options.forEach(({ id, why }, at) => {
    const right = named.includes(id);
    if (right && why !== undefined) wrong('the right option has no "why"', 'options', at);
    if (!right && why === undefined) wrong(`option ${id} lacks "why": why it tempts and why it is wrong`, 'options', at);
  });
}

const FENCE = /^```/gm;
const fences = (stem: string): number => stem.match(FENCE)?.length ?? 0;

function typed({ answers, near }: Lax, wrong: Wrong): void {
  answers.forEach((answer, at) => {
    if (answers.slice(0, at).some((one) => sameWords(one, answer))) wrong(`the answer «${answer}» is there already`, 'answers', at);
  });
  near.forEach(({ text }, at) => {
    if (answers.some((one) => sameWords(one, text))) wrong(`«${text}» counts as right, so it is no near miss`, 'near', at);
    if (near.slice(0, at).some((one) => sameWords(one.text, text))) wrong(`the near miss «${text}» is there already`, 'near', at);
  });
}

function order({ items }: Lax, wrong: Wrong): void {
  distinct(items, 'items', wrong);
  items.forEach(({ id, why }, at) => {
    if (at === 0 && why !== undefined) wrong('the first item has no "why": nothing comes before it', 'items', at);
    if (at > 0 && why === undefined) wrong(`item ${id} lacks "why": why it comes after the one before`, 'items', at);
  });
}

function classify({ items, groups }: Lax, wrong: Wrong): void {
  distinct(items, 'items', wrong);
  distinct(groups, 'groups', wrong);
  const ids = new Set(groups.map(({ id }) => id));
  items.forEach(({ group }, at) => {
    if (group && !ids.has(group)) wrong(`the group ${group} is none of the groups`, 'items', at);
  });
  groups.forEach(({ id }, at) => {
    if (id && items.length > 0 && !items.some(({ group }) => group === id)) wrong(`no item belongs to the group ${id}`, 'groups', at);
  });
}

/** What the fields of a question must be to each other, by its kind. */
export function checkKind(raw: Lax, wrong: Wrong): void {
  for (const locale of LOCALES) {
    if (fences(raw.stem[locale]) % 2 === 1) wrong(`a code block is not closed in ${locale}`, 'stem', locale);
    else if (fences(raw.stem[locale]) > 2) wrong(`a stem has one code block at most: ${locale}`, 'stem', locale);
    else if (raw.kind === 'next' && raw.stem[locale] && fences(raw.stem[locale]) === 0) wrong(`"next" asks about a fenced code block: ${locale} has none`, 'stem', locale);
  }
  if (raw.kind === 'one-choice' || raw.kind === 'next') options(raw, [raw.key], 'key', wrong);
  if (raw.kind === 'many-choice') options(raw, raw.keys, 'keys', wrong);
  if (raw.kind === 'typed') typed(raw, wrong);
  if (raw.kind === 'order') order(raw, wrong);
  if (raw.kind === 'classify') classify(raw, wrong);
}
