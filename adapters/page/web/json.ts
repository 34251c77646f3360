/** Payloads arrive as JSON of any shape; these read them without trusting them. */
export type Json = Readonly<Record<string, unknown>>;

export const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
export const array = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(object) : []);
export const string = (value: unknown): string => (typeof value === 'string' ? value : '');
