import type { Hall } from '../hall.js';
import { sealedIn } from '../slack/install/installed.js';
import type { Terminal } from '../terminal/index.js';
import { ASK, heard } from '../terminal/wire.js';
import { batchOf, IMPORT, storeBatch } from './import-store.js';

/** The call that copies the store into a new file. */
export const BACKUP = 'backup';
/** The call that lists installations of the Slack app, their tokens sealed. */
export const INSTALLATIONS = 'installations';

/** What the running process does for `ask`, `import`, `backup` and `doctor`, which must not open its store. */
export const handleCall =
  ({ parts, backup }: Hall, terminal: Terminal) =>
  async (name: string, args: unknown): Promise<unknown> => {
    if (name === ASK) {
      const { line, options } = heard(args);
      return terminal.say(line, options);
    }
    if (name === IMPORT) return storeBatch(parts, batchOf(args));
    if (name === INSTALLATIONS) return sealedIn(parts.store);
    if (name === BACKUP && backup) return backup(targetOf(args));
    throw new Error(`this process knows no call ${name}; is it an older version?`);
  };

function targetOf(args: unknown): string {
  const to = typeof args === 'object' && args !== null && 'to' in args ? args.to : undefined;
  if (typeof to !== 'string') throw new Error('a backup needs {"to": PATH}');
  return to;
}
