// One of several processes at one Redis: adds 1 to a shared document and its name to a list, as often as it is told,
// and takes what work it can get. Prints one JSON line with what it was told by the store.
// Arguments: the folder of the build, the address, its name, how many updates.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const [build, url, name, updates] = process.argv.slice(2);
const { openStore } = await import(`${build}/src/io/store/index.js`);
const { update } = await import(`${build}/src/store.js`);
const store = await openStore(url, { now: () => Date.now(), token: () => randomUUID() });

// all begin together
await store.add('here', name);
while ((await store.count('here')) < 3) await wait(5);

const seen = [];
const add = async (i) => seen.push((await update(store, 'counter', (now) => ({ n: (now?.n ?? 0) + 1, last: `${name}${i}` }))).n);
const took = [];
const take = async (i) => {
  const claim = await store.claim(`job-${i}`, { leaseMs: 60_000 });
  if (claim.state !== 'claimed') return;
  took.push(i);
  await store.score('board', 'all', 1);
  await store.complete(`job-${i}`, claim.token, name);
};
for (let i = 0; i < Number(updates); i++) await Promise.all([add(i), take(i), store.record([{ set: 'answers', member: `m${i}`, value: name, points: [{ board: 'score', member: `m${i}`, by: 1 }] }])]);
process.stdout.write(`${JSON.stringify({ seen, took })}\n`);
await store.close();
