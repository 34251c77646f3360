import { DeliveryError } from '../../errors.js';
import { scheduleOf } from '../book.js';
import type { Doer } from './doing.js';

/**
 * Pins the post, then takes the pin off the schedule's post before: a channel holds few (Slack 100, Discord 250). Where
 * that one is gone, or unpinned by somebody, nothing is left to do.
 */
export const pin: Doer = async ({ parts, adapter, follow: { message, schedule: id, date } }) => {
  const schedule = await scheduleOf(parts.store, id);
  // late: the post of another day has the pin
  if (!message || schedule?.log.some((one) => one.date > date && one.message)) return [];
  await adapter.pin(message, true);
  const before = schedule?.log.find((one) => one.date < date && one.message);
  if (before?.message && schedule?.follow.pin) {
    await adapter.pin(before.message, false).catch((error: unknown) => {
      if (!(error instanceof DeliveryError) || error.kind !== 'gone') throw error;
    });
  }
  return [];
};
