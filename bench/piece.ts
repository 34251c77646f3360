import type { Locale } from '../src/locale/index.js';
import type { Chance } from './random.js';

/** A few words out of a text, as somebody half remembers them. */
export function pieceOf(text: string, locale: Locale, chance: Chance): string {
  if (locale === 'en') {
    const words = text.split(/\s+/);
    const at = chance.below(Math.max(1, words.length - 4));
    return words.slice(at, at + 4).join(' ');
  }
  const at = chance.below(Math.max(1, text.length - 8));
  return text.slice(at, at + 8);
}
