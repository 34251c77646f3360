// A process that writes to a store as fast as it can and prints a line for every acknowledged write, until it is killed.
// Arguments: the built store module, the store's file, the round's number.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';

const [module, file, round] = process.argv.slice(2);
const { openStore } = await import(module);
const store = await openStore(`file:${file}`, { now: () => Date.now(), token: () => randomUUID() });
// console.log would keep lines in memory while the reader is slow, and they would die with this process
const print = (line) => writeSync(1, `${line}\n`);
print('open');

async function writer(id) {
  for (let i = 0; ; i++) {
    const key = `r${round}-w${id}-${i}`;
    await store.set(key, { key });
    print(`set ${key}`);
    await store.add(`set-${id}`, key, i);
    print(`add ${key}`);
    const claim = await store.claim(key, { leaseMs: 60_000 });
    await store.complete(key, claim.token, key);
    print(`done ${key}`);
    print(`score ${round} ${id} ${await store.score(`board-${round}`, `w${id}`, 1)}`);
  }
}

await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(writer));
