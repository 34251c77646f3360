/** A longer gap between two looks at the clock counts as so many milliseconds, unless this process computed for longer. */
const GAP_MS = 50;
const LOOK_MS = 20;

let [total, looked, spent] = [0, performance.now(), process.cpuUsage()];
const watches = new Set<{ longest: number }>();

/**
 * Milliseconds in which this process ran, from a start of its own. A machine that stands still, or gives the processor
 * to others, adds next to nothing: what must be done in time is late only if the program was slow, not its machine.
 */
export function awakeMs(): number {
  const { user, system } = process.cpuUsage(spent);
  const now = performance.now();
  const awake = Math.min(now - looked, Math.max(GAP_MS, (user + system) / 1000));
  for (const watch of watches) watch.longest = Math.max(watch.longest, now - looked - awake);
  total += awake;
  [looked, spent] = [now, process.cpuUsage()];
  return total;
}

// between two questions the time goes on
setInterval(awakeMs, LOOK_MS).unref();

/** Watches from now on; gives the longest standstill, in milliseconds, since it was asked for last. */
export function watchStandstills(): () => number {
  awakeMs();
  const watch = { longest: 0 };
  watches.add(watch);
  return () => {
    awakeMs();
    const found = watch.longest;
    watch.longest = 0;
    return found;
  };
}

/** Calls once so many milliseconds have been spent awake; keeps no process alive. */
export function afterAwake(ms: number, call: () => void): void {
  const end = awakeMs() + ms;
  const look = (): void => {
    const left = end - awakeMs();
    if (left <= 0) call();
    else setTimeout(look, left).unref();
  };
  look();
}
