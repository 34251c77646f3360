import { activityOf } from '../../progress/activity.js';
import { dayAt } from '../../progress/days.js';
import type { Consequence } from '../answered.js';
import { graded } from './card.js';
import { cardOf, changeCard } from './deck.js';
import { retentionOf } from './retention.js';

/** A miss becomes a card of its member's deck; any further answer to that question moves the card. */
export const keepCard: Consequence = async (parts, answered) => {
  const { store, documents, defaults } = parts;
  const { member, question, right, at } = answered;
  if (right && !(await cardOf(store, member, question))) return;
  const terms = { on: dayAt(await activityOf(parts, member), at, defaults.zone), retention: await retentionOf(documents, member) };
  await changeCard(store, member, question, (card) => graded(card, answered, terms));
};
