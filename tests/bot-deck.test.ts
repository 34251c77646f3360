import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../src/commands/command.js';
import type { Answered } from '../src/quiz/answered.js';
import { gone } from '../src/quiz/deck/card.js';
import { cardKey, cardOf, changeCard, deckKey, slotsOf } from '../src/quiz/deck/deck.js';
import { keepCard } from '../src/quiz/deck/keep.js';
import type { Store } from '../src/store.js';
import { openWorld, START, type World } from './support/world.js';

const DAY = 86_400_000;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const answered = (question: string, right: boolean, at = START, member = 'x:lin'): Answered => ({ member, name: 'Lin', group: 'x:group', question, lesson: '13', right, at, mode: 'practice' });
const keep = (one: Answered, parts: Parts = world.hall.parts): Promise<void> => keepCard(parts, one);
const slots = (member = 'x:lin') => slotsOf(world.hall.parts.store, member);

describe('P1: the deck in the store', () => {
  it('a miss makes a card of its member alone, right on first sight leaves nothing', async () => {
    await keep(answered('q1', true));
    expect(await slots()).toEqual([]);
    await keep(answered('q1', false));
    await keep(answered('q2', false, START, 'x:maya'));
    expect(await slots()).toEqual([{ question: 'q1', lesson: '13', due: '2026-03-03', state: 'active' }]);
    expect(await slots('x:maya')).toMatchObject([{ question: 'q2' }]);
  });

  it('the same answer told ten times at once, and others between, is each graded once', async () => {
    await keep(answered('q1', false));
    const right = answered('q1', true, START + DAY);
    await Promise.all(Array.from({ length: 10 }, () => keep(right)));
    await keep(answered('q1', false));
    expect(await cardOf(world.hall.parts.store, 'x:lin', 'q1')).toMatchObject({ memory: { reps: 2, lapses: 0 }, due: '2026-03-06' });
    expect(await slots()).toMatchObject([{ due: '2026-03-06' }]);
  });

  it('keeps to the retention that its member chose', async () => {
    await world.hall.parts.documents.set('settings:x:lin', { retention: 97 });
    for (const member of ['x:lin', 'x:maya']) {
      await keep(answered('q1', false, START, member));
      for (const days of [1, 4, 12]) await keep(answered('q1', true, START + days * DAY, member));
    }
    const due = async (member: string) => (await slots(member))[0]?.due ?? '';
    expect((await due('x:lin')).localeCompare(await due('x:maya'))).toBe(-1);
  });

  it('asks for one small set, whatever stands in the cards and in other decks', async () => {
    for (let i = 0; i < 20; i++) await keep(answered(`q${i}`, false, START, i % 2 ? 'x:lin' : 'x:maya'));
    const asked: string[] = [];
    const seen = new Proxy(world.hall.parts.store, {
      get(store, name: keyof Store) {
        return (...args: [string]) => {
          asked.push(`${name} ${args[0]}`);
          return (store[name] as (...all: [string]) => unknown).call(store, ...args);
        };
      },
    });
    expect(await slotsOf(seen, 'x:lin')).toHaveLength(10);
    expect(asked).toEqual([`members ${deckKey('x:lin')}`]);
  });
});

/** The store, going away before its n-th operation: what a kill there leaves behind. */
function dying(store: Store, n: number): Store {
  let left = n;
  return new Proxy(store, {
    get(real, name: keyof Store) {
      return (...args: unknown[]) => {
        if (left-- <= 0) return Promise.reject(new Error('killed'));
        return (real[name] as (...all: unknown[]) => unknown).apply(real, args);
      };
    },
  });
}

describe('P1: killed at any step', () => {
  const STEPS = Array.from({ length: 10 }, (_, n) => n);

  it.each(STEPS)('after %i operations of a miss, doing it again leaves exactly one card, found by its day', async (n) => {
    const { parts } = world.hall;
    await keep(answered('q1', false), { ...parts, store: dying(parts.store, n) }).catch(() => {});
    const early = await slots();
    const card = await cardOf(parts.store, 'x:lin', 'q1');
    expect(early).toHaveLength(card ? 1 : 0);
    await keep(answered('q1', false));
    expect(await slots()).toEqual([{ question: 'q1', lesson: '13', due: '2026-03-03', state: 'active' }]);
    expect((await cardOf(parts.store, 'x:lin', 'q1'))?.memory.reps).toBe(1);
  });

  it.each(STEPS)('after %i operations of a change, the set says what the card says', async (n) => {
    const { parts } = world.hall;
    await keep(answered('q1', false));
    await keep(answered('q1', true, START + DAY), { ...parts, store: dying(parts.store, n) }).catch(() => {});
    const card = await cardOf(parts.store, 'x:lin', 'q1');
    expect(await slots()).toMatchObject([{ due: card?.due, state: card?.state }]);
    // and for good: the next reader does not look at the card any more
    expect(await parts.store.member(deckKey('x:lin'), 'q1')).toMatchObject({ due: card?.due });
  });
});

describe('P1: what says nothing', () => {
  it('a change that leaves the card leaves the set, and makes neither where there was none', async () => {
    const { store } = world.hall.parts;
    await changeCard(store, 'x:lin', 'q1', gone);
    expect(await slots()).toEqual([]);
    expect(await store.get(cardKey('x:lin', 'q1'))).toBeUndefined();
    await keep(answered('q1', false));
    await changeCard(store, 'x:lin', 'q1', gone);
    await changeCard(store, 'x:lin', 'q1', gone);
    expect(await slots()).toMatchObject([{ question: 'q1', state: 'gone' }]);
  });
});
