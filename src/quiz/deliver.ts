import type { Parts } from '../commands/command.js';
import { DeliveryError } from '../errors.js';
import { ROUND_TTL_MS } from './round.js';

/** How long one delivery under way keeps others from it, milliseconds; the longest request is shorter than half of it. */
const LEASE_MS = 30_000;

/** `later`: somebody else is at it. `lost`: it will never land, and is not tried again. */
export type Delivered<T> = { readonly state: 'done'; readonly result: T } | { readonly state: 'later' } | { readonly state: 'lost' };

/**
 * Sends something once, whoever else is at it and wherever it is killed. What a platform cannot take now is thrown,
 * to be tried again; `attempt` counts from 1. @throws DeliveryError of kind `retry`, StoreUnavailable
 */
export async function deliverOnce<T>({ store, log }: Parts, key: string, send: (attempt: number) => Promise<T>): Promise<Delivered<T>> {
  const claim = await store.claim(key, { leaseMs: LEASE_MS, ttlMs: ROUND_TTL_MS });
  if (claim.state === 'busy') return { state: 'later' };
  if (claim.state === 'done') return (claim.result ?? { state: 'lost' }) as Delivered<T>;
  let settled: Delivered<T>;
  try {
    settled = { state: 'done', result: await send(claim.attempt) };
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.kind === 'retry') {
      await store.release(key, claim.token);
      throw error;
    }
    // the channel or message is gone, or not ours any more: trying again would not bring it back
    log.warn('a part of a quiz could not be delivered', { key, error });
    settled = { state: 'lost' };
  }
  await store.complete(key, claim.token, settled);
  return settled;
}
