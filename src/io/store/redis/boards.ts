import type { Rank } from '../../../store.js';
import { KEYS } from './keys.js';
import type { Line } from './line.js';
import { script } from './lua.js';

/** Boards: one sorted set a board. Redis orders ties by the bytes of the member, which is by code point. */
export const PLACE = `
local function place(key, member, score)
  if score == '' then redis.call('ZREM', key, member) else redis.call('ZADD', key, score, member) end
end
`;

/** The caller's mistake, found on the way: becomes a RangeError. */
export const TOO_LARGE = 'RANGE score: too large';

/** A score after so many points, nil where no number can say it; and a number as text that loses nothing. */
export const SUM = `
local function sum(before, by)
  local total = before + by
  return total - total == 0 and total or nil
end
local function exact(number)
  return string.format('%.17g', number)
end
`;

const SCORE = script(SUM, `
local total = sum(tonumber(redis.call('ZSCORE', KEYS[1], ARGV[3]) or 0), tonumber(ARGV[4]))
if not total then return redis.error_reply('${TOO_LARGE}') end
redis.call('ZADD', KEYS[1], exact(total), ARGV[3])
return exact(total)`);

/** Ties are given upside down by ZREVRANGE, and of those at the cut it gives the last ones: these are asked for again. */
const TOP = script(`
if ARGV[3] == '0' then return {} end
local rows = redis.call('ZREVRANGE', KEYS[1], 0, ARGV[4], 'WITHSCORES')
local out, first = {}, 1
while first < #rows do
  local score, size = rows[first + 1], 1
  while rows[first + 2 * size + 1] == score do size = size + 1 end
  local cut = first + 2 * size > #rows and redis.call('ZRANGEBYSCORE', KEYS[1], score, score, 'LIMIT', 0, size)
  for i = 1, size do
    out[#out + 1] = cut and cut[i] or rows[first + 2 * (size - i)]
    out[#out + 1] = score
  end
  first = first + 2 * size
end
return out`);

export const RANK = script(PLACE, `place(KEYS[1], ARGV[3], ARGV[4])`);

export function boards(line: Line) {
  return {
    score: async (board: string, member: string, by: number): Promise<number> => Number(await line.run(SCORE, [KEYS.board(board)], [member, by])),
    top: async (board: string, limit: number) => rows((await line.run(TOP, [KEYS.board(board)], [limit, limit - 1])) as string[]),
    async rank({ board, member, score }: Rank): Promise<void> {
      await line.run(RANK, [KEYS.board(board)], [member, score ?? '']);
    },
    lowest: async (board: string, upTo: number, limit: number) =>
      rows(await line.ask((redis) => redis.zrangebyscore(KEYS.board(board), '-inf', upTo, 'WITHSCORES', 'LIMIT', 0, limit))),
  };
}

/** Members and scores in turn, as Redis gives them. */
export function rows(flat: readonly string[]): { member: string; score: number }[] {
  const all: { member: string; score: number }[] = [];
  for (let i = 0; i < flat.length; i += 2) all.push({ member: flat[i] as string, score: Number(flat[i + 1]) });
  return all;
}
