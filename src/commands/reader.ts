import { NEW_READER, type Reader, readerKey } from '../course/reading.js';
import { update } from '../store.js';
import type { Context } from './command.js';

/** Where the member of a request is in the course. */
export const readerOf = async ({ store, request }: Context): Promise<Reader> => (await store.get<Reader>(readerKey(request.member.id)))?.value ?? NEW_READER;

/** Changes it, and returns what it is then. */
export async function changeReader({ store, request }: Context, change: (reader: Reader) => Reader): Promise<Reader> {
  return (await update<Reader>(store, readerKey(request.member.id), (reader) => change(reader ?? NEW_READER))) ?? NEW_READER;
}
