import { StoreUnavailable } from '../../../store.js';

/** What a call to Redis ended with, as the port says it. A RangeError is the caller's mistake; all else is Redis's state. */
export function told(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  const message = wordsOf(error as Error);
  if (message.startsWith('RANGE ')) return new RangeError(message.slice('RANGE '.length));
  if (message.includes('OOM command not allowed')) return new StoreUnavailable('Redis is full: it has reached its maxmemory', { cause: error });
  return new StoreUnavailable(`the store cannot do this now: ${message}`, { cause: error });
}

/** The client's own words for a lost connection say nothing to a reader. */
const LOST = /max retries per request|^Connection is closed|^Command aborted|^Stream isn't writeable/;

/** True for an error that comes of an earlier one, which says more. */
export const isVague = (error: Error): boolean => LOST.test(error.message);

export const wordsOf = (error: Error): string => (isVague(error) ? 'the connection was lost before an answer came' : error.message);

/** The server's clock in a refusal for lateness, epoch milliseconds; undefined for every other error. */
export function lateAt(error: unknown): number | undefined {
  const [, at] = /^LATE (\d+)/.exec((error as Error).message) ?? [];
  return at === undefined ? undefined : Number(at);
}

/** Trying again does not help before somebody changes the address or the server's users. */
export const isRefusal = (error: Error): boolean => /\b(WRONGPASS|NOAUTH|NOPERM)\b|invalid (username-)?password|DB index is out of range/i.test(error.message);
