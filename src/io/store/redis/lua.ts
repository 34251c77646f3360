import { createHash } from 'node:crypto';

/** A script that runs on the server in one step, with its first two arguments filled in by the line. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

/**
 * What every script begins with. `now`: the server's clock, epoch milliseconds. What comes after its deadline is refused:
 * a call that its caller gave up on must not be done later, when a frozen server wakes up.
 * ARGV[1]: another clock to go by, '' for none; ARGV[2]: the deadline on the server's own clock.
 */
const PRELUDE = `
local clock = redis.call('TIME')
local real = clock[1] * 1000 + math.floor(clock[2] / 1000)
if real > tonumber(ARGV[2]) then return redis.error_reply(string.format('LATE %.0f', real)) end
local now = tonumber(ARGV[1]) or real

-- An instant so many milliseconds from now, as text; '0' where there is none to count.
local function after(ms)
  return ms == '' and '0' or string.format('%.0f', math.min(now + ms, 9e15))
end
-- Lets the server clear a key away by itself, a minute after the instant that counts.
local function sweep_at(key, instant)
  redis.call('PEXPIREAT', key, string.format('%.0f', math.min(real + (instant - now) + 60000, 9e15)))
end
`;

/** Arguments of the script itself begin at ARGV[3]. */
export function script(...parts: readonly string[]): Script {
  const lua = PRELUDE + parts.join('\n');
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}
