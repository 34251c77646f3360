import { randomBytes } from 'node:crypto';
import type { Random } from '../ports.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 12;
const FAIR = 256 - (256 % ALPHABET.length);

export const random: Random = {
  next: () => randomBytes(4).readUInt32LE() / 2 ** 32,
  id() {
    let id = '';
    // bytes beyond the last whole turn through the alphabet would make its beginning likelier
    while (id.length < LENGTH) for (const byte of randomBytes(LENGTH - id.length)) if (byte < FAIR) id += ALPHABET[byte % ALPHABET.length];
    return id;
  },
};
