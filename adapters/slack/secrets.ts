import { redact } from '../../src/redact.js';

export type Redact = (text: string) => string;

/** Cuts secrets out of text that may be logged or thrown: every known shape, and these `known` values wherever they stand. */
export function createRedact(known: readonly (string | undefined)[]): Redact {
  const values = known.filter((value): value is string => value !== undefined && value.length > 0);
  return (text) => values.reduce((now, value) => now.replaceAll(value, '***'), redact(text));
}
