import type { Card } from '../../src/card.js';
import type { Pictures } from '../../src/ports.js';

/** The smallest PNG there is. */
export const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export interface Dots extends Pictures {
  readonly cards: Card[];
}

/** Draws a dot for every card, at once, and keeps what it was asked for; nothing while `off`. */
export function dots(): Dots & { off: boolean } {
  const made = {
    cards: [] as Card[],
    off: false,
    async draw(card: Card) {
      made.cards.push(card);
      return made.off ? undefined : { png: DOT, width: 900, height: 480 };
    },
  };
  return made;
}
