import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/store.js';
import { fresh, type OpenStore } from './store-opened.js';

/** O1, P3: sets, boards, and the life of the store itself. */
export function groups(open: OpenStore): void {
  const at = fresh(open);

  describe('sets (O1)', () => {
    it('keeps the first value and the order of adding', async () => {
      expect(await at.store.members('s')).toEqual([]);
      expect(await at.store.add('s', '乙', { n: 1 })).toBe(true);
      expect(await at.store.add('s', 'a')).toBe(true);
      expect(await at.store.add('s', '👍', 'x')).toBe(true);
      expect(await at.store.add('s', '乙', { n: 2 })).toBe(false);
      expect(await at.store.members('s')).toEqual([
        { member: '乙', value: { n: 1 } },
        { member: 'a', value: undefined },
        { member: '👍', value: 'x' },
      ]);
    });

    it('finds one member’s value without the others', async () => {
      await at.store.add('s', '乙', { n: 1 });
      await at.store.add('s', '乙', { n: 2 });
      await at.store.add('s', 'bare');
      expect(await at.store.member('s', '乙')).toEqual({ n: 1 });
      expect(await at.store.member('s', 'bare')).toBeUndefined();
      expect(await at.store.member('s', 'nobody')).toBeUndefined();
      await at.store.remove('s', '乙');
      expect(await at.store.member('s', '乙')).toBeUndefined();
    });

    it('removes, and adds again at the end', async () => {
      expect(await at.store.count('s')).toBe(0);
      for (const member of ['a', 'b', 'c']) await at.store.add('s', member, 1);
      await at.store.add('other', 'a', 1);
      expect(await at.store.count('s')).toBe(3);
      expect(await at.store.remove('s', 'a')).toBe(true);
      expect(await at.store.remove('s', 'a')).toBe(false);
      expect(await at.store.count('s')).toBe(2);
      expect(await at.store.add('s', 'a', 2)).toBe(true);
      expect((await at.store.members('s')).map((m) => m.member)).toEqual(['b', 'c', 'a']);
    });

    it('puts: adds, replaces in place, or says that nothing changed', async () => {
      expect(await at.store.put('s', 'a', { n: 1 })).toBe('added');
      expect(await at.store.put('s', 'b', 1)).toBe('added');
      expect(await at.store.put('s', 'a', { n: 1 })).toBe('same');
      expect(await at.store.put('s', 'a', { n: 2 })).toBe('changed');
      await at.store.add('s', 'bare');
      expect(await at.store.put('s', 'bare', 0)).toBe('changed');
      expect(await at.store.members('s')).toEqual([
        { member: 'a', value: { n: 2 } },
        { member: 'b', value: 1 },
        { member: 'bare', value: 0 },
      ]);
      await expect(at.store.put('s', 'a', undefined)).rejects.toThrow(TypeError);
    });

    it('adds a member once, however many add it at once', async () => {
      const added = await Promise.all(Array.from({ length: 50 }, (_, i) => at.store.add('s', 'a', i)));
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await at.store.members('s')).toEqual([{ member: 'a', value: added.indexOf(true) }]);
    });

    it('refuses a value that is not JSON', async () => {
      await expect(at.store.add('s', 'a', NaN)).rejects.toThrow(TypeError);
      expect(await at.store.members('s')).toEqual([]);
    });
  });

  describe('boards (P3)', () => {
    it('adds up, highest first, ties in order of member ids by code point', async () => {
      const members = ['ｚ', '😀', 'b', '甲', 'a'];
      for (const member of members) expect(await at.store.score('b', member, 2)).toBe(2);
      expect(await at.store.score('b', 'low', -1.5)).toBe(-1.5);
      expect(await at.store.score('b', 'top', 2)).toBe(2);
      expect(await at.store.score('b', 'top', 3)).toBe(5);
      const rows = [['top', 5], ['a', 2], ['b', 2], ['甲', 2], ['ｚ', 2], ['😀', 2], ['low', -1.5]] as const;
      const expected = rows.map(([member, score]) => ({ member, score }));
      expect(await at.store.top('b', 100)).toEqual(expected);
      expect(await at.store.top('b', 3)).toEqual(expected.slice(0, 3));
      expect(await at.store.top('b', 0)).toEqual([]);
      expect(await at.store.top('other', 5)).toEqual([]);
    });

    it('loses none of 100 points given at once', async () => {
      const totals = await Promise.all(Array.from({ length: 100 }, () => at.store.score('b', 'a', 1)));
      expect(new Set(totals).size).toBe(100);
      expect(await at.store.top('b', 1)).toEqual([{ member: 'a', score: 100 }]);
    });

    it('refuses a number that is none', async () => {
      await expect(at.store.score('b', 'a', NaN)).rejects.toThrow(TypeError);
      await expect(at.store.top('b', -1)).rejects.toThrow(RangeError);
      await at.store.score('b', 'a', Number.MAX_VALUE);
      await expect(at.store.score('b', 'a', Number.MAX_VALUE)).rejects.toThrow(RangeError);
      expect(await at.store.top('b', 1)).toEqual([{ member: 'a', score: Number.MAX_VALUE }]);
    });
  });

  describe('forgetting (P4)', () => {
    it('takes one name out everywhere, and nobody else’s', async () => {
      for (const member of ['x:a', 'x:ab', 'a']) {
        await at.store.add('s', member, member);
        await at.store.record([{ set: 't', member, value: 1, points: [{ board: 'b', member, by: 3 }] }]);
        await at.store.set(`doc:${member}`, { member, n: 1 });
        await at.store.set(`about:${member}:x`, { owner: member });
        await at.store.add(`winner:${member}:y`, 'first', { member });
        await at.store.set(`own:${member}`, 1);
        await at.store.add(`own:${member}`, 'thing');
        await at.store.score(`own:${member}`, 'thing', 1);
      }
      for (const [i, value] of ['x:a', ['x:a'], null, 7, { member: { id: 'x:a' } }, { member: ['x:a'] }].entries()) await at.store.set(`other${i}`, value);
      await at.store.set('odd', { member: 'x:a', text: 'a\ud800"\n' });
      await at.store.set('quoted', { text: '{"member":"x:a"}' });
      await at.store.forget('x:a');
      await at.store.forget('x:a');
      await at.store.forget('nobody');
      expect((await at.store.members('s')).map((one) => one.member)).toEqual(['x:ab', 'a']);
      expect((await at.store.members('t')).map((one) => one.member)).toEqual(['x:ab', 'a']);
      expect((await at.store.top('b', 9)).map((one) => one.member)).toEqual(['a', 'x:ab']);
      expect([await at.store.get('doc:x:a'), await at.store.get('odd')]).toEqual([undefined, undefined]);
      expect(await at.store.get('quoted')).toBeDefined();
      expect((await at.store.get('doc:x:ab'))?.value).toEqual({ member: 'x:ab', n: 1 });
      expect((await at.store.get('about:x:a:x'))?.value).toEqual({ owner: 'x:a' });
      for (const [member, left] of [['x:a', 0], ['x:ab', 1]] as const) {
        expect(await at.store.get(`own:${member}`)).toEqual(left ? { value: 1, version: 1 } : undefined);
        expect(await at.store.count(`own:${member}`)).toBe(left);
        expect(await at.store.top(`own:${member}`, 9)).toHaveLength(left);
      }
      for (let i = 0; i < 6; i++) expect(await at.store.get(`other${i}`)).toBeDefined();
      expect([await at.store.count('winner:x:a:y'), await at.store.count('winner:x:ab:y')]).toEqual([0, 1]);
      await expect(at.store.forget('')).rejects.toThrow(TypeError);
    });
  });

  describe('members and their points in one step (Q3)', () => {
    const answer = (member: string, by = 1) => ({ set: 'attempts', member, value: { by }, points: [{ board: 'score', member, by }] });

    it('gives points once, however often and at once a member is added', async () => {
      const added = await Promise.all(Array.from({ length: 50 }, (_, i) => at.store.record([answer('a', i + 1)])));
      expect(added.filter((count) => count === 1)).toHaveLength(1);
      const by = added.indexOf(1) + 1;
      expect(await at.store.members('attempts')).toEqual([{ member: 'a', value: { by } }]);
      expect(await at.store.top('score', 5)).toEqual([{ member: 'a', score: by }]);
    });

    it('stops at the first that is there already', async () => {
      const race = (who: string) => [{ set: 'attempts', member: who }, { set: 'winner', member: 'first', value: who, points: [{ board: 'score', member: who, by: 1 }] }, { set: 'players', member: who, value: who }];
      expect(await at.store.record(race('a'))).toBe(3);
      expect(await at.store.record(race('b'))).toBe(1);
      expect(await at.store.record(race('a'))).toBe(0);
      expect(await at.store.record([])).toBe(0);
      expect(await at.store.member('winner', 'first')).toBe('a');
      expect(await at.store.top('score', 5)).toEqual([{ member: 'a', score: 1 }]);
      expect((await at.store.members('players')).map(({ member }) => member)).toEqual(['a']);
    });

    it('does nothing where the document has moved on, is gone, or is not there yet', async () => {
      await at.store.set('round', 'open');
      const unchanged = { key: 'round', version: 1 };
      expect(await at.store.record([answer('a')], { unchanged })).toBe(1);
      await at.store.set('round', 'ended', { ttlMs: 1000 });
      expect(await at.store.record([answer('b')], { unchanged })).toBeUndefined();
      expect(await at.store.record([answer('c')], { unchanged: { key: 'round', version: 2 } })).toBe(1);
      at.advance(1000);
      expect(await at.store.record([answer('d')], { unchanged: { key: 'round', version: 2 } })).toBeUndefined();
      expect(await at.store.record([answer('e')], { unchanged: { key: 'round', version: 0 } })).toBe(1);
      expect((await at.store.members('attempts')).map(({ member }) => member)).toEqual(['a', 'c', 'e']);
    });

    it('does all of it or nothing: what is refused leaves no trace', async () => {
      await at.store.score('score', 'full', Number.MAX_VALUE);
      const tooMuch = { set: 'attempts', member: 'full', points: [{ board: 'score', member: 'full', by: Number.MAX_VALUE }] };
      await expect(at.store.record([answer('a'), tooMuch])).rejects.toThrow(RangeError);
      await expect(at.store.record([answer('a'), answer('b', NaN)])).rejects.toThrow(TypeError);
      await expect(at.store.record([answer('a'), answer('')])).rejects.toThrow(TypeError);
      await expect(at.store.record([answer('a')], { unchanged: { key: '', version: 0 } })).rejects.toThrow(TypeError);
      await expect(at.store.record([{ set: 's', member: 'a', value: NaN }])).rejects.toThrow(TypeError);
      expect(await at.store.members('attempts')).toEqual([]);
      expect(await at.store.top('score', 5)).toEqual([{ member: 'full', score: Number.MAX_VALUE }]);
    });

    it('may take points back', async () => {
      await at.store.record([answer('a', 3)]);
      const back = [{ set: 'voided', member: 'q', points: [{ board: 'score', member: 'a', by: -3 }] }];
      expect([await at.store.record(back), await at.store.record(back)]).toEqual([1, 0]);
      expect(await at.store.top('score', 1)).toEqual([{ member: 'a', score: 0 }]);
    });
  });

  describe('the store itself (O1)', () => {
    it('keeps documents, claims, sets and boards of one name apart', async () => {
      await at.store.set('x', 'document');
      await at.store.add('x', 'm', 'set');
      await at.store.score('x', 'm', 1);
      expect(await at.store.claim('x', { leaseMs: 1000 })).toMatchObject({ state: 'claimed' });
      expect(await at.store.delete('x')).toBe(true);
      expect(await at.store.members('x')).toEqual([{ member: 'm', value: 'set' }]);
      expect(await at.store.top('x', 1)).toEqual([{ member: 'm', score: 1 }]);
      expect(await at.store.claim('x', { leaseMs: 1000 })).toMatchObject({ state: 'busy' });
    });

    it('has everything after it is opened again, times to live included', async () => {
      await at.store.set('a', '😀');
      await at.store.set('a', '课');
      await at.store.set('short', 1, { ttlMs: 1000 });
      await at.store.add('s', 'm', [1]);
      await at.store.score('b', 'm', 4);
      const claim = await at.store.claim('job', { leaseMs: 1000 });
      const again = await at.reopen();
      expect(await again.get('a')).toEqual({ value: '课', version: 2 });
      expect((await again.get('short'))?.value).toBe(1);
      expect(await again.members('s')).toEqual([{ member: 'm', value: [1] }]);
      expect(await again.top('b', 5)).toEqual([{ member: 'm', score: 4 }]);
      expect(await again.claim('job', { leaseMs: 1000 })).toMatchObject({ state: 'busy' });
      at.advance(1000);
      expect(await again.get('short')).toBeUndefined();
      expect(claim.state === 'claimed' && (await again.complete('job', claim.token))).toBe(true);
    });

    it('closes after what is under way, then rejects every call', async () => {
      const writes = Array.from({ length: 20 }, (_, i) => at.store.set(`k${i}`, i));
      const closed = at.store.close();
      await Promise.all(writes);
      await closed;
      await at.store.close();
      await expect(at.store.get('a')).rejects.toThrow(StoreUnavailable);
      await expect(at.store.set('a', 1)).rejects.toThrow(StoreUnavailable);
      await expect(at.store.claim('a', { leaseMs: 1 })).rejects.toThrow(StoreUnavailable);
      await expect(at.store.members('a')).rejects.toThrow(StoreUnavailable);
      await expect(at.store.top('a', 1)).rejects.toThrow(StoreUnavailable);
      const again = await at.reopen();
      expect((await again.get('k19'))?.value).toBe(19);
    });
  });
}
