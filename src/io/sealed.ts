import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key by its name; `key` is undefined where it was lost and what it sealed is given up. */
export interface SealKey {
  readonly name: string;
  /** 32 bytes. */
  readonly key: Uint8Array | undefined;
}

/** A text as it is kept: AES-256-GCM under the named key. All in base64url. */
export interface Sealed {
  readonly key: string;
  readonly iv: string;
  readonly tag: string;
  readonly text: string;
}

export interface Box {
  /** Seals with the first key. `place` is where the text is kept: moved elsewhere it does not open. */
  seal(text: string, place: string): Sealed;
  /** Whether it is sealed with the first key. */
  isFresh(sealed: Sealed): boolean;
  /** `lost`: its key was given up. `unreadable`: its key is not there, is another one, or the text was changed. */
  open(sealed: Sealed, place: string): { readonly text: string } | 'lost' | 'unreadable';
}

const BYTES = 32;
const LOST = 'lost';

/** `NAME:BASE64` or `NAME:lost`, with commas; the first has to be a key. Undefined for anything else, and for a name given twice. */
export function readSealKeys(text: string): readonly SealKey[] | undefined {
  const keys = text.split(',').map((part): SealKey | undefined => {
    const [, name, value = ''] = /^([\w-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part.trim()) ?? [];
    if (name === undefined) return undefined;
    if (value === LOST) return { name, key: undefined };
    const key = Buffer.from(value, 'base64');
    return key.length === BYTES ? { name, key } : undefined;
  });
  const found = keys.filter((key) => key !== undefined);
  const fits = found.length === keys.length && found[0]?.key !== undefined && new Set(found.map(({ name }) => name)).size === found.length;
  return fits ? found : undefined;
}

/** @param keys as `readSealKeys` gives them */
export function createBox(keys: readonly SealKey[]): Box {
  const [first] = keys;
  if (first?.key === undefined) throw new TypeError('a key to seal with is needed');
  const { name, key } = first;
  return {
    seal(text, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { key: name, iv: iv.toString('base64url'), tag: cipher.getAuthTag().toString('base64url'), text: sealed.toString('base64url') };
    },
    isFresh: (sealed) => sealed.key === name,
    open(sealed, place) {
      const named = keys.find((one) => one.name === sealed.key);
      if (named === undefined) return 'unreadable';
      if (named.key === undefined) return 'lost';
      const bytes = (what: 'iv' | 'tag' | 'text') => Buffer.from(sealed[what], 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', named.key, bytes('iv'), { authTagLength: 16 }).setAAD(Buffer.from(place)).setAuthTag(bytes('tag'));
        return { text: Buffer.concat([decipher.update(bytes('text')), decipher.final()]).toString('utf8') };
      } catch {
        return 'unreadable';
      }
    },
  };
}
