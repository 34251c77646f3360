import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeDiscord, type FakeDiscord } from './fakes/discord/index.js';
import { ruleProblems } from './fakes/discord/rules.js';
import { hasSpec, schemaProblems } from './fakes/discord/schema.js';
import { uploadProblems } from './fakes/discord/uploads.js';
import { APPLICATION, CHANNEL, TOKEN } from './fakes/discord/world.js';
import { DOT } from './support/pictures.js';

const text = (content: string) => ({ type: 10, content });
const row = (...components: unknown[]) => ({ type: 1, components });
const button = (custom_id: string, more = {}) => ({ type: 2, style: 2, label: 'x', custom_id, ...more });
const select = (options: unknown[], more = {}) => ({ type: 3, custom_id: 's', options, ...more });
const v2 = (...components: unknown[]) => ({ flags: 32768, components });
const option = (value: string, more = {}) => ({ label: 'x', value, ...more });

describe('the fake of Discord refuses what Discord refuses', () => {
  it.each([
    ['text over 4,000 in all', v2(text('x'.repeat(2001)), text('x'.repeat(2000))), /4001 > 4000/],
    ['over 40 components', v2(...Array.from({ length: 41 }, () => text('x'))), /41 components/],
    ['an id twice', v2(row(button('a'), button('a'))), /duplicated/],
    ['an id over 100', v2(row(button('x'.repeat(101)))), /a button with the id/],
    ['a label over 80', v2(row(button('a', { label: 'x'.repeat(81) }))), /label/],
    ['a button without label or emoji', v2(row(button('a', { label: undefined }))), /label/],
    ['a link button with an id', v2(row(button('a', { style: 5, url: 'https://example.org' }))), /link button/],
    ['a link button to a script', v2(row({ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' })), /link button/],
    ['six buttons in a row', v2(row(...'abcdef'.split('').map((id) => button(id)))), /action row/],
    ['a menu beside a button', v2(row(select([option('a')]), button('b'))), /action row/],
    ['26 options', v2(row(select(Array.from({ length: 26 }, (_, i) => option(String(i)))))), /26 options/],
    ['an option twice', v2(row(select([option('a'), option('a')]))), /twice/],
    ['an option value over 100', v2(row(select([option('x'.repeat(101))]))), /an option/],
    ['a placeholder over 150', v2(row(select([option('a')], { placeholder: 'x'.repeat(151) }))), /placeholder/],
    ['a blank text display', v2(text(' \n')), /without text/],
    ['a picture with an empty description', v2({ type: 12, items: [{ media: { url: 'attachment://a.png' }, description: '' }] }), /description/],
    ['a gallery of nothing', v2({ type: 12, items: [] }), /gallery/],
    ['no component at all', v2(), /empty message/],
    ['content beside the V2 flag', { ...v2(text('x')), content: 'y' }, /excludes content/],
    ['a text display without the V2 flag', { components: [text('x')] }, /without IS_COMPONENTS_V2/],
    ['a flag that nobody may set', { ...v2(text('x')), flags: 32768 | 2 }, /flags/],
    ['half a character', v2(text('\ud83d')), /surrogate/],
  ])('%s', (_name, body, why) => {
    expect(ruleProblems(body as never).join('; ')).toMatch(why);
  });

  it('files and what shows them belong together, and are what they say', () => {
    const show = (...names: string[]) => v2({ type: 12, items: names.map((name) => ({ media: { url: name } })) });
    const file = (name: string, bytes = DOT) => ({ id: '0', name, type: 'image/png', bytes });
    const attached = { attachments: [{ id: '0', filename: 'a.png' }] };
    const wrong = (body: object, ...files: ReturnType<typeof file>[]) => uploadProblems({ body, files }).join('; ');
    expect(wrong({ ...show('attachment://a.png'), ...attached }, file('a.png'))).toBe('');
    expect(wrong(show('attachment://a.png'))).toBe('no file for attachment://a.png');
    expect(wrong(show('https://example.org/a.png'))).toBe('no file for https://example.org/a.png');
    expect(wrong({ ...v2(text('x')), ...attached }, file('a.png'))).toBe('the file a.png is shown nowhere');
    expect(wrong(show('attachment://a.png'), file('a.png'))).toBe('the file 0 is no attachment');
    expect(wrong({ ...v2(text('x')), ...attached })).toBe('the attachment 0 has no file');
    expect(wrong({ ...show('attachment://a.png'), ...attached }, file('a.png', Buffer.from('GIF89a')))).toBe('a.png is no PNG');
  });

  it.runIf(hasSpec)('the specification is checked with its objects closed', () => {
    expect(schemaProblems('MessageCreateRequest', v2(text('x')))).toEqual([]);
    expect(schemaProblems('MessageCreateRequest', { ...v2(text('x')), nonsense: 1 })).not.toEqual([]);
    expect(schemaProblems('MessageCreateRequest', v2({ ...text('x'), label: 'x' }))).not.toEqual([]);
    expect(schemaProblems('MessageCreateRequest', { ...v2(text('x')), nonce: 'x'.repeat(26) })).not.toEqual([]);
    expect(schemaProblems('MessageCreateRequest', v2(row({ type: 2, style: 5, label: 'x', url: 'not a url' })))).not.toEqual([]);
  });

  describe('over HTTP', () => {
    let fake: FakeDiscord;
    beforeEach(async () => {
      fake = await startFakeDiscord({ lateMs: 600 });
    });
    afterEach(() => fake.stop());
    const call = async (method: string, path: string, body?: unknown, token = TOKEN) => {
      const response = await fetch(`${fake.api}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, code: response.status === 204 ? undefined : ((await response.json()) as { code?: number }).code };
    };
    const callback = (sent: { id: string; token: string }) => `/interactions/${sent.id}/${sent.token}/callback`;

    it('acknowledged once, in time, before any edit, with a flag that a deferral takes', async () => {
      const one = fake.command({ name: 'help' });
      const original = `/webhooks/${APPLICATION}/${one.token}/messages/%40original`;
      expect(await call('PATCH', original, v2(text('x')))).toEqual({ status: 404, code: 10015 });
      expect(await call('POST', callback(one), { type: 5, data: { flags: 32768 } })).toEqual({ status: 400, code: 50035 });
      expect(await call('POST', callback(one), { type: 6 })).toEqual({ status: 400, code: 50035 });
      expect(await call('POST', callback(one), { type: 5, data: { flags: 0 } })).toEqual({ status: 204, code: undefined });
      expect(await call('POST', callback(one), { type: 5, data: { flags: 0 } })).toEqual({ status: 400, code: 40060 });
      expect((await call('PATCH', original, v2(text('x')))).status).toBe(200);
      const late = fake.command({ name: 'help' });
      await new Promise((resolve) => setTimeout(resolve, 650));
      expect(await call('POST', callback(late), { type: 5, data: { flags: 0 } })).toEqual({ status: 404, code: 10062 });
    });

    it('a callback that is answered with its response has a body', async () => {
      const sent = fake.command({ name: 'help' });
      expect((await call('POST', `${callback(sent)}?with_response=true`, { type: 5, data: { flags: 0 } })).status).toBe(200);
    });

    it('no token, no channel, no message, no right', async () => {
      expect(await call('POST', `/channels/${CHANNEL}/messages`, v2(text('x')), 'wrong')).toEqual({ status: 401, code: 0 });
      expect(await call('POST', '/channels/5/messages', v2(text('x')))).toEqual({ status: 404, code: 10003 });
      expect(await call('PATCH', `/channels/${CHANNEL}/messages/5`, v2(text('x')))).toEqual({ status: 404, code: 10008 });
      expect(await call('POST', `/channels/${CHANNEL}/messages`, { ...v2(text('x')), flags: 32768 | 64 })).toEqual({
        status: 400,
        code: 50035,
      });
      fake.world.denied = 1n << 11n;
      expect(await call('POST', `/channels/${CHANNEL}/messages`, v2(text('x')))).toEqual({ status: 403, code: 50013 });
    });
  });
});
