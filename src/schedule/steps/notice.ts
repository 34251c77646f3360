import { DeliveryError } from '../../errors.js';
import { translator } from '../../locale/index.js';
import { buttons } from '../../reply.js';
import { scheduleOf } from '../book.js';
import { listenersOf, portionOf } from '../notices.js';
import { mentions, MOST } from '../posts/notices.js';
import { type Doer, threadTitle } from './doing.js';

/** As a post's: an adapter takes a third of it at most. */
const LEASE_MS = 60_000;
const TTL_MS = 40 * 86_400_000;

/** Whoever the post had no room to mention, in portions below it: each with its own claim, so that none is sent twice. */
export const notice: Doer = async ({ parts, adapter, follow, options }) => {
  const { store } = parts;
  const { message, channel, date, locale } = follow;
  const schedule = await scheduleOf(store, follow.schedule);
  if (!schedule || !message) return [];
  const t = translator(locale);
  const listeners = await listenersOf(parts, schedule);
  for (let portion = 1; ; portion++) {
    const members = await portionOf(store, schedule.id, { date, portion }, listeners, MOST);
    if (!members) return [];
    if (members.length === 0) continue;
    const key = `${options.key}:${portion}`;
    const claim = await store.claim(key, { leaseMs: LEASE_MS, ttlMs: TTL_MS });
    if (claim.state === 'done') continue;
    if (claim.state === 'busy') throw new DeliveryError('retry', 'another process is at it');
    const { token, attempt, sinceMs: since } = claim;
    const off = { label: t('post.notice.off'), line: `schedule notice off id:${schedule.id} date:${date} part:${portion}` };
    try {
      await adapter.post(channel, { locale, blocks: [mentions(members, t), buttons(off)] }, { key, attempt, since, under: { message, title: threadTitle(parts, follow) } });
    } catch (error) {
      await store.release(key, token);
      throw error;
    }
    await store.complete(key, token);
  }
};
