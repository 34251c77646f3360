import { parseArgs } from 'node:util';
import { copyStore } from '../../src/io/store/copy/copy.js';
import type { Portable } from '../../src/io/store/copy/piece.js';
import { openPortable } from '../../src/io/store/index.js';
import { storeAddress } from '../hall.js';

const USAGE = `npm run store:copy -- FROM TO [--replace]

Copies everything that is kept from one store into another, and counts it there.
FROM, TO   addresses as in STORE_URL: file:PATH, redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]
--replace  deletes all that TO has before; without it TO must be empty

Stop the bot first, and set STORE_URL to TO afterwards. FROM stays as it is. A copy that was
interrupted is begun anew by the same command; until then nobody can open TO.`;

async function run(from: string, to: string, replace: boolean): Promise<void> {
  const now = () => Date.now();
  const opened: Portable[] = [];
  const open = async (url: string, fresh: boolean): Promise<Portable> => {
    const store = await openPortable(storeAddress(url), { now, fresh });
    opened.push(store);
    return store;
  };
  try {
    const [source, target] = [await open(from, false), await open(to, true)];
    const { document, claim, member, score } = await copyStore(source, target, { now, replace });
    process.stdout.write(`${target.shown} has all of ${source.shown}: ${document} documents, ${claim} claims, ${member} set members, ${score} scores; counted there\n`);
  } finally {
    for (const store of opened) await store.close();
  }
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  const [from, to, more] = positionals;
  if (values.help || from === undefined || to === undefined || more !== undefined) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
  } else await run(from, to, values.replace === true);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
