import { redact } from '../redact.js';
import type { Config } from './config.js';
import { redisAddress } from './store/redis/address.js';

/** Shorter ones are parts of other words. */
const SHORTEST = 6;

/** The values of a configuration that nobody may read: what is named a token, a secret or a key, and the password of its store. */
export function secretsOf(config: Config): string[] {
  const named = Object.entries(config).flatMap(([name, value]) => (/(?:TOKEN|SECRET|KEY)S?$/.test(name) && typeof value === 'string' ? [value] : []));
  const { password } = redisAddress(config.STORE_URL) ?? {};
  return [...named, ...(password === undefined ? [] : [password])].filter(({ length }) => length >= SHORTEST);
}

/** Cuts secrets out of a text: every one of a known shape, and these values whatever their shape. */
export const masking =
  (secrets: readonly string[]) =>
  (text: string): string =>
    secrets.reduce((now, one) => now.replaceAll(one, '***'), redact(text));
