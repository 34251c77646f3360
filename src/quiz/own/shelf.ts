import type { Random } from '../../ports.js';
import type { Store } from '../../store.js';
import { changeAuthored, MAKING_MS, suggestionsOf, tellLater } from './authored.js';
import type { ChoiceQuestion } from '../question.js';
import { OWN, type Owner, stemName, type Suggestion, suggestionBy, suggestionKey } from './suggestion.js';

/**
 * What a group's members suggested, in sets of small entries beside the documents: what waits, what is asked, which stems
 * there are. A document says what is so; whoever finds its entries behind it, after a kill, puts them right.
 */
const waitingKey = ({ course, group }: Owner): string => `suggested:${course}:${group}`;
const approvedKey = ({ course, group }: Owner): string => `bank:${course}:${group}`;
const stemsKey = ({ course, group }: Owner): string => `stems:${course}:${group}`;
/** By number, the id. */
const numbersKey = ({ course, group }: Owner): string => `suggestion-ids:${course}:${group}`;
/** A board of one score: the number given last. */
const countKey = ({ course, group }: Owner): string => `suggestion-count:${course}:${group}`;

/** In the pool of a group; `gone`: deleted, so that cards of it can tell. */
export interface Pooled {
  readonly id: string;
  readonly lesson: string;
  readonly gone?: boolean | undefined;
}

/** What the set of waiting ones says of each. */
interface Waiting {
  /** Its author. */
  readonly member: string;
  readonly at: number;
}

/** More of one member's wait in no group, nor more of all members. */
export const WAITING_MOST = { member: 5, group: 200 } as const;
/** The largest pool of a group's own. */
export const POOL_MOST = 500;

export type Refused = 'duplicate' | 'too-many-waiting' | 'group-full';
export type Suggested = { readonly suggestion: Suggestion } | { readonly refused: Refused };

export interface Draft extends Owner {
  readonly author: { readonly id: string; readonly name: string };
  readonly event: string;
  readonly at: number;
  /** The question under the id that it gets. @throws UserError for what cannot be asked */
  question(id: string): ChoiceQuestion;
}

/**
 * Keeps a suggestion. Safe to repeat and to be killed anywhere: its stem is taken first, and whoever finds that taken
 * but without a document makes it.
 */
export async function suggest({ store, random }: { readonly store: Store; readonly random: Random }, draft: Draft): Promise<Suggested> {
  const { course, group, author, event, at } = draft;
  const fresh = `${OWN}${random.id()}`;
  const name = stemName(draft.question(fresh).stem.en);
  const id = (await store.add(stemsKey(draft), name, fresh)) ? fresh : ((await store.member<string>(stemsKey(draft), name)) ?? fresh);
  const before = await suggestionBy(store, id);
  if (before && before.event !== event) return { refused: 'duplicate' };
  const refused = before ? undefined : await admit(store, draft, id);
  if (refused) {
    if (id === fresh) await store.remove(stemsKey(draft), name);
    return { refused };
  }
  const number = before?.number ?? (await store.score(countKey(draft), 'last', 1));
  await store.add(numbersKey(draft), String(number), id);
  const suggestion: Suggestion = { id, course, group, number, author, event, at, question: draft.question(id), state: 'waiting' };
  // before the document, so that none waits unseen
  await store.add(waitingKey(draft), id, { member: author.id, at } satisfies Waiting);
  await store.putIfAbsent(suggestionKey(id), suggestion);
  const kept = (await suggestionBy(store, id)) ?? suggestion;
  // two said the same at once
  if (kept.event !== event) {
    if (kept.author?.id !== author.id) await changeAuthored(store, author.id, (all) => all.filter((one) => one.id !== id));
    return { refused: 'duplicate' };
  }
  if (kept.state === 'waiting') await store.put(waitingKey(draft), id, { member: author.id, at } satisfies Waiting);
  await settle(store, kept);
  return { suggestion: kept };
}

/** Makes room for one more of its author's: in that member's one document, so that two at once are not both the last. */
async function admit(store: Store, { course, group, author, at }: Draft, id: string): Promise<Refused | undefined> {
  if ((await store.count(waitingKey({ course, group }))) >= WAITING_MOST.group) return 'group-full';
  await suggestionsOf(store, author.id, at);
  let refused: Refused | undefined;
  await changeAuthored(store, author.id, (all) => {
    const others = all.filter((one) => one.open && one.group === group && one.course === course && one.id !== id);
    refused = others.length < WAITING_MOST.member ? undefined : 'too-many-waiting';
    return refused || all.some((one) => one.id === id) ? all : [...all, { id, course, group, open: true, at }];
  });
  return refused;
}

/** Brings the entries of a decided suggestion to what its document says; the last one says that it is done. */
export async function settle(store: Store, { id, course, group, state, question, author }: Suggestion): Promise<void> {
  const owner = { course, group };
  if (state === 'waiting' || (await store.member(waitingKey(owner), id)) === undefined) return;
  if (state === 'approved') await store.add(approvedKey(owner), id, { id, lesson: question.lesson } satisfies Pooled);
  else await freeStem(store, owner, id, question);
  if (author) {
    await changeAuthored(store, author.id, (all) => all.map((one) => (one.id === id ? { ...one, open: false } : one)));
    await tellLater(store, author.id, id);
  }
  await store.remove(waitingKey(owner), id);
}

/** Another suggestion may have the stem of one that was declined. */
async function freeStem(store: Store, owner: Owner, id: string, { stem }: ChoiceQuestion): Promise<void> {
  if ((await store.member<string>(stemsKey(owner), stemName(stem.en))) === id) await store.remove(stemsKey(owner), stemName(stem.en));
}

/** What waits in a group for a decision, oldest first. Entries that a kill left behind are put right. */
export async function waitingIn(store: Store, owner: Owner, nowMs: number): Promise<Suggestion[]> {
  const entries = await store.members<Waiting>(waitingKey(owner));
  const found: Suggestion[] = [];
  for (const { member: id, value } of entries) {
    const one = await suggestionBy(store, id);
    if (one) await settle(store, one);
    else if (nowMs - value.at > MAKING_MS) await store.remove(waitingKey(owner), id);
    if (one?.state === 'waiting') found.push(one);
  }
  return found;
}

export const countWaiting = (store: Store, owner: Owner): Promise<number> => store.count(waitingKey(owner));

/** The group's own pool, deleted ones too. */
export const pooledIn = async (store: Store, owner: Owner): Promise<Pooled[]> => (await store.members<Pooled>(approvedKey(owner))).map((one) => one.value);
export const countPooled = (store: Store, owner: Owner): Promise<number> => store.count(approvedKey(owner));

/** The suggestion of a group that people mean by `q7`, or by its id. */
export async function suggestionNamed(store: Store, owner: Owner, ref: string): Promise<Suggestion | undefined> {
  const number = /^q([1-9]\d{0,8})$/i.exec(ref)?.[1];
  const id = number === undefined ? ref : await store.member<string>(numbersKey(owner), number);
  const found = id === undefined || !/^own-[a-z0-9]{12}$/.test(id) ? undefined : await suggestionBy(store, id);
  return found?.group === owner.group && found.course === owner.course ? found : undefined;
}

/** Deletes one for good, asked or not. What leads to it goes last, so that it can be done again. */
export async function remove(store: Store, { id, course, group, number, question, author }: Suggestion): Promise<void> {
  const owner = { course, group };
  const leave = async () => {
    const pooled = await store.member<Pooled>(approvedKey(owner), id);
    if (pooled) await store.put(approvedKey(owner), id, { ...pooled, gone: true } satisfies Pooled);
  };
  await leave();
  await freeStem(store, owner, id, question);
  await store.remove(waitingKey(owner), id);
  await store.remove(numbersKey(owner), String(number));
  if (author) await changeAuthored(store, author.id, (all) => all.filter((one) => one.id !== id));
  await store.delete(suggestionKey(id));
  // it was approved at this moment
  await leave();
}
