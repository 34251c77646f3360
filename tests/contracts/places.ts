import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problems } from '../../src/limits.js';
import type { Core } from '../../src/ports.js';
import type { Reply } from '../../src/reply.js';
import type { Running } from './adapter.js';
import { handCore } from './core.js';
import { reply } from './replies.js';

/** What every adapter promises of where a message stands and whom it reaches. */
export function placesContract(name: string, start: (core: Core) => Promise<Running>): void {
  describe(`${name}: threads, pins, people`, () => {
    let run: Running;
    beforeEach(async () => {
      run = await start(handCore());
    });
    afterEach(() => run.stop());
    const post = (what: Reply, key = 'k') => run.adapter.post(run.channel, what, { key, attempt: 1 });
    const last = () => run.messages().at(-1)!.payload;

    it('S7: a mention pings the members that it names and nobody else, wherever it stands; a channel is a way there', async () => {
      const [ada, wang] = run.people;
      const mention = (id: string, text: string) => ({ mention: id, text });
      await post(
        reply(
          { kind: 'text', spans: ['For ', mention(ada, 'Ada'), ' in ', { channel: run.channel, text: 'study' }, ', not @everyone, <@1> or <!channel>'] },
          { kind: 'list', ordered: false, items: [[mention(wang, 'Wang')]] },
          { kind: 'note', spans: ['and ', mention(ada, 'Ada')] },
        ),
      );
      const { pings, channels } = run.references(last());
      expect([[...new Set(pings)].toSorted(), [...new Set(channels)]]).toEqual([[ada, wang].toSorted(), [run.channel]]);
      await post(reply({ kind: 'text', spans: [mention('elsewhere:1', 'Lin'), ' ', { channel: 'elsewhere:2', text: 'hall' }] }), 'foreign');
      expect(run.references(last())).toEqual({ pings: [], channels: [] });
      expect(run.words(last())).toMatch(/@Lin.*#hall/);
      expect(run.refused()).toEqual([]);
    });

    it('S7: a hundred members are pinged by one message', async () => {
      const [ada] = run.people;
      const ids = Array.from({ length: 100 }, (_, i) => ada.replace(/\d+$/, String(100_000_000_000_000_000n + BigInt(i))));
      const whole = reply({ kind: 'text', spans: ids.map((mention) => ({ mention, text: 'M' })) });
      expect(problems(whole)).toEqual([]);
      await post(whole);
      expect(run.references(last()).pings.toSorted()).toEqual(ids.toSorted());
      expect(run.refused()).toEqual([]);
    });

    it('S9: a post stands below another, and is the same one when it is sent again', async () => {
      const lesson = await post(reply({ kind: 'text', spans: ['Lesson'] }), 'lesson');
      const below = (attempt: number) =>
        run.adapter.post(run.channel, reply({ kind: 'text', spans: ['Talk'] }), { key: 'talk', attempt, under: { message: lesson, title: '第 13 讲' } });
      const talk = await below(1);
      expect(await below(2)).toEqual(talk);
      expect(run.messages().map(({ payload }) => run.placed(payload).under)).toEqual([undefined, lesson.message]);
      await run.adapter.edit(talk, reply({ kind: 'text', spans: ['Talk on'] }));
      expect(run.words(last())).toBe('Talk on');
    });

    it('S9: a message is pinned, and again is fine; so is taking the pin off', async () => {
      const lesson = await post(reply({ kind: 'text', spans: ['Lesson'] }), 'lesson');
      await post(reply({ kind: 'text', spans: ['Other'] }), 'other');
      const pinned = () => run.messages().map(({ payload }) => run.placed(payload).pinned);
      for (const on of [true, true, false, false]) {
        await run.adapter.pin(lesson, on);
        expect(pinned()).toEqual([on, false]);
      }
    });

    it('S4: one member is told in private', async () => {
      const ref = await run.adapter.tell(run.people[0], reply({ kind: 'text', spans: ['Only for you'] }), { key: 'notice', attempt: 1 });
      expect(run.messages()).toHaveLength(1);
      expect(run.placed(last()).to).toBe(run.people[0]);
      await run.adapter.edit(ref, reply({ kind: 'text', spans: ['Settled'] }));
      expect(run.words(last())).toBe('Settled');
    });

    it('S5: preflight takes the channels of a group, and no other', async () => {
      expect(await run.adapter.preflight(run.channel, { group: run.group, wants: ['thread', 'pin'] })).toEqual([]);
      await expect(run.adapter.preflight(run.channel, { group: 'elsewhere:9' })).rejects.toMatchObject({ name: 'DeliveryError', kind: 'gone' });
      await expect(run.adapter.preflight('elsewhere:9', { group: run.group })).rejects.toMatchObject({ name: 'DeliveryError', kind: 'gone' });
    });
  });
}
