import type { Store } from '../../../store.js';
import { KEYS } from './keys.js';
import type { Line } from './line.js';
import { script } from './lua.js';

/**
 * Sets: one hash a set, a field a member, its value `PLACE JSON`, JSON empty where no value was given. PLACE grows with
 * every adding; the last one given is under the empty field, which no member can have.
 */
export const ADD = `
local function add(key, member, json)
  if redis.call('HEXISTS', key, member) == 1 then return false end
  redis.call('HSET', key, member, string.format('%.0f ', redis.call('HINCRBY', key, '', 1)) .. json)
  return true
end
`;

/** Nothing is left of a set without members. */
const CLEAR = `
local function clear(key)
  if redis.call('HLEN', key) == 1 then redis.call('DEL', key) end
end
`;

const ADD_ONE = script(ADD, `return add(KEYS[1], ARGV[3], ARGV[4]) and 1 or 0`);

export const PUT = script(ADD, `
local before = redis.call('HGET', KEYS[1], ARGV[3])
if not before then
  add(KEYS[1], ARGV[3], ARGV[4])
  return 'added'
end
local gap = string.find(before, ' ', 1, true)
if string.sub(before, gap + 1) == ARGV[4] then return 'same' end
redis.call('HSET', KEYS[1], ARGV[3], string.sub(before, 1, gap) .. ARGV[4])
return 'changed'`);

export const REMOVE = script(CLEAR, `
local gone = redis.call('HDEL', KEYS[1], ARGV[3])
if gone == 1 then clear(KEYS[1]) end
return gone`);

/** Only where the member still has this value. */
export const REMOVE_VALUE = script(CLEAR, `
if redis.call('HGET', KEYS[1], ARGV[3]) ~= ARGV[4] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[3])
clear(KEYS[1])
return 1`);

export const MEMBERS = script(`return redis.call('HGETALL', KEYS[1])`);

export function sets(line: Line) {
  return {
    add: async (name: string, member: string, json: string | null): Promise<boolean> => (await line.run(ADD_ONE, [KEYS.set(name)], [member, json ?? ''])) === 1,
    put: async (name: string, member: string, json: string) => (await line.run(PUT, [KEYS.set(name)], [member, json])) as Awaited<ReturnType<Store['put']>>,
    remove: async (name: string, member: string): Promise<boolean> => (await line.run(REMOVE, [KEYS.set(name)], [member])) === 1,
    async member(name: string, member: string): Promise<unknown> {
      const text = await line.ask((redis) => redis.hget(KEYS.set(name), member));
      return text === null ? undefined : valueOf(placeOf(text).json);
    },
    count: async (name: string): Promise<number> => Math.max(0, (await line.ask((redis) => redis.hlen(KEYS.set(name)))) - 1),
    async members(name: string): Promise<{ member: string; value: unknown }[]> {
      const all = placed((await line.run(MEMBERS, [KEYS.set(name)], [])) as string[]);
      return all.map(({ member, json }) => ({ member, value: valueOf(json) }));
    },
  };
}

interface Placed {
  readonly member: string;
  readonly place: number;
  /** Empty where no value was given. */
  readonly json: string;
  /** As it is kept. */
  readonly text: string;
}

/** Members from a hash's fields and values, in order of adding. */
export function placed(flat: readonly string[]): Placed[] {
  const all: Placed[] = [];
  for (let i = 0; i < flat.length; i += 2) {
    const member = flat[i] as string;
    if (member !== '') all.push({ member, ...placeOf(flat[i + 1] as string) });
  }
  return all.sort((a, b) => a.place - b.place);
}

function placeOf(text: string): Omit<Placed, 'member'> {
  const gap = text.indexOf(' ');
  return { place: Number(text.slice(0, gap)), json: text.slice(gap + 1), text };
}

const valueOf = (json: string): unknown => (json === '' ? undefined : JSON.parse(json));
