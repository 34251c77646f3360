import { NEW_READER, type Reader, readerKey } from '../course/reading.js';
import { update } from '../store.js';
import type { Context } from './command.js';

/** Where the member of a request is in the course. */
export const readerOf = async ({ store, request }: Context): Promise<Reader> => (await store.get<Reader>(readerKey(request.member.id)))?.value ?? NEW_READER;

/** Changes it, and returns what it is then. Where the change returns what it was given, nothing is written. `relaxed`: as of the store's. */
export async function changeReader({ store, request }: Context, change: (reader: Reader) => Reader, options?: { relaxed: boolean }): Promise<Reader> {
  const changed = (now: Reader | undefined) => {
    const before = now ?? NEW_READER;
    const after = change(before);
    return after === before ? undefined : after;
  };
  return (await update<Reader>(store, readerKey(request.member.id), changed, options)) ?? NEW_READER;
}
