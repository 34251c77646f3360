import type { Log } from '../../src/ports.js';

export interface Logged {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Record<string, unknown>;
}

/** A log that a test reads afterwards. */
export function listLog(logged: Logged[]): Log {
  const at = (level: Logged['level']) => (message: string, fields: Record<string, unknown> = {}) => void logged.push({ level, message, fields });
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
