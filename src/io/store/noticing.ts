import type { Store } from '../../store.js';

/** A store that also says which document was changed by compare-and-set, or deleted, once that holds. */
export const noticing = (store: Store, wrote: (key: string) => void): Store => ({
  ...store,
  async compareAndSet(key, version, value, options) {
    const did = await store.compareAndSet(key, version, value, options);
    if (did) wrote(key);
    return did;
  },
  async delete(key) {
    const did = await store.delete(key);
    if (did) wrote(key);
    return did;
  },
});
