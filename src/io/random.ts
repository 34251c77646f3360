import { randomBytes, randomInt } from 'node:crypto';
import type { Random } from '../ports.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

export const random: Random = {
  next: () => randomBytes(4).readUInt32LE() / 2 ** 32,
  id: () => Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
};
