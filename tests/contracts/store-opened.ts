import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../src/store.js';

/** A store under test. `advance` moves its clock; `reopen` closes it and opens the same data again. */
interface OpenedStore {
  store: Store;
  reopen(): Promise<Store>;
  advance(ms: number): void;
  dispose(): Promise<void>;
}

export type OpenStore = () => Promise<OpenedStore>;

/** A fresh store for each test of the block that calls this. */
export function fresh(open: OpenStore): Omit<OpenedStore, 'dispose'> {
  let at: OpenedStore;
  beforeEach(async () => {
    at = await open();
  });
  afterEach(() => at.dispose());
  return {
    get store() {
      return at.store;
    },
    reopen: () => at.reopen(),
    advance: (ms) => at.advance(ms),
  };
}
