import type { Log } from './ports.js';

/**
 * Eight characters of [a-z0-9] that stand for an event wherever it is spoken of: in every line of the log about it, and in
 * the sentence that a member reads when something went wrong. The same for every delivery of the event; its key, which
 * names places of the platform, cannot be read from it.
 */
export function traceOf(key: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return (2 ** 32 * (b & 0xfffff) + (a >>> 0)).toString(36).padStart(8, '0').slice(-8);
}

/** A log that adds the same fields to every line. */
export const tagged = (log: Log, tag: Record<string, unknown>): Log => ({
  info: (message, fields) => log.info(message, { ...tag, ...fields }),
  warn: (message, fields) => log.warn(message, { ...tag, ...fields }),
  error: (message, fields) => log.error(message, { ...tag, ...fields }),
});
