// A process that answers as many members do, each answer sent twice, and prints a line for every answer that was
// acknowledged, until all are given or it is killed.
// Arguments: the built store module, the store's file, how many members.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';

const [module, file, members] = process.argv.slice(2);
const { openStore } = await import(module);
const store = await openStore(`file:${file}`, { now: () => Date.now(), token: () => randomUUID() });

async function answer(i) {
  const member = `m${i}`;
  // two of three are right
  const points = i % 3 === 0 ? [] : [{ board: 'score', member, by: 1 }];
  const send = () => store.record([{ set: 'attempts', member, value: { name: member, answer: 'b', at: i }, points }, { set: 'players', member, value: member }]);
  await Promise.all([send(), send()]);
  writeSync(1, `${i}\n`);
}

const STEP = 500;
for (let i = 0; i < Number(members); i += STEP) await Promise.all(Array.from({ length: Math.min(STEP, Number(members) - i) }, (_, n) => answer(i + n)));
await store.close();
