// A process that writes a backup or restores one, once, and is killed in the middle. Arguments: `backup` or `restore`, the
// folder of the built store modules, from, to.
import { writeSync } from 'node:fs';

const [what, built, from, to] = process.argv.slice(2);
const { writeBackup } = await import(`${built}/backup/write.js`);
const { restoreFile } = await import(`${built}/backup/restore.js`);
const { openAsItIs } = await import(`${built}/file.js`);
writeSync(1, 'go\n');
if (what === 'backup') writeBackup(openAsItIs(from), to);
else restoreFile(from, to);
writeSync(1, 'done\n');
