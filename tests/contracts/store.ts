import { describe } from 'vitest';
import { claims } from './store-claims.js';
import { documents } from './store-documents.js';
import { groups } from './store-groups.js';
import { ranks } from './store-ranks.js';
import type { OpenStore } from './store-opened.js';

/** O1: what every store has to do, whatever stands behind it. Each test gets a store of its own from `open`. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`store contract: ${name}`, () => {
    documents(open);
    claims(open);
    groups(open);
    ranks(open);
  });
}
