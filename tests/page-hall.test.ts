import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HISTORY } from '../adapters/page/hall.js';
import { DeliveryError } from '../src/errors.js';
import { text, type Reply } from '../src/reply.js';
import { HOSTILE, type Hall } from './support/hall.js';
import { answered, LIN, MAYA, visit, type Visitor } from './support/visitor.js';

const reply = (words: string): Reply => ({ blocks: [text(words)], locale: 'en' });

let visitor: Visitor;
let hall: Hall;

beforeEach(async () => {
  visitor = await visit();
  hall = visitor.hall;
});
afterEach(() => visitor.leave());

describe('a line and its answer', () => {
  test('"thinking" is shown at once, then the answer, with both payloads and the plain words', async () => {
    const lin = await visitor.watch(LIN);
    let open = () => {};
    hall.gate = new Promise((resolve) => (open = resolve));
    await visitor.line(LIN, '/lesson 13', { event: 'e1' });
    const waiting = await lin.next('message');
    expect(waiting).toMatchObject({ thinking: true, audience: 'everyone', asked: { member: LIN, name: '小林' } });
    expect(waiting.content).toBeUndefined();
    open();
    const done = await lin.next('message', (m) => !m.thinking);
    expect(done.id).toBe(waiting.id);
    expect(done.content?.discord).toMatchObject({ flags: 32768, allowed_mentions: { parse: [] } });
    expect(done.content?.slack['blocks']).toBeInstanceOf(Array);
    expect(done.content?.summary).toContain('kubectl get pods');
    // the slash that people know from chat is taken off; the core gets a line
    expect(hall.requests).toMatchObject([
      { key: 'page:e1', line: 'lesson 13', member: { id: LIN, admin: true, locale: 'en' }, place: { platform: 'page', group: 'page:hall', channel: 'page:hall' } },
    ]);
  });

  test('an answer that never comes leaves nothing behind; a core that breaks is logged', async () => {
    const lin = await visitor.watch(LIN);
    await visitor.line(LIN, 'silent');
    await lin.next('gone');
    await visitor.line(LIN, 'boom');
    await lin.next('gone', ({ id }) => id === 'page:m2');
    expect((await (await visitor.watch(LIN)).next('history')).messages).toEqual([]);
    expect(hall.errors).toEqual(['page: the core failed']);
  });

  test('pressing answers in place: the private message changes, for its member', async () => {
    const maya = await visitor.watch(MAYA);
    await visitor.line(MAYA, 'quiz');
    const question = await maya.next('message', answered('quiz'));
    await visitor.line(MAYA, 'answer a', { pressed: question.id });
    const verdict = await maya.next('message', (m) => m.edited !== undefined);
    expect(verdict).toMatchObject({ id: question.id, audience: 'you', thinking: false });
    expect(verdict.content?.summary).toContain('You chose a.');
    expect(hall.requests[1]?.pressed).toEqual({ private: true, message: { channel: 'page:hall', message: question.id } });
  });

  test('Q2: a private message of another member is neither listed, nor sent, nor pressable', async () => {
    const [lin, maya] = [await visitor.watch(LIN), await visitor.watch(MAYA)];
    await visitor.line(MAYA, 'quiz');
    const secret = await maya.next('message', answered('quiz'));
    expect(await visitor.line(LIN, 'answer a', { pressed: secret.id })).toMatchObject({ status: 404, body: { error: { code: 'message' } } });
    await visitor.line(MAYA, 'answer b', { pressed: secret.id });
    await maya.next('message', (m) => m.edited !== undefined);
    await visitor.line(LIN, 'lesson 2');
    await lin.next('message', answered('lesson 2'));
    expect(JSON.stringify(lin.seen)).not.toContain(secret.id);
    expect((await (await visitor.watch(LIN)).next('history')).messages.map((m) => m.asked?.line)).toEqual(['lesson 2']);
    expect((await (await visitor.watch(MAYA)).next('history')).messages.map((m) => m.id)).toContain(secret.id);
    expect(hall.requests.map((r) => r.member.id)).toEqual([MAYA, MAYA, LIN]);
  });

  test('X4: hostile text travels as data', async () => {
    const lin = await visitor.watch(LIN);
    await visitor.line(LIN, 'hostile');
    const { content } = await lin.next('message', answered('hostile'));
    expect(content?.summary).toContain(HOSTILE);
    expect(JSON.stringify(content?.slack)).toContain('"type":"rich_text"');
  });
});

describe('the channel', () => {
  test('a post appears by itself, once per key; an edit changes it; what is gone says so', async () => {
    const maya = await visitor.watch(MAYA);
    const ref = await hall.page.post('page:hall', reply('Good morning'), { key: 'k1', attempt: 1 });
    expect(await hall.page.post('page:hall', reply('Good morning'), { key: 'k1', attempt: 2 })).toEqual(ref);
    expect(await maya.next('message')).toMatchObject({ id: ref.message, audience: 'everyone' });
    await hall.page.edit(ref, reply('Good evening'));
    expect((await maya.next('message', (m) => m.edited !== undefined)).content?.summary).toBe('Good evening');
    expect((await (await visitor.watch(MAYA)).next('history')).messages).toHaveLength(1);
    await expect(hall.page.edit({ channel: 'page:hall', message: 'page:m99' }, reply('x'))).rejects.toMatchObject({ name: 'DeliveryError', kind: 'gone' });
    await expect(hall.page.post('page:cellar', reply('x'), { key: 'k2', attempt: 1 })).rejects.toBeInstanceOf(DeliveryError);
    expect(await hall.page.preflight('page:hall')).toEqual([]);
    expect([await hall.page.channel('#hall', 'page:hall'), await hall.page.channel('page:hall', 'page:other')]).toEqual([{ id: 'page:hall', name: 'hall' }, undefined]);
    await expect(hall.page.preflight('page:cellar')).rejects.toMatchObject({ name: 'DeliveryError', kind: 'gone' });
  });

  test('S4: what is told to one member reaches that one alone, once per key', async () => {
    const [lin, maya] = [await visitor.watch(LIN), await visitor.watch(MAYA)];
    const ref = await hall.page.tell(LIN, reply('Your schedule is paused'), { key: 'notice', attempt: 1 });
    expect(await hall.page.tell(LIN, reply('Your schedule is paused'), { key: 'notice', attempt: 2 })).toEqual(ref);
    expect(await lin.next('message')).toMatchObject({ id: ref.message, audience: 'you', to: LIN });
    await hall.page.post('page:hall', reply('for all'), { key: 'all', attempt: 1 });
    expect((await maya.next('message')).content?.summary).toBe('for all');
    expect((await (await visitor.watch(MAYA)).next('history')).messages).toHaveLength(1);
    await expect(hall.page.tell('page:nobody', reply('x'), { key: 'x', attempt: 1 })).rejects.toMatchObject({ kind: 'gone' });
  });

  test('S9: a post stands below another, a message is pinned, and what is not there says so', async () => {
    const maya = await visitor.watch(MAYA);
    const lesson = await hall.page.post('page:hall', reply('Lesson'), { key: 'lesson', attempt: 1 });
    const under = { message: lesson, title: 'Talk of the day' };
    await hall.page.post('page:hall', reply('Talk'), { key: 'talk', attempt: 1, under });
    expect(await maya.next('message', (m) => m.under !== undefined)).toMatchObject({ under: { id: lesson.message, title: 'Talk of the day' } });
    await hall.page.pin(lesson, true);
    await hall.page.pin(lesson, true);
    expect(await maya.next('message', (m) => m.pinned === true)).toMatchObject({ id: lesson.message });
    const gone = { channel: 'page:hall', message: 'page:m99' };
    await expect(hall.page.pin(gone, true)).rejects.toMatchObject({ kind: 'gone' });
    await expect(hall.page.post('page:hall', reply('x'), { key: 'x', attempt: 1, under: { ...under, message: gone } })).rejects.toMatchObject({ kind: 'gone' });
  });

  test('S7: who is mentioned is a name on the page, in both previews', async () => {
    const maya = await visitor.watch(MAYA);
    const blocks = [{ kind: 'text' as const, spans: ['Hi ', { mention: MAYA, text: 'Maya' }, ', see ', { channel: 'page:hall', text: 'hall' }] }];
    await hall.page.post('page:hall', { locale: 'en', blocks }, { key: 'm', attempt: 1 });
    const { content } = await maya.next('message');
    expect(content?.summary).toBe('Hi @Maya, see #hall');
    expect(content?.discord).toMatchObject({ components: [{ content: 'Hi \\@Maya, see \\#hall' }], allowed_mentions: { parse: [] } });
  });

  test(`a page that opens later sees the last ${HISTORY}, oldest first`, async () => {
    for (let n = 1; n <= HISTORY + 5; n++) await hall.page.post('page:hall', reply(`post ${n}`), { key: `k${n}`, attempt: 1 });
    const { messages } = await (await visitor.watch(LIN)).next('history');
    expect([messages.length, messages[0]?.content?.summary, messages.at(-1)?.content?.summary]).toEqual([HISTORY, 'post 6', `post ${HISTORY + 5}`]);
  });

  test('the clock moves for everybody, and what is due runs', async () => {
    const lin = await visitor.watch(LIN);
    const { clock } = await lin.next('history');
    expect((await visitor.post('/clock', { to: 'day' })).status).toBe(200);
    const moved = await lin.next('clock');
    expect(moved.offsetMs).toBeGreaterThanOrEqual(86_400_000 - 5);
    expect(moved.now - clock.now).toBeGreaterThanOrEqual(86_400_000);
    expect(hall.moved).toBe(1);
    expect(await visitor.post('/clock', { to: 'post' })).toMatchObject({ status: 409, body: { error: { code: 'no-post' } } });
    hall.nextPost = hall.clock.now() + 5 * 86_400_000;
    await visitor.post('/clock', { to: 'post' });
    expect(Math.abs(hall.clock.now() - hall.nextPost)).toBeLessThan(1000);
    await visitor.post('/clock', { to: 'now' });
    expect(Math.abs(hall.clock.offsetMs())).toBeLessThan(1000);
    expect(hall.moved).toBe(3);
  });

  test('the clock goes to a moment, and to the beginning of a day in the zone of the page', async () => {
    const at = hall.clock.now() + 40 * 86_400_000;
    expect((await visitor.post('/clock', { to: 'moment', at })).status).toBe(200);
    expect(hall.clock.now() - at).toBeLessThan(1000);
    const date = new Date(at - 3 * 86_400_000).toISOString().slice(0, 10);
    await visitor.post('/clock', { to: 'date', date });
    expect(hall.clock.now() - Date.parse(`${date}T00:00:00+08:00`)).toBeLessThan(1000);
    expect(hall.moved).toBe(2);
  });

  test('many changes of schedules at once are told once, to every window', async () => {
    const [lin, maya] = [await visitor.watch(LIN), await visitor.watch(MAYA)];
    for (let i = 0; i < 50; i++) hall.page.plansChanged();
    expect([await lin.next('calendar'), await maya.next('calendar')]).toEqual([{}, {}]);
    hall.page.refresh();
    await lin.next('refresh');
    expect(lin.seen.filter(({ event }) => event === 'calendar')).toHaveLength(1);
  });

  test('where real platforms are served too, the clock stays', async () => {
    const fixed = await visit({ travels: false });
    expect(await fixed.post('/clock', { to: 'day' })).toMatchObject({ status: 409, body: { error: { code: 'clock' } } });
    expect([fixed.hall.moved, Math.round(fixed.hall.clock.offsetMs() / 1000)]).toEqual([0, 0]);
    await fixed.leave();
  });

  test('completions come from the core, with the member in their language', async () => {
    const query = new URLSearchParams({ member: MAYA, locale: 'zh-CN', command: 'lesson', param: 'lesson', typed: '1' });
    const found = await (await fetch(new URL(`/suggest?${query}`, hall.page.address()))).json();
    expect(found).toMatchObject([{ value: '13', label: 'lesson/lesson: 13 1' }, { value: '14' }]);
  });

  test('refresh reaches every window', async () => {
    const [lin, maya] = [await visitor.watch(LIN), await visitor.watch(MAYA)];
    hall.page.refresh();
    expect([await lin.next('refresh'), await maya.next('refresh')]).toEqual([{}, {}]);
  });
});
