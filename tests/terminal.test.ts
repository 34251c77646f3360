import { describe, expect, it, vi } from 'vitest';
import { HallBusy, sayAnywhere, type Ways } from '../adapters/terminal/anywhere.js';
import { createTerminal } from '../adapters/terminal/index.js';
import { renderText } from '../adapters/terminal/render.js';
import { heard } from '../adapters/terminal/wire.js';
import type { Core, Request } from '../src/ports.js';
import { text, type Reply } from '../src/reply.js';
import { StoreBusy, StoreUnavailable } from '../src/store.js';

const reply = (body: string): Reply => ({ blocks: [text(body)], locale: 'en' });
const core = (receive: Core['receive']): Core => ({ receive, suggest: async () => [], form: () => undefined, left: async () => {} });
const parrot = core(async (request, responder) => {
  await responder.acknowledge('you');
  await responder.answer(reply(request.line), 'you');
});

function terminal(of?: Core) {
  let keys = 0;
  return createTerminal({ ...(of ? { core: of } : {}), now: () => 1000, key: () => `k${++keys}` });
}
const me = { as: 'me' };

describe('a line in the terminal', () => {
  it('is a request of the owner, never pressed, with a new key each time', async () => {
    const seen: Request[] = [];
    const hall = terminal(core(async (request) => void seen.push(request)));
    await hall.say('lesson 13', { as: '小林', locale: 'zh-CN', lang: 'en' });
    await hall.say('quiz', me);
    expect(seen[0]).toEqual({
      key: 'terminal:k1',
      line: 'lesson 13',
      member: { id: 'terminal:小林', name: '小林', locale: 'zh-CN', admin: true },
      place: { platform: 'terminal', group: 'terminal:hall', channel: 'terminal:hall', locale: 'zh-CN' },
      locale: 'en',
      at: 1000,
    });
    expect(seen[1]).toMatchObject({ key: 'terminal:k2', member: { id: 'terminal:me' } });
    expect(seen[1]?.pressed).toBeUndefined();
  });

  it('brings the answer, whoever may see it, without the mark of the core', async () => {
    const refs: unknown[] = [];
    const tracked = { ...reply('a'), track: 'round:1' };
    const hall = terminal(core(async (_, responder) => void refs.push(await responder.answer(tracked, 'everyone'))));
    expect(await hall.say('quiz group', me)).toStrictEqual([reply('a')]);
    expect(refs).toEqual([{ channel: 'terminal:hall', message: 'terminal:k2' }]);
  });

  it('keeps two lines at once apart', async () => {
    const hall = terminal(
      core(async (request, responder) => {
        await new Promise((resolve) => setTimeout(resolve, request.line === 'slow' ? 20 : 1));
        await responder.answer(reply(request.line), 'you');
      }),
    );
    expect(await Promise.all([hall.say('slow', me), hall.say('fast', me)])).toEqual([[reply('slow')], [reply('fast')]]);
  });

  it('needs a core, given at once or at the start, until it is stopped; a stop waits', async () => {
    const hall = terminal();
    await expect(hall.say('x', me)).rejects.toThrow('not started');
    let finish = () => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    await hall.start(core(async (request, responder) => gate.then(() => parrot.receive(request, responder))));
    const said = hall.say('x', me);
    let stopped = false;
    const stop = hall.stop().then(() => (stopped = true));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(stopped).toBe(false);
    finish();
    await stop;
    expect(await said).toEqual([reply('x')]);
    await expect(hall.say('x', me)).rejects.toThrow('not started');
  });
});

describe('the terminal as an adapter', () => {
  it('shows posts and edits after the next line: older ones first, those that the line caused last', async () => {
    const hall = terminal();
    await hall.start(
      core(async (_, responder) => {
        await responder.answer(reply('answer'), 'everyone');
        await hall.edit({ channel: 'terminal:hall', message: 'terminal:k1' }, reply('reveal'));
      }),
    );
    await hall.post('terminal:hall', reply('daily'), { key: 'd1', attempt: 1 });
    expect(await hall.say('x', me)).toEqual([reply('daily'), reply('answer'), reply('reveal')]);
    expect((await hall.say('x', me))[0]).toEqual(reply('answer'));
    expect(await hall.preflight('terminal:hall')).toEqual([]);
    expect([await hall.channel('#hall', 'terminal:hall'), await hall.channel('#cellar', 'terminal:hall')]).toEqual([{ id: 'terminal:hall', name: 'hall' }, undefined]);
  });

  it('S9: says above a post what it stands below, and above a private one for whom it is', async () => {
    const hall = terminal(parrot);
    const lesson = await hall.post('terminal:hall', reply('lesson'), { key: 'l', attempt: 1 });
    const first = await hall.post('terminal:hall', reply('talk'), { key: 't', attempt: 1, under: { message: lesson, title: 'Lesson 13' } });
    expect(await hall.post('terminal:hall', reply('talk'), { key: 't', attempt: 2, under: { message: lesson, title: 'Lesson 13' } })).toEqual(first);
    await hall.tell('terminal:ann', reply('notice'), { key: 'n', attempt: 1 });
    await hall.pin(lesson, true);
    const said = (await hall.say('x', me)).map((one) => renderText(one));
    expect(said).toEqual(['lesson', '↳ Lesson 13\n\ntalk', '→ @ann\n\nnotice', 'x']);
    await expect(hall.tell('page:lin', reply('x'), { key: 'x', attempt: 1 })).rejects.toMatchObject({ kind: 'gone' });
    await expect(hall.pin({ channel: 'page:hall', message: 'page:m1' }, true)).rejects.toMatchObject({ kind: 'gone' });
    await expect(hall.preflight('terminal:cellar')).rejects.toMatchObject({ kind: 'gone' });
  });

  it('posts once for one key, and keeps at most a hundred waiting', async () => {
    const hall = terminal(parrot);
    const first = await hall.post('terminal:hall', reply('0'), { key: 'p0', attempt: 1 });
    expect(await hall.post('terminal:hall', reply('0'), { key: 'p0', attempt: 2 })).toEqual(first);
    for (let n = 1; n <= 120; n++) await hall.post('terminal:hall', reply(`${n}`), { key: `p${n}`, attempt: 1 });
    const got = await hall.say('x', me);
    expect(got).toHaveLength(101);
    expect([got[0], got.at(-2), got.at(-1)]).toEqual([reply('21'), reply('120'), reply('x')]);
  });

  it('shows them as they come to who listens', async () => {
    const hall = terminal(parrot);
    const seen: Reply[] = [];
    await hall.post('terminal:hall', reply('before'), { key: '1', attempt: 1 });
    const hush = hall.listen((one) => seen.push(one));
    await hall.post('terminal:hall', reply('while'), { key: '2', attempt: 1 });
    expect(await hall.say('x', me)).toEqual([reply('x')]);
    hush();
    await hall.post('terminal:hall', reply('after'), { key: '3', attempt: 1 });
    expect(seen).toEqual([reply('before'), reply('while')]);
    expect(await hall.say('x', me)).toEqual([reply('after'), reply('x')]);
  });

  it("has no other platform's channels", async () => {
    const hall = terminal(parrot);
    const gone = { name: 'DeliveryError', kind: 'gone' };
    await expect(hall.post('discord:1', reply('x'), { key: '1', attempt: 1 })).rejects.toMatchObject(gone);
    await expect(hall.edit({ channel: 'slack:T:C', message: '1' }, reply('x'))).rejects.toMatchObject(gone);
  });
});

describe('where a line is said', () => {
  /** A clock that moves only by waiting. */
  function ways(part: Partial<Ways>): Ways & { waited(): number } {
    let now = 0;
    return {
      running: async () => ({ running: false }),
      local: async (line) => [reply(`local ${line}`)],
      now: () => now,
      wait: async (ms) => (now += ms),
      waited: () => now,
      ...part,
    };
  }
  const busy = async (): Promise<Reply[]> => {
    throw new StoreBusy('taken');
  };

  it('is the running process, where one answers; the store is not touched then', async () => {
    const local = vi.fn(busy);
    const running = vi.fn(async (line: string) => ({ running: true as const, result: [reply(`running ${line}`)] }));
    expect(await sayAnywhere(ways({ running, local }), 'x', { as: 'a', locale: 'en' })).toEqual([reply('running x')]);
    expect(running).toHaveBeenCalledWith('x', { as: 'a', locale: 'en' });
    expect(local).not.toHaveBeenCalled();
  });

  it('is the store here, where nobody runs', async () => {
    expect(await sayAnywhere(ways({}), 'x', me)).toEqual([reply('local x')]);
  });

  it('is tried both ways again while the store is busy: it comes free', async () => {
    let tries = 0;
    const all = ways({ local: async (line) => (++tries < 4 ? busy() : [reply(line)]) });
    expect(await sayAnywhere(all, 'x', me)).toEqual([reply('x')]);
    expect(all.waited()).toBe(300);
  });

  it('is tried both ways again while the store is busy: its owner opens the door', async () => {
    let looks = 0;
    const door = { running: true as const, result: [reply('door')] };
    const running = async () => (++looks < 3 ? { running: false as const } : door);
    expect(await sayAnywhere(ways({ running, local: busy }), 'x', me)).toEqual([reply('door')]);
  });

  it('is nowhere after ten seconds of a busy store', async () => {
    const all = ways({ local: busy });
    await expect(sayAnywhere(all, 'x', me)).rejects.toBeInstanceOf(HallBusy);
    expect(all.waited()).toBe(10_000);
  });

  it('is given up at once on any other trouble, and on an answer of unknown form', async () => {
    const broken = ways({ local: async () => Promise.reject(new StoreUnavailable('disk full')) });
    await expect(sayAnywhere(broken, 'x', me)).rejects.toThrow('disk full');
    expect(broken.waited()).toBe(0);
    for (const result of [null, 'text', [null], [{ blocks: 1 }]]) {
      await expect(sayAnywhere(ways({ running: async () => ({ running: true, result }) }), 'x', me)).rejects.toThrow('does not know');
    }
  });

  it('hears over the wire only what has its form', () => {
    expect(heard({ line: 'x', as: ' a\u001B\nb ', locale: 'en', lang: 'zh-CN' })).toEqual({ line: 'x', options: { as: 'a b', locale: 'en', lang: 'zh-CN' } });
    expect(heard({ line: '', as: 'a', locale: 7 })).toEqual({ line: '', options: { as: 'a', locale: undefined } });
    for (const bad of [undefined, null, 'x', {}, { line: 'x' }, { line: 1, as: 'a' }, { line: 'x', as: ' \u202E' }]) {
      expect(() => heard(bad)).toThrow('ask takes');
    }
  });
});
