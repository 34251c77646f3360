import type { Hall } from '../hall.js';
import type { Terminal } from '../terminal/index.js';
import { ASK, heard } from '../terminal/wire.js';
import { batchOf, IMPORT, storeBatch } from './import-store.js';

/** What the running process does for `ask` and `import`, which must not open its store. */
export const handleCall =
  ({ parts }: Hall, terminal: Terminal) =>
  async (name: string, args: unknown): Promise<unknown> => {
    if (name === ASK) {
      const { line, options } = heard(args);
      return terminal.say(line, options);
    }
    if (name === IMPORT) return storeBatch(parts, batchOf(args));
    throw new Error(`this process knows no call ${name}; is it an older version?`);
  };
