import type { Entry, Rank } from '../../../store.js';
import { PLACE } from './boards.js';
import { KEYS } from './keys.js';
import type { Line } from './line.js';
import { script } from './lua.js';

/**
 * Documents: one string a key, `VERSION EXPIRES JSON`, EXPIRES 0 for never. What counts is the
 * instant in the text; the server clears the key away a little later.
 */
export const HEAD = `
-- Version and end of a document, 0 where there is none.
local function head(key)
  local version, expires = string.match(redis.call('GETRANGE', key, 0, 39), '^(%d+) (%d+) ')
  if not version or (expires ~= '0' and tonumber(expires) <= now) then return 0, '0' end
  return tonumber(version), expires
end
local function write(key, version, expires, json)
  redis.call('SET', key, string.format('%.0f %s ', version, expires) .. json)
  if expires ~= '0' then sweep_at(key, expires) end
end
`;

const GET = script(HEAD, `
local version = head(KEYS[1])
if version == 0 then return false end
return redis.call('GET', KEYS[1])`);

const SET = script(HEAD, `
local version = head(KEYS[1])
write(KEYS[1], version + 1, after(ARGV[4]), ARGV[3])`);

const DELETE = script(HEAD, `
local version = head(KEYS[1])
redis.call('DEL', KEYS[1])
return version > 0 and 1 or 0`);

const COMPARE_AND_SET = script(HEAD, PLACE, `
local version, expires = head(KEYS[1])
if version ~= tonumber(ARGV[3]) then return 0 end
if ARGV[5] ~= '' then expires = after(ARGV[5]) end
write(KEYS[1], version + 1, expires, ARGV[4])
if KEYS[2] then place(KEYS[2], ARGV[6], ARGV[7]) end
return 1`);

export function documents(line: Line) {
  return {
    async get(key: string): Promise<Entry<unknown> | undefined> {
      const text = await line.run(GET, [KEYS.document(key)], []);
      return typeof text === 'string' ? entryOf(text) : undefined;
    },
    async set(key: string, json: string, ttlMs: number | null): Promise<void> {
      await line.run(SET, [KEYS.document(key)], [json, ttlMs ?? '']);
    },
    delete: async (key: string): Promise<boolean> => (await line.run(DELETE, [KEYS.document(key)], [])) === 1,
    async compareAndSet(key: string, version: number, json: string, ttlMs: number | null, rank?: Rank): Promise<boolean> {
      const keys = [KEYS.document(key), ...(rank ? [KEYS.board(rank.board)] : [])];
      return (await line.run(COMPARE_AND_SET, keys, [version, json, ttlMs ?? '', rank?.member ?? '', rank?.score ?? ''])) === 1;
    },
  };
}

/** The parts of a document as it is kept. */
export function headOf(text: string): { version: number; expires: number; json: string } {
  const first = text.indexOf(' ');
  const second = text.indexOf(' ', first + 1);
  return { version: Number(text.slice(0, first)), expires: Number(text.slice(first + 1, second)), json: text.slice(second + 1) };
}

function entryOf(text: string): Entry<unknown> {
  const { version, json } = headOf(text);
  return { value: JSON.parse(json), version };
}
