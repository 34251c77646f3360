import type { Parts } from '../commands/command.js';
import { did, failed, type Follow, ready, type Step } from './follow.js';
import { changeFollow, dropFollow, followOf } from './follows.js';
import { DOERS } from './steps/index.js';

/** As a post's: an adapter takes a third of it at most. */
const LEASE_MS = 60_000;
const LEDGER_TTL_MS = 40 * 86_400_000;

/** Does the steps whose time has come; none waits for another. Those that only a newer version knows are left to it. */
export async function runFollow(parts: Parts, platform: string, key: string): Promise<void> {
  const follow = await followOf(parts.store, key);
  if (!follow) return dropFollow(parts.store, platform, key);
  const known = ready(follow, parts.clock.now()).filter(({ kind }) => Object.hasOwn(DOERS, kind));
  await Promise.all(known.map((one) => runStep(parts, follow, one)));
}

/** One step: claim, do, complete, note. A failure is noted with the time of the next attempt. */
async function runStep(parts: Parts, follow: Follow, { kind }: Step): Promise<void> {
  const { store, clock, log } = parts;
  const adapter = parts.adapters.get(follow.platform);
  if (!adapter) return;
  const key = `${follow.key}:${kind}`;
  const claim = await store.claim(key, { leaseMs: LEASE_MS, ttlMs: LEDGER_TTL_MS });
  if (claim.state === 'busy') return;
  const note = (to: (now: Follow) => Follow) => changeFollow(store, follow.key, to);
  if (claim.state === 'done') return void (await note((now) => did(now, kind, claim.result as readonly Step[])));
  const { token, attempt, sinceMs } = claim;
  try {
    const more = await DOERS[kind]({ parts, adapter, follow, options: { key, attempt, since: sinceMs } });
    if (await store.complete(key, token, more)) await note((now) => did(now, kind, more));
  } catch (error) {
    log.warn('a step after a scheduled post failed', { key, attempt, error });
    // before the claim is given back, so that the time to wait holds for every process
    await note((now) => failed(now, kind, clock.now(), error));
    await store.release(key, token);
  }
}
