import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { text } from '../src/reply.js';
import { NOTE, type Hall } from './support/hall.js';
import { answered, LIN, MAYA, visit, type Visitor } from './support/visitor.js';

let visitor: Visitor;
let hall: Hall;

beforeEach(async () => {
  visitor = await visit();
  hall = visitor.hall;
});
afterEach(() => visitor.leave());

describe('a form', () => {
  test('is answered to a line that lacks what it asks for, typed or pressed; the core gets nothing yet', async () => {
    expect(await visitor.line(LIN, 'note 13')).toEqual({ status: 200, body: { form: NOTE } });
    expect(await visitor.line(LIN, 'lesson 13')).toEqual({ status: 200, body: {} });
    expect(hall.requests.map((one) => one.line)).toEqual(['lesson 13']);
  });

  test('sent in, it makes the line whole: what is typed over many lines stands last, as it was typed', async () => {
    const maya = await visitor.watch(MAYA);
    await visitor.line(MAYA, 'quiz');
    const { id } = await maya.next('message', answered('quiz'));
    const typed = ' two  spaces\n\tkind: Pod  # title:x ';
    expect((await visitor.line(MAYA, 'note 13', { pressed: id, fields: { text: typed, title: 'of  a\tPod' } })).status).toBe(200);
    expect(hall.requests[1]).toMatchObject({ line: `note 13 title:of  a\tPod\ntext:${typed}`, pressed: { private: true, message: { message: id } } });
  });

  test.each<[string, unknown, number, string]>([
    ['a field is missing', { title: 'a' }, 400, 'field'],
    ['a field is blank', { title: 'a', text: ' \n' }, 400, 'field'],
    ['a field is too long', { title: 'a', text: 'x'.repeat(101) }, 400, 'field'],
    ['a field is no text', { title: 'a', text: 7 }, 400, 'field'],
    ['the fields are a list', ['a', 'b'], 400, 'field'],
    ['the fields are nothing', null, 400, 'field'],
  ])('is refused where %s', async (_, fields, status, code) => {
    expect(await visitor.line(LIN, 'note 13', { fields })).toMatchObject({ status, body: { error: { code } } });
    expect(hall.requests).toEqual([]);
  });

  test('fields for a line that takes none are refused; so is everything that no line may do', async () => {
    expect(await visitor.line(LIN, 'lesson 13', { fields: { text: 'x' } })).toMatchObject({ status: 409, body: { error: { code: 'form' } } });
    for (const headers of [{ origin: 'https://example.org' }, { 'x-page-token': 'x' }] as Record<string, string>[]) {
      expect((await visitor.post('/line', { member: LIN, line: 'note 13' }, headers)).status).toBe(403);
    }
    expect(hall.requests).toEqual([]);
  });
});

describe('a message’s own menu', () => {
  test('sends its line with the message: who said what, when', async () => {
    const lin = await visitor.watch(LIN);
    await visitor.line(LIN, 'lesson 13');
    const { id, at } = await lin.next('message', answered('lesson 13'));
    await visitor.line(MAYA, 'note keep', { subject: id });
    expect(hall.requests[1]).toMatchObject({
      line: 'note keep',
      member: { id: MAYA },
      subject: { author: { id: LIN, name: '小林' }, text: 'lesson 13', at, message: { channel: 'page:hall', message: id } },
    });
    expect(hall.requests[1]?.pressed).toBeUndefined();
    const post = await hall.page.post('page:hall', { blocks: [text('Good morning')], locale: 'en' }, { key: 'k', attempt: 1 });
    await visitor.line(MAYA, 'note keep', { subject: post.message });
    expect(hall.requests[2]?.subject).toMatchObject({ author: { id: 'page:bot' }, text: 'Good morning' });
  });

  test('of another member’s private message is answered like one of no message', async () => {
    const lin = await visitor.watch(LIN);
    await visitor.line(LIN, 'quiz');
    const { id } = await lin.next('message', answered('quiz'));
    for (const subject of [id, 'page:m99', 7, null]) expect(await visitor.line(MAYA, 'note keep', { subject })).toMatchObject({ status: 404, body: { error: { code: 'message' } } });
    expect(hall.requests).toHaveLength(1);
  });
});
