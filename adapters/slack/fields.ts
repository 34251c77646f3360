/** Payloads as they come: nothing in them is sure to be there. */
export type Fields = Readonly<Record<string, unknown>>;

export const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

export const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
