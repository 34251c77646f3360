import { LogLevel } from '@slack/bolt';
import type { Log } from '../../src/ports.js';
import type { Redact } from './secrets.js';

/** Bolt's logger interface, as far as it is used. */
export interface BoltLogger {
  debug(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  error(...parts: unknown[]): void;
  setLevel(level: LogLevel): void;
  getLevel(): LogLevel;
  setName(name: string): void;
}

/** Longest message that goes on, in UTF-16 code units: enough for a sentence of the library, too short for a payload. */
const MAX = 300;

/**
 * Bolt and its clients on our log. `debug` is dropped, because there they print whole payloads with message text;
 * of objects only the name and message of an error goes on, because the rest may carry a request.
 */
export function boltLogger(log: Log, redact: Redact): BoltLogger {
  const words = (parts: unknown[]) =>
    redact(
      parts
        .map((part) => (part instanceof Error ? `${part.name}: ${part.message}` : typeof part === 'string' ? part : ''))
        .filter(Boolean)
        .join(' '),
    ).slice(0, MAX);
  return {
    debug: () => undefined,
    info: (...parts) => log.info(words(parts), { from: 'slack' }),
    warn: (...parts) => log.warn(words(parts), { from: 'slack' }),
    error: (...parts) => log.error(words(parts), { from: 'slack' }),
    // the level is ours, whatever the library would like
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
