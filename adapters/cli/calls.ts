import type { Hall } from '../hall.js';
import type { Terminal } from '../terminal/index.js';
import { ASK, heard } from '../terminal/wire.js';
import { batchOf, IMPORT, storeBatch } from './import-store.js';

/** The call that copies the store into a new file. */
export const BACKUP = 'backup';

/** What the running process does for `ask`, `import` and `backup`, which must not open its store. */
export const handleCall =
  ({ parts, backup }: Hall, terminal: Terminal) =>
  async (name: string, args: unknown): Promise<unknown> => {
    if (name === ASK) {
      const { line, options } = heard(args);
      return terminal.say(line, options);
    }
    if (name === IMPORT) return storeBatch(parts, batchOf(args));
    if (name === BACKUP && backup) return backup(targetOf(args));
    throw new Error(`this process knows no call ${name}; is it an older version?`);
  };

function targetOf(args: unknown): string {
  const to = typeof args === 'object' && args !== null && 'to' in args ? args.to : undefined;
  if (typeof to !== 'string') throw new Error('a backup needs {"to": PATH}');
  return to;
}
