/** Small tools for the rules: each finds what is wrong at a path and adds it to a list. */
export type Found = string[];
export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with exactly these keys: `required` all there, nothing besides them and `optional`. */
export function shape(value: unknown, at: string, required: readonly string[], optional: readonly string[], found: Found): value is Fields {
  if (!isFields(value)) {
    found.push(`${at}: an object is needed`);
    return false;
  }
  for (const key of required) if (value[key] === undefined) found.push(`${at}: missing ${key}`);
  for (const key of Object.keys(value)) if (!required.includes(key) && !optional.includes(key)) found.push(`${at}: unknown key ${key}`);
  return true;
}

/** A string of `min` to `max` UTF-16 code units. */
export function text(value: unknown, at: string, min: number, max: number, found: Found): void {
  if (typeof value !== 'string') found.push(`${at}: a string is needed`);
  else if (value.length < min || value.length > max) found.push(`${at}: ${value.length} characters, ${min}–${max} are allowed`);
}

/** An array of `min` to `max` members, each given to `each`. */
export function all(value: unknown, at: string, min: number, max: number, found: Found, each: (one: unknown, at: string) => void): void {
  if (!Array.isArray(value)) {
    found.push(`${at}: an array is needed`);
    return;
  }
  if (value.length < min || value.length > max) found.push(`${at}: ${value.length} members, ${min}–${max} are allowed`);
  value.forEach((one, i) => each(one, `${at}[${i}]`));
}

export function unique(values: readonly unknown[], at: string, found: Found): void {
  const known = values.filter((value) => value !== undefined);
  if (new Set(known).size < known.length) found.push(`${at}: not unique`);
}

/** Every string in a value, keys left out, must be well-formed UTF-16. */
export function wellFormed(value: unknown, at: string, found: Found): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) found.push(`${at}: a lone surrogate`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) wellFormed(one, `${at}.${key}`, found);
  }
}
