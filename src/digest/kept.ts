import { createMemory, type Memory } from '../memory.js';

/**
 * Things made from something else and worth keeping, the newest `size` of them for each owner (held weakly: when content is
 * read again, what was made from the old one goes). In memory only, so a new version of the program starts anew.
 */
export function createKept<Value extends object>(size: number): (owner: object, key: string, make: () => Value) => Value {
  const kept = new WeakMap<object, Memory<Value>>();
  return (owner, key, make) => {
    const memory = kept.get(owner) ?? createMemory<Value>(size);
    kept.set(owner, memory);
    const value = memory.recall(key) ?? make();
    memory.keep(key, value);
    return value;
  };
}
