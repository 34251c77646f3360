import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../adapters/discord/receive.js';
import type { WireInteraction } from '../adapters/discord/wire.js';
import { buttonPayload, commandPayload, selectPayload } from './fakes/discord/interactions.js';
import { COMMANDS, MENU, MESSAGE, submission } from './fakes/discord/samples.js';
import { CHANNEL, DM, GUILD } from './fakes/discord/world.js';

const request = (raw: unknown) => {
  const inbound = read(raw, 5, COMMANDS);
  if (inbound.kind !== 'request') throw new Error(`${inbound.kind}: ${JSON.stringify(inbound)}`);
  return inbound.request;
};

describe('Discord: what an interaction asks', () => {
  it('a slash command is a line with who, where, which language and when', () => {
    const raw = commandPayload({
      name: 'schedule',
      action: 'set',
      options: { time: '08:30', days: 3 },
      nick: 'Nick',
      locale: 'zh-CN',
      permissions: String(1 << 5),
    });
    expect(request(raw)).toEqual({
      key: `discord:${raw.id}`,
      line: 'schedule set time:08:30 days:3',
      at: 5,
      member: { id: 'discord:800000000000000001', name: 'Nick', locale: 'zh-CN', admin: true, host: false },
      place: { platform: 'discord', group: `discord:${GUILD}`, channel: `discord:${CHANNEL}`, locale: 'zh-CN' },
    });
  });

  it('the server permission makes an admin, an administrator is one too, others are not', () => {
    const admin = (permissions: string) => request(commandPayload({ name: 'help', permissions })).member.admin;
    expect([String(1n << 5n), String(1n << 3n), String((1n << 5n) | (1n << 45n)), '0', String(1n << 4n), 'x', '-1'].map(admin)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('who may manage the channel is its host', () => {
    const host = (permissions: string) => request(commandPayload({ name: 'help', permissions })).member.host;
    expect([String(1n << 4n), String((1n << 4n) | 1n), '0', String(1n << 5n), 'x'].map(host)).toEqual([true, true, false, false, false]);
  });

  it('a conversation with the bot alone is a group of its own, and its member decides there', () => {
    expect(request(commandPayload({ name: 'help', dm: true }))).toMatchObject({
      member: { admin: true, name: 'Reader One' },
      place: { group: `discord:dm:${DM}`, channel: `discord:${DM}` },
    });
    expect(request(commandPayload({ name: 'help', dm: true, raw: { context: 2 } })).member.admin).toBe(false);
  });

  it('a press is the line of its button, a choice the line of its option, and both say where and how private', () => {
    expect(request(buttonPayload(MESSAGE, 'quiz pick ab c', {}))).toMatchObject({
      line: 'quiz pick ab c',
      pressed: { private: false, message: { channel: `discord:${CHANNEL}`, message: 'discord:77' } },
    });
    expect(request(selectPayload({ ...MESSAGE, private: true }, 'choices:1', 'lesson 13', {}))).toMatchObject({
      line: 'lesson 13',
      pressed: { private: true },
    });
  });

  it('an option that is being typed asks for suggestions, in a sub-command too', () => {
    const options = { other: 'x', ref: 'po' };
    expect(read(commandPayload({ name: 'lesson', options, focused: 'ref', locale: 'zh-CN' }) as WireInteraction, 1)).toMatchObject({
      kind: 'suggest',
      command: 'lesson',
      param: 'ref',
      typed: 'po',
      request: { member: { locale: 'zh-CN' } },
    });
    expect(read(commandPayload({ name: 'lesson', action: 'show', options, focused: 'ref' }) as WireInteraction, 1)).toMatchObject({
      kind: 'suggest',
      param: 'ref',
      typed: 'po',
    });
  });

  it('what may be missing is missed, and what must be there makes it ignored', () => {
    const without = (...fields: string[]) =>
      commandPayload({ name: 'help', raw: Object.fromEntries(fields.map((field) => [field, undefined])) });
    expect(request(without('locale', 'guild_locale', 'channel', 'entitlements', 'context')).place.channel).toBe(`discord:${CHANNEL}`);
    expect(request(without('channel_id')).place.channel).toBe(`discord:${CHANNEL}`);
    expect(request(without('channel_id', 'channel', 'guild_id')).place.group).toMatch(/^discord:dm:\d+$/);
    expect(request(commandPayload({ name: 'help', raw: { data: { name: 'help', options: null } } })).line).toBe('help');
    for (const field of ['id', 'token', 'application_id', 'member', 'data', 'type'])
      expect([field, read(without(field) as unknown as WireInteraction, 1).kind]).toEqual([field, 'ignored']);
    expect(read(null, 1).kind).toBe('ignored');
    expect(read(MENU as WireInteraction, 1).kind).toBe('ignored');
    expect(read(commandPayload({ name: 'x', raw: { data: { name: 'Save to lesson…', type: 2 } } }), 1, COMMANDS).kind).toBe(
      'ignored',
    );
    expect(
      read(selectPayload(MESSAGE, 'choices:1', '', { raw: { data: { component_type: 3, values: [] } } }) as WireInteraction, 1).kind,
    ).toBe('ignored');
  });

  it('no hole in a payload throws', () => {
    const payloads = [
      commandPayload({ name: 'lesson', action: 'show', options: { ref: 'x' }, focused: 'ref' }),
      buttonPayload(MESSAGE, 'next', {}),
      commandPayload({ name: 'help', dm: true }),
      commandPayload({ name: 'comment', action: 'add', options: { text: 'x', ref: '13' } }),
      MENU,
      submission({ title: 'a', text: 'b' }),
      submission({ title: 'a' }, { ...MESSAGE, private: true }),
    ];
    const paths = (value: unknown, at: string[] = []): string[][] =>
      typeof value === 'object' && value !== null ? [at, ...Object.entries(value).flatMap(([k, v]) => paths(v, [...at, k]))] : [at];
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.nat(), fc.constantFrom(undefined, null), (payload, n, hole) => {
        const copy = structuredClone(payload) as Record<string, unknown>;
        const all = paths(copy).filter((path) => path.length > 0);
        const path = all[n % all.length]!;
        const parent = path.slice(0, -1).reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy);
        parent[path.at(-1)!] = hole;
        const inbound = read(copy, 1, COMMANDS);
        expect(['request', 'suggest', 'ignored']).toContain(inbound.kind);
        if (inbound.kind !== 'ignored') expect(JSON.stringify(inbound)).not.toMatch(/undefined|discord:(?:dm:)?null|:null/);
      }),
      { numRuns: 1500 },
    );
  });
});
