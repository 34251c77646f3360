import { type Store, update } from '../../store.js';
import { exact } from '../typed/spelling.js';
import type { ChoiceQuestion } from '../question.js';

/** A group of one course: nothing of one is ever read for another. */
export interface Owner {
  readonly course: string;
  /** `Place.group`. */
  readonly group: string;
}

/** A question that a member of a group suggested, as it is kept: one document. */
export interface Suggestion extends Owner {
  /** `own-` and twelve characters, unique over all groups: cards and answers name it. */
  readonly id: string;
  /** By which people name it, from 1; never given again in its group. */
  readonly number: number;
  /** Undefined once that member's data were deleted. The name is as the platform gave it then: show it through `nameOf`. */
  readonly author?: { readonly id: string; readonly name: string } | undefined;
  /** Key of the event by which it was suggested: delivered again, it is the same suggestion. */
  readonly event: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly question: ChoiceQuestion;
  readonly state: 'waiting' | 'approved' | 'declined';
  /** Why it was declined, as written, tamed. */
  readonly reason?: string | undefined;
}

/** Ids of the questions that groups made themselves begin with it. */
export const OWN = 'own-';
export const isOwn = (id: string): boolean => id.startsWith(OWN);

/** `q7`: how people name it. */
export const refOf = ({ number }: Pick<Suggestion, 'number'>): string => `q${number}`;

export const suggestionKey = (id: string): string => `suggestion:${id}`;

/** A declined one is kept so long for its author to read why, milliseconds. */
export const DECLINED_TTL_MS = 90 * 86_400_000;

export const suggestionBy = async (store: Store, id: string): Promise<Suggestion | undefined> => (isOwn(id) ? (await store.get<Suggestion>(suggestionKey(id)))?.value : undefined);

/** The first decision stands. Returns the suggestion as it is then; undefined where it is gone. */
export const decide = (store: Store, id: string, as: Pick<Suggestion, 'state' | 'reason'>): Promise<Suggestion | undefined> =>
  update<Suggestion>(store, suggestionKey(id), (now) => (now?.state === 'waiting' ? { ...now, ...as } : undefined), as.state === 'declined' ? { ttlMs: DECLINED_TTL_MS } : {});

/** Takes the author's name off. */
export const unsigned = (store: Store, id: string, author: string): Promise<unknown> =>
  update<Suggestion>(store, suggestionKey(id), (now) => (now?.author?.id === author ? { ...now, author: undefined } : undefined));

/** Stems that say the same have the same: width, case, punctuation and spaces aside. At most 300 UTF-16 units. */
export function stemName(stem: string): string {
  const plain = exact(stem).toLowerCase().replace(/[^\p{L}\p{N}\p{S}]/gu, '');
  let sum = 0;
  for (let i = 0; i < plain.length; i++) sum = (Math.imul(sum, 31) + plain.charCodeAt(i)) | 0;
  return `${plain.slice(0, 250).toWellFormed()}#${plain.length}.${(sum >>> 0).toString(36)}`;
}
