import type { Store } from '../../store.js';
import type { Meters } from './meters.js';

type Operation = Exclude<keyof Store, 'close'>;

/** All of them, as the compiler sees to. */
const OPERATIONS: Readonly<Record<Operation, true>> = {
  get: true, set: true, delete: true, putIfAbsent: true, compareAndSet: true, claim: true, complete: true, release: true, add: true, put: true, remove: true,
  member: true, count: true, members: true, score: true, top: true, rank: true, lowest: true, forget: true, record: true,
};

/** The same store, each of its calls timed. */
export function measuredStore(store: Store, meters: Pick<Meters, 'store'>): Store {
  const timed = (operation: Operation) => {
    const call = store[operation].bind(store) as (...given: unknown[]) => Promise<unknown>;
    return async (...given: unknown[]): Promise<unknown> => {
      const began = performance.now();
      try {
        const result = await call(...given);
        meters.store(operation, 'ok', performance.now() - began);
        return result;
      } catch (error) {
        meters.store(operation, 'failed', performance.now() - began);
        throw error;
      }
    };
  };
  const measured = Object.fromEntries((Object.keys(OPERATIONS) as Operation[]).map((operation) => [operation, timed(operation)]));
  return { ...measured, close: () => store.close() } as unknown as Store;
}
