// A process that writes a backup or restores one, once. Arguments: `backup` or `restore`, the folder of the built store
// modules, from, to, and for which call that changes files it is to kill itself (from 0): before it, a copy in its middle.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [what, built, from, to, at] = process.argv.slice(2);
let left = Number(at ?? Infinity);
for (const name of ['copyFileSync', 'chmodSync', 'renameSync', 'linkSync', 'rmSync', 'fsyncSync']) {
  const real = fs[name];
  fs[name] = (...given) => {
    if (left-- === 0) {
      if (name === 'copyFileSync') fs.writeFileSync(given[1], fs.readFileSync(given[0]).subarray(0, 50_000));
      process.kill(process.pid, 'SIGKILL');
    }
    return real(...given);
  };
}
syncBuiltinESMExports();
const { writeBackup } = await import(`${built}/backup/write.js`);
const { restoreFile } = await import(`${built}/backup/restore.js`);
const { openAsItIs } = await import(`${built}/file.js`);
fs.writeSync(1, 'go\n');
if (what === 'backup') writeBackup(openAsItIs(from), to);
else restoreFile(from, to);
fs.writeSync(1, 'done\n');
