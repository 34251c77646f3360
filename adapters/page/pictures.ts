import { createHash } from 'node:crypto';
import { drawAll } from '../../src/pictures.js';
import type { Pictures } from '../../src/ports.js';
import type { Reply } from '../../src/reply.js';
import { renderPage } from './render.js';
import type { WireContent } from './web/wire.js';

/** Pictures kept for the browser, about 100 kB each; of older messages their text alone is seen. */
const KEPT = 60;

export interface Shelf {
  /** A reply as the page shows it, its pictures put on the shelf. */
  show(reply: Reply): Promise<WireContent>;
  /** The PNG at an address of the page. */
  find(path: string): Uint8Array | undefined;
}

/** Pictures by address. An address tells the size, so that the browser leaves room for it, and cannot be guessed without the picture. */
export function createShelf(pictures: Pictures | undefined): Shelf {
  const kept = new Map<string, Uint8Array>();
  return {
    async show(reply) {
      const drawn = await drawAll(reply, pictures);
      const addresses = new Map(
        [...drawn].map(([block, { png, width, height }]) => {
          const path = `/picture/${width}x${height}-${createHash('sha256').update(png).digest('base64url')}.png`;
          kept.delete(path);
          kept.set(path, png);
          return [block, path];
        }),
      );
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return renderPage(reply, addresses);
    },
    find: (path) => kept.get(path),
  };
}
