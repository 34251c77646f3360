import type { Checked } from '../groups.js';
import { SUM, TOO_LARGE } from './boards.js';
import { HEAD } from './documents.js';
import { KEYS } from './keys.js';
import type { Line } from './line.js';
import { script } from './lua.js';
import { ADD } from './sets.js';

/**
 * Additions with their points. A script that fails halfway is not undone, so all is worked out before anything is written.
 * ARGV[3]: version that the document KEYS[1] must have, '' for no such wish. Then for each addition: index of the set's
 * key, member, JSON, number of points, and for each of these: index of the board's key, member, by.
 */
const RECORD = script(HEAD, ADD, SUM, `
if ARGV[3] ~= '' and head(KEYS[1]) ~= tonumber(ARGV[3]) then return false end
local at = 3
local function take()
  at = at + 1
  return ARGV[at]
end
local added, taken, totals, order = {}, {}, {}, {}
while at < #ARGV do
  local set, member, json, points = KEYS[tonumber(take())], take(), take(), tonumber(take())
  local name = set .. '\\0' .. member
  if taken[name] or redis.call('HEXISTS', set, member) == 1 then break end
  taken[name] = true
  added[#added + 1] = { set, member, json }
  for _ = 1, points do
    local board, who, by = KEYS[tonumber(take())], take(), tonumber(take())
    local place = board .. '\\0' .. who
    local one = totals[place]
    if not one then
      one = { board, who, tonumber(redis.call('ZSCORE', board, who) or 0) }
      totals[place] = one
      order[#order + 1] = one
    end
    one[3] = sum(one[3], by)
    if not one[3] then return redis.error_reply('${TOO_LARGE}') end
  end
end
for _, one in ipairs(added) do add(one[1], one[2], one[3]) end
for _, one in ipairs(order) do redis.call('ZADD', one[1], exact(one[3]), one[2]) end
return #added`);

export function recorder(line: Line) {
  return async (additions: readonly Checked[], unchanged: { readonly key: string; readonly version: number } | undefined): Promise<number | undefined> => {
    const keys: string[] = unchanged ? [KEYS.document(unchanged.key)] : [];
    /** Keys are named once each, by index. */
    const indexes = new Map<string, number>();
    const index = (key: string): number => {
      const known = indexes.get(key) ?? keys.push(key);
      indexes.set(key, known);
      return known;
    };
    const args = additions.flatMap(({ set, member, json, points = [] }) => [
      index(KEYS.set(set)),
      member,
      json ?? '',
      points.length,
      ...points.flatMap((one) => [index(KEYS.board(one.board)), one.member, one.by]),
    ]);
    const count = await line.run(RECORD, keys, [unchanged?.version ?? '', ...args]);
    return typeof count === 'number' ? count : undefined;
  };
}
