import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryError } from '../../src/errors.js';
import { problems } from '../../src/limits.js';
import type { Adapter, Audience, Core } from '../../src/ports.js';
import { blockText, type Reply } from '../../src/reply.js';
import { handCore, soon, type HandCore } from './core.js';
import { placesContract } from './places.js';
import { EVERY_KIND, HOSTILE, KINDS, reply } from './replies.js';

/** What a failing platform does to the next posts and edits. */
export type Failure = 'rate limited' | 'server error' | 'channel gone' | 'message gone' | 'forbidden' | 'malformed';

/** An adapter that runs against its fake platform. Payloads are what the platform stored, as it stored them. */
export interface Running {
  readonly adapter: Adapter;
  /** A channel that the bot may post to, as `Adapter.post` takes it, and the group that it is in. */
  readonly channel: string;
  readonly group: string;
  /** Two members whom the bot may write to. */
  readonly people: readonly [string, string];
  /** A member types `line` to the bot; gives the platform's id of the event. */
  say(line: string): Promise<string>;
  /** A member presses the button, or picks the choice, of a stored message that carries `line`. */
  press(message: unknown, line: string): Promise<string>;
  /** The platform delivers the event again. */
  redeliver(event: string): Promise<void>;
  /** Milliseconds from sending the event to its acknowledgement; undefined where there is none yet. */
  acknowledgedMs(event: string): number | undefined;
  /** Messages by the bot, oldest first, in their state now. */
  messages(): readonly { payload: unknown; private: boolean }[];
  /** What a member reads in a payload: its words, without the platform's marks. */
  words(payload: unknown): string;
  /** The lines behind the buttons and choices of a payload, in order. */
  lines(payload: unknown): string[];
  /** Pings, links and formatting in a payload that the platform would bring to life. */
  alive(payload: unknown): string[];
  /** Members whom a payload pings, and channels that it leads to, as the core knows them. */
  references(payload: unknown): { pings: string[]; channels: string[] };
  /** Where a stored message stands: below which message, whether pinned, and who alone reads it. */
  placed(payload: unknown): { under: string | undefined; pinned: boolean; to: string | undefined };
  /** Payloads that the platform refused, with the reason. */
  refused(): readonly string[];
  /** All posts and edits fail from now on, until `undefined`. `malformed`: only once, on a good payload. */
  fail(how: Failure | undefined): void;
  stop(): Promise<void>;
}

/** What each failure is to the core; a rate limit and a server error may pass inside the pace, so they are asked on their own. */
const KINDS_OF_FAILURE = [
  ['channel gone', 'gone'],
  ['forbidden', 'forbidden'],
  ['malformed', 'refused'],
  ['server error', 'retry'],
] as const;

/** The characters alone, without white space. */
const dense = (text: string): string => text.replace(/\s+/g, '');

/** The promises that every adapter keeps. `start` gives a platform and an adapter for each test. */
export function adapterContract(name: string, start: (core: Core) => Promise<Running>): void {
  placesContract(name, start);
  describe(`${name}: the adapter contract`, () => {
    let core: HandCore;
    let run: Running;
    beforeEach(async () => {
      core = handCore();
      run = await start(core);
    });
    afterEach(async () => {
      for (const one of core.received) one.done();
      await run.stop();
    });
    const post = (what: Reply, key = 'k') => run.adapter.post(run.channel, what, { key, attempt: 1 });
    const last = () => run.messages().at(-1)!.payload;

    it.each(KINDS)('X4: a %s block is accepted and its words stand there', async (_kind, block) => {
      // a picture stands beside words
      await post(block.kind === 'image' ? reply({ kind: 'text', spans: ['Words'] }, block) : reply(block));
      for (const word of blockText(block)
        .split(/[\s[\]•]+|(?<=^|\n)\d+\. /)
        .filter(Boolean))
        expect(run.words(last())).toContain(word);
      expect(run.refused()).toEqual([]);
    });

    it.each(HOSTILE)('D7: %s is inert, and exact', async (_name, hostile) => {
      for (const block of EVERY_KIND(hostile)) {
        if (problems(reply(block)).length > 0) continue;
        await post(reply(block), JSON.stringify(block));
        expect(run.alive(last())).toEqual([]);
        if (block.kind === 'quote') expect(run.words(last())).toContain(hostile);
        // wherever it stands, no character of it was taken for a mark; only line breaks may be laid out anew
        else expect(dense(run.words(last()))).toContain(dense(hostile));
      }
      expect(run.refused()).toEqual([]);
    });

    it('a line survives the way to a button and back, to the last character', async () => {
      const lines = ['lesson 13', 'quiz answer ab12 c', `find "声明式 <API>" & 'x' #1 ${'长'.repeat(60)}`, 'x'.repeat(100)];
      const [first = '', ...rest] = lines;
      await post(
        reply(
          {
            kind: 'buttons',
            buttons: [
              { label: 'One', line: first },
              { label: 'Two', line: rest[0]! },
            ],
          },
          { kind: 'choices', placeholder: 'Pick', choices: rest.slice(1).map((line, i) => ({ label: `C${i}`, line })) },
        ),
      );
      expect(run.lines(last())).toEqual(lines);
      for (const [i, line] of lines.entries()) {
        await run.press(last(), line);
        const { request, responder, done } = await core.nth(i);
        expect(request.line).toBe(line);
        expect(request.pressed).toMatchObject({ private: false });
        await responder.acknowledge('in-place');
        done();
      }
    });

    it.each(['everyone', 'you'] as const)('an answer for %s is seen by whom it is for', async (audience: Audience) => {
      await run.say('lesson 13');
      const { request, responder } = await core.nth(0);
      // a platform with named options gives `name:value`; the parser takes both
      expect(request.line).toMatch(/^lesson (?:[a-z]+:)?13$/);
      await responder.acknowledge(audience);
      const ref = await responder.answer(reply({ kind: 'text', spans: ['Answer one'] }), audience);
      const answer = await soon(() => run.messages().find((m) => run.words(m.payload).includes('Answer one')), 'the answer');
      expect(answer.private).toBe(audience === 'you');
      if (audience === 'everyone') expect(ref).toMatchObject({ channel: expect.any(String), message: expect.any(String) });
    });

    it('an answer in place changes the pressed message, and adds none', async () => {
      await post(reply({ kind: 'buttons', buttons: [{ label: 'Next', line: 'page 2' }] }));
      await run.press(last(), 'page 2');
      const { responder } = await core.nth(0);
      await responder.acknowledge('in-place');
      await responder.answer(reply({ kind: 'text', spans: ['Page two'] }), 'in-place');
      expect(run.messages()).toHaveLength(1);
      expect(run.words(last())).toContain('Page two');
    });

    it('X3: an event is acknowledged within 1 s though the core goes on thinking', async () => {
      const event = await run.say('find pod');
      const { responder } = await core.nth(0);
      await responder.acknowledge('everyone');
      const ms = await soon(() => run.acknowledgedMs(event), 'the acknowledgement', 1_000);
      expect(ms).toBeLessThan(1_000);
      await responder.answer(reply({ kind: 'text', spans: ['Late but there'] }), 'everyone');
      await soon(() => run.messages().some((m) => run.words(m.payload).includes('Late but there')), 'the answer');
    });

    it('X3: an event delivered four times has one key', async () => {
      const event = await run.say('lesson 13');
      for (let i = 0; i < 3; i++) await run.redeliver(event);
      await core.nth(0);
      // a platform's own library may drop some of them; whatever comes through has the same key
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(new Set(core.received.map((one) => one.request.key)).size).toBe(1);
      await run.say('lesson 14');
      await soon(() => new Set(core.received.map((one) => one.request.key)).size === 2, 'another key for another event');
    });

    it('posts, then edits the message that it posted', async () => {
      const ref = await post(reply({ kind: 'text', spans: ['Before'] }));
      expect(ref.channel).toBe(run.channel);
      await run.adapter.edit(ref, reply({ kind: 'text', spans: ['After'] }));
      expect(run.messages()).toHaveLength(1);
      expect(run.words(last())).toBe('After');
    });

    it.each(KINDS_OF_FAILURE)('a post that meets «%s» is told as %s', async (failure, kind) => {
      run.fail(failure);
      const error = await post(reply({ kind: 'text', spans: ['x'] })).then(
        () => undefined,
        (e: DeliveryError) => e,
      );
      expect(error).toMatchObject({ name: 'DeliveryError', kind });
      if (kind === 'forbidden') expect(error?.missing.length).toBeGreaterThan(0);
    });

    it('an edit of a message that is gone is told as gone', async () => {
      const ref = await post(reply({ kind: 'text', spans: ['Before'] }));
      run.fail('message gone');
      await expect(run.adapter.edit(ref, reply({ kind: 'text', spans: ['After'] }))).rejects.toMatchObject({
        name: 'DeliveryError',
        kind: 'gone',
      });
    });

    it('a rate limit delays a post and loses nothing', async () => {
      run.fail('rate limited');
      const posting = post(reply({ kind: 'text', spans: ['Patient'] }));
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(run.messages()).toHaveLength(0);
      run.fail(undefined);
      await posting;
      expect(run.messages().map((m) => run.words(m.payload))).toEqual(['Patient']);
    });

    it('S5: preflight names what is missing, and nothing where all is well', async () => {
      expect(await run.adapter.preflight(run.channel)).toEqual([]);
      run.fail('forbidden');
      expect((await run.adapter.preflight(run.channel)).length).toBeGreaterThan(0);
    });

    it('stop waits for an answer under way', async () => {
      await run.say('lesson 13');
      const { responder, done } = await core.nth(0);
      await responder.acknowledge('everyone');
      let stopped = false;
      const stopping = run.adapter.stop().then(() => void (stopped = true));
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(stopped).toBe(false);
      await responder.answer(reply({ kind: 'text', spans: ['Last word'] }), 'everyone');
      done();
      await stopping;
      expect(run.messages().some((m) => run.words(m.payload).includes('Last word'))).toBe(true);
    });
  });
}
