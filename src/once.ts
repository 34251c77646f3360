/** Runs a job unless one of the same name is under way already; resolves when it is done, at once when it was left out. */
export type Once = (name: string, job: () => Promise<void>) => Promise<void>;

/** A post that waits for its platform is not started a second time by the next look at what is due. */
export function createOnce(): Once {
  const running = new Set<string>();
  return async (name, job) => {
    if (running.has(name)) return;
    running.add(name);
    try {
      await job();
    } finally {
      running.delete(name);
    }
  };
}
