/** Secrets of a known shape: tokens, response addresses, tickets of Socket Mode. */
const SHAPES: readonly [RegExp, string][] = [
  [/\bx(?:ox[a-z]|app|oxe\.xox[a-z])-[\w.-]+/g, '***'],
  [/(\/(?:commands|actions|services|workflows|app)\/T[A-Z0-9]+\/)[\w/-]+/g, '$1***'],
  [/([?&](?:ticket|token)=)[^&\s"']+/g, '$1***'],
];

export type Redact = (text: string) => string;

/** Cuts secrets out of text that may be logged or thrown: `known` values wherever they stand, and every known shape. */
export function createRedact(known: readonly (string | undefined)[]): Redact {
  const values = known.filter((value): value is string => value !== undefined && value.length > 0);
  return (text) => {
    const shaped = SHAPES.reduce((now, [shape, mask]) => now.replace(shape, mask), text);
    return values.reduce((now, value) => now.replaceAll(value, '***'), shaped);
  };
}
