import { PREFIX } from './keys.js';
import type { Line } from './line.js';

/** Keys or fields looked at in one go. */
const STEP = 200;

/** Every key of ours, a few at a time; one may come twice. What is there all the while does come. */
export async function* ourKeys(line: Line): AsyncGenerator<string[]> {
  let cursor = '0';
  do {
    const [next, found] = await line.ask((redis) => redis.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', STEP));
    cursor = next;
    if (found.length > 0) yield found;
  } while (cursor !== '0');
}

/** A hash's fields and values, a few at a time; one may come twice. */
export async function* fieldsOf(line: Line, key: string): AsyncGenerator<string[]> {
  let cursor = '0';
  do {
    const [next, flat] = await line.ask((redis) => redis.hscan(key, cursor, 'COUNT', STEP));
    cursor = next;
    if (flat.length > 0) yield flat;
  } while (cursor !== '0');
}
