import { headOf } from './documents.js';
import { named } from './keys.js';
import type { Line } from './line.js';
import { script } from './lua.js';
import { fieldsOf, ourKeys } from './scan.js';
import { placed, REMOVE, REMOVE_VALUE } from './sets.js';

/** Only where the key still has this text. */
const DELETE_SAME = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[3] then return 0 end
return redis.call('DEL', KEYS[1])`);

/**
 * Takes a member out of everything; see the port. Key by key, so that nobody waits for it: one who is killed in the
 * middle has to be asked again, which does the rest.
 */
export function forgetter(line: Line) {
  const fromSet = async (key: string, member: string): Promise<void> => {
    await line.run(REMOVE, [key], [member]);
    for await (const flat of fieldsOf(line, key)) {
      for (const one of placed(flat)) if (isOf(one.json, member)) await line.run(REMOVE_VALUE, [key], [one.member, one.text]);
    }
  };
  const fromDocument = async (key: string, member: string): Promise<void> => {
    for (;;) {
      const text = await line.ask((redis) => redis.get(key));
      // written meanwhile: looked at again
      if (text === null || !isOf(headOf(text).json, member) || (await line.run(DELETE_SAME, [key], [text])) === 1) return;
    }
  };
  const from = async (key: string, member: string): Promise<unknown> => {
    const found = named(key);
    if (!found || found.kind === 'claim') return;
    if (found.name.endsWith(`:${member}`)) return line.ask((redis) => redis.del(key));
    if (found.kind === 'board') return line.ask((redis) => redis.zrem(key, member));
    return found.kind === 'set' ? fromSet(key, member) : fromDocument(key, member);
  };

  return async (member: string): Promise<void> => {
    for await (const keys of ourKeys(line)) await Promise.all(keys.map((key) => from(key, member)));
  };
}

/** Whether a value, as JSON text, has the member as its own `member`. */
function isOf(json: string, member: string): boolean {
  // most have none, and need not be read
  if (!json.includes('"member":')) return false;
  const value = JSON.parse(json) as { member?: unknown } | null;
  return value?.member === member;
}
