import { pino } from 'pino';
import type { Log } from '../ports.js';

/** `/interactions/<id>/<token>` and `/webhooks/<id>/<token>` carry a secret in the path; Slack tokens and response addresses are secrets whole. */
const SECRETS: readonly [RegExp, string][] = [
  [/(\/(?:interactions|webhooks)\/\d+\/)[\w.-]+/g, '$1***'],
  [/\bxox[a-z]-[\w-]+|\bxapp-[\w-]+/g, '***'],
  [/(\/(?:commands|actions)\/[A-Z0-9]+\/)[\w/]+/g, '$1***'],
  [/\b[MNO][\w-]{23,}\.[\w-]{6}\.[\w-]{27,}/g, '***'],
];

/** Text that may go into a log: every secret of a known shape is cut out. */
export const redact = (text: string): string => SECRETS.reduce((now, [shape, mask]) => now.replace(shape, mask), text);

const plain = (value: unknown): unknown => {
  if (value instanceof Error) {
    return { name: value.name, message: redact(value.message), stack: redact(value.stack ?? ''), cause: value.cause === undefined ? undefined : plain(value.cause) };
  }
  return typeof value === 'string' ? redact(value) : value;
};

const safe = (fields: Record<string, unknown> = {}) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));

/** JSON lines on standard error, so that standard output stays the program's own. */
export function createLog(level: string): Log {
  const out = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (message, fields) => out.info(safe(fields), redact(message)),
    warn: (message, fields) => out.warn(safe(fields), redact(message)),
    error: (message, fields) => out.error(safe(fields), redact(message)),
  };
}
