import { idsOf, isRight, nearOf } from './grade.js';
import { itemsInOrder, shownIn } from './order.js';
import { isChoice, type Question } from './question.js';
import type { Attempt } from './round.js';

/** How many gave a part of an answer. */
export interface Row {
  /** Id of an option or item; of typed words `right`, `other`, or the place of a near miss. */
  readonly id: string;
  readonly count: number;
  /** Whether this part of an answer is right. */
  readonly right: boolean;
}

export interface Tally {
  /** Picks by option, in the order shown; right places by item; typed words by what they were taken for. */
  readonly rows: readonly Row[];
  readonly total: number;
  /** Members who were right, in the order of their answers. */
  readonly winners: readonly { readonly member: string; readonly name: string }[];
}

/** What a group answered. Every attempt that was kept counts: it was taken in time. */
export function tally(seed: string, question: Question, attempts: readonly { member: string; value: Attempt }[]): Tally {
  const winners = attempts
    .filter(({ value }) => isRight(question, value.answer))
    .sort((a, b) => a.value.at - b.value.at || (a.member < b.member ? -1 : 1))
    .map(({ member, value }) => ({ member, name: value.name }));
  return { rows: rows(seed, question, attempts.map(({ value }) => value.answer)), total: attempts.length, winners };
}

function rows(seed: string, question: Question, answers: readonly string[]): Row[] {
  const count = (of: (answer: string) => boolean) => answers.filter(of).length;
  if (isChoice(question)) return shownIn(question, seed).map(({ id }) => ({ id, count: count((answer) => idsOf(question, answer).includes(id)), right: question.keys.includes(id) }));
  if (question.kind === 'order') return question.items.map(({ id }, at) => ({ id, count: count((answer) => answer[at] === id), right: true }));
  if (question.kind === 'classify') {
    const group = (item: (typeof question.items)[number]) => count((answer) => answer[question.items.indexOf(item)] === item.group);
    return itemsInOrder(question.items, seed).map((item) => ({ id: item.id, count: group(item), right: true }));
  }
  const taken = answers.map((answer) => {
    const near = nearOf(question, answer);
    return isRight(question, answer) ? 'right' : near ? String(question.near.indexOf(near)) : 'other';
  });
  return ['right', ...question.near.keys(), 'other']
    .map((id) => ({ id: String(id), count: taken.filter((one) => one === String(id)).length, right: id === 'right' }))
    .filter(({ id, count: times }) => id === 'right' || times > 0);
}
