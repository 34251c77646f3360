import { pino } from 'pino';
import type { Log } from '../ports.js';
import { masking } from './secrets.js';

/** Deep enough for what we log; deeper down, and where a value leads back to itself, stands a word. */
const DEPTH = 6;

type Clean = (text: string) => string;

/** A value with every string in it redacted. Of an error its name, message, stack and cause, never the request it carries. */
const plain = (value: unknown, clean: Clean, depth = 0): unknown => {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH) return '[deep]';
  const inner = (one: unknown) => plain(one, clean, depth + 1);
  if (value instanceof Error) {
    const { name, message, stack = '', cause } = value;
    const errors: unknown = value instanceof AggregateError ? value.errors.map(inner) : undefined;
    return { name, message: clean(message), stack: clean(stack), cause: cause === undefined ? undefined : inner(cause), errors };
  }
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]));
};

/** JSON lines on standard error, so that standard output stays the program's own. `secrets`: values that are in none of them. */
export function createLog(level: string, secrets: readonly string[] = []): Log {
  const clean = masking(secrets);
  const safe = (fields: Record<string, unknown> = {}) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value, clean)]));
  const out = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (message, fields) => out.info(safe(fields), clean(message)),
    warn: (message, fields) => out.warn(safe(fields), clean(message)),
    error: (message, fields) => out.error(safe(fields), clean(message)),
  };
}
