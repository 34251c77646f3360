/** The longest delay that a timer takes, milliseconds. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** Resolves after so many milliseconds, at once where none are left, or where it is told to stop. Never rejects. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const timer = setTimeout(done, Math.min(ms, MAX_DELAY_MS));
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
