import { watch } from 'node:fs';

/** Editors write a file in several steps; milliseconds of quiet that end a save. */
const QUIET_MS = 200;

/** Calls `changed` after each save below a folder, never twice at once. Returns how to stop. */
export function watchFolder(folder: string, changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(changed)), QUIET_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
