import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sent } from './fakes/discord/callbacks.js';
import { modalProblems } from './fakes/discord/forms.js';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import type { Message } from './fakes/discord/messages.js';
import { TARGET } from './fakes/discord/samples.js';
import { hasSpec, schemaProblems } from './fakes/discord/schema.js';
import { APPLICATION, CHANNEL, TOKEN } from './fakes/discord/world.js';

const input = (custom_id: string, more = {}) => ({ type: 4, custom_id, style: 1, ...more });
const field = (custom_id: string, more = {}, label = 'x') => ({ type: 18, label, component: input(custom_id, more) });
const modal = (components: unknown[], more = {}) => ({ custom_id: 'm', title: 'x', components, ...more });
const V2 = { flags: 32768, components: [{ type: 10, content: 'x' }] };

describe('the fake of Discord refuses what Discord refuses in forms and menus', () => {
  it.each([
    ['no field', modal([]), /0 fields/],
    ['six fields', modal([...'abcdef'].map((id) => field(id))), /6 fields/],
    ['a title over 45', modal([field('a')], { title: 'x'.repeat(46) }), /title/],
    ['no title', modal([field('a')], { title: ' ' }), /title/],
    ['a label over 45', modal([field('a', {}, 'x'.repeat(46))]), /label/],
    ['a label inside a label', modal([field('a', { label: 'y' })]), /inside/],
    ['an id over 100', modal([field('a')], { custom_id: 'x'.repeat(101) }), /with the id/],
    ['no id', modal([field('a')], { custom_id: undefined }), /with the id/],
    ['an id twice', modal([field('a'), field('a')]), /duplicated/],
    ['a placeholder over 100', modal([field('a', { placeholder: 'x'.repeat(101) })]), /placeholder/],
    ['a value over 4,000', modal([field('a', { max_length: 4001 })]), /4001/],
    ['a minimum over the maximum', modal([field('a', { min_length: 3, max_length: 2 })]), /from 3 to 2/],
    ['a row of inputs', modal([{ type: 1, components: [input('a', { label: 'x' })] }]), /a component 1/],
    ['half a character', modal([field('a', {}, '\ud83d')]), /surrogate/],
  ])('%s', (_name, data, why) => {
    expect(modalProblems(data as never).join('; ')).toMatch(why);
  });

  it('a modal of five full fields is fine', () => {
    const full = modal([...'abcde'].map((id) => field(id, { placeholder: 'x'.repeat(100), max_length: 4000, required: false }, 'x'.repeat(45))), { title: 'x'.repeat(45), custom_id: 'x'.repeat(100) });
    expect(modalProblems(full as never)).toEqual([]);
    expect(schemaProblems('ModalInteractionCallbackRequest', { type: 9, data: full })).toEqual([]);
  });

  it.runIf(hasSpec)('the specification is checked too', () => {
    expect(schemaProblems('ModalInteractionCallbackRequest', { type: 9, data: modal([field('a')], { nonsense: 1 }) })).not.toEqual([]);
    expect(schemaProblems('ModalInteractionCallbackRequest', { type: 9, data: modal([{ type: 2, style: 1, label: 'x', custom_id: 'a' }]) })).not.toEqual([]);
  });

  describe('over HTTP', () => {
    let fake: FakeDiscord;
    beforeEach(async () => {
      fake = await startFakeDiscord();
    });
    afterEach(() => fake.stop());
    const call = async (method: string, path: string, body: unknown) => {
      const response = await fetch(`${fake.api}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, code: response.status === 204 ? undefined : ((await response.json()) as { code?: number }).code };
    };
    const answer = (sent: Sent, type: number, data?: unknown) => call('POST', `/interactions/${sent.id}/${sent.token}/callback`, { type, data });
    const FINE = { status: 204, code: undefined };
    const REFUSED = { status: 400, code: 50035 };
    const open = async (sent: Sent, components: unknown[] = [field('a', { max_length: 3 })]) => {
      expect(await answer(sent, 9, modal(components))).toEqual(FINE);
      return sent;
    };

    it('a modal is a first answer, once, and leaves no webhook behind', async () => {
      const sent = fake.command({ name: 'help' });
      expect(await answer(sent, 9, modal([field('a')], { title: '' }))).toEqual(REFUSED);
      await open(sent);
      expect(await answer(sent, 9, modal([field('a')]))).toEqual({ status: 400, code: 40060 });
      expect(await call('PATCH', `/webhooks/${APPLICATION}/${sent.token}/messages/@original`, V2)).toEqual({ status: 404, code: 10015 });
      const deferred = fake.command({ name: 'help' });
      expect(await answer(deferred, 5, { flags: 0 })).toEqual(FINE);
      expect(await answer(deferred, 9, modal([field('a')]))).toEqual({ status: 400, code: 40060 });
    });

    it('a submission takes no modal, and an update only where it has a message', async () => {
      const bare = fake.submit(await open(fake.command({ name: 'help' })), { a: 'x' });
      expect(await answer(bare, 9, modal([field('a')]))).toEqual(REFUSED);
      expect(await answer(bare, 6)).toEqual(REFUSED);
      expect(await answer(bare, 5, { flags: 64 })).toEqual(FINE);
      await call('POST', `/channels/${CHANNEL}/messages`, V2);
      const pressed = fake.submit(await open(fake.press(fake.messages[0] as Message, 'x')), { a: 'x' });
      expect(await answer(pressed, 6)).toEqual(FINE);
    });

    it('a client does not send what its modal does not take', async () => {
      const sent = fake.command({ name: 'help' });
      expect(() => fake.submit(sent, { a: 'x' })).toThrow('no form is open');
      await open(sent);
      expect(() => fake.submit(sent, { b: 'x' })).toThrow('no field b');
      expect(() => fake.submit(sent, { a: 'four' })).toThrow('takes no 4');
      expect(() => fake.submit(sent, {})).toThrow('takes no 0');
      const optional = await open(fake.command({ name: 'help' }), [field('a', { required: false })]);
      expect(fake.submit(optional, {}).type).toBe(5);
    });

    it('an entry of a menu is registered without description and options, and chosen only where it is', async () => {
      const put = (...commands: unknown[]) => call('PUT', `/applications/${APPLICATION}/commands`, commands);
      const entry = { type: 3, name: 'Save it…' };
      const choose = () => fake.menu({ name: 'Save it…', target: TARGET });
      expect(choose).toThrow('no entry');
      expect((await put({ ...entry, description: 'x' })).code).toBe(50035);
      expect((await put({ ...entry, options: [{ type: 3, name: 'a', description: 'x' }] })).code).toBe(50035);
      expect((await put({ ...entry, name: 'x'.repeat(33) })).code).toBe(hasSpec ? 50035 : undefined);
      expect((await put(entry, entry)).code).toBe(50035);
      expect((await put({ type: 1, name: 'Save it', description: 'x' })).code).toBe(50035);
      expect((await put(entry, { type: 1, name: 'save', description: 'x' }, { type: 3, name: 'save' })).status).toBe(200);
      expect(choose().type).toBe(2);
    });
  });
});
