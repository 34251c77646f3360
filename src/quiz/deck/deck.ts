import { type Store, update } from '../../store.js';
import type { Card } from './card.js';

/**
 * A member's cards: one key each, and beside them one small set that says when each is due. So asking what is due
 * reads neither the cards nor anybody else's, and an answer costs the same in a deck of any size.
 */
export const cardKey = (member: string, question: string): string => `card:${member}:${question}`;
export const deckKey = (member: string): string => `deck:${member}`;

/** What the set says of a card. */
export interface Slot {
  readonly question: string;
  readonly lesson: string;
  readonly due: string;
  readonly state: Card['state'];
}

/** Stands in the set while its card changes; whoever finds it after a kill looks at the card itself. */
const CHANGING = 'changing';

export const cardOf = async (store: Store, member: string, question: string): Promise<Card | undefined> => (await store.get<Card>(cardKey(member, question)))?.value;

/** Changes one card, or makes it; `change` as for `update`. Killed anywhere, nothing is lost and the set is put right by the next reader. */
export async function changeCard(store: Store, member: string, question: string, change: (card: Card | undefined) => Card | undefined): Promise<Card | undefined> {
  await store.put(deckKey(member), question, CHANGING);
  const card = await update<Card>(store, cardKey(member, question), change);
  await settle(store, member, question);
  return card;
}

/** Writes into the set what the card says, also while others change it. Undefined where the card was never made. */
async function settle(store: Store, member: string, question: string): Promise<Slot | undefined> {
  for (;;) {
    const entry = await store.get<Card>(cardKey(member, question));
    if (!entry) return undefined;
    const { lesson, due, state } = entry.value;
    const slot: Slot = { question, lesson, due, state };
    await store.put(deckKey(member), question, slot);
    if ((await store.get(cardKey(member, question)))?.version === entry.version) return slot;
  }
}

/** Everything in a member's deck, in order of making. */
export async function slotsOf(store: Store, member: string): Promise<Slot[]> {
  const all = await store.members<Slot | typeof CHANGING>(deckKey(member));
  const slots = await Promise.all(all.map(async ({ member: question, value }) => (value === CHANGING ? settle(store, member, question) : value)));
  return slots.filter((slot) => slot !== undefined);
}

/** What is to be asked on a day: what waited longest first. */
export const dueOn = (slots: readonly Slot[], day: string): Slot[] =>
  slots.filter((slot) => slot.state === 'active' && slot.due <= day).sort((a, b) => (a.due === b.due ? (a.question < b.question ? -1 : 1) : a.due < b.due ? -1 : 1));

/** The first day after this one on which cards are due, and how many. */
export function nextAfter(slots: readonly Slot[], day: string): { day: string; count: number } | undefined {
  const later = slots.filter((slot) => slot.state === 'active' && slot.due > day).map((slot) => slot.due).sort();
  const [first] = later;
  return first === undefined ? undefined : { day: first, count: later.filter((due) => due === first).length };
}

/** Missed too often, and waiting to be read about. */
export const leechesIn = (slots: readonly Slot[]): Slot[] => slots.filter((slot) => slot.state === 'leech');
