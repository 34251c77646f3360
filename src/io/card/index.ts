import type { Card, Picture } from '../../card.js';
import type { Log, Pictures } from '../../ports.js';
import { drawCard } from './draw.js';
import { loadPainter, type Painter } from './fonts.js';
import { missingForPictures } from './packages.js';

/** Pictures kept, 50 to 100 kB each: the same board is asked for by many. */
const KEPT = 20;

/** Draws cards where the optional packages are installed; undefined, and said once, where some are `missing`. */
export function createPictures(log: Log, missing: readonly string[] = missingForPictures()): Pictures | undefined {
  if (missing.length > 0) {
    log.info('pictures are not drawn, their words are sent alone', { install: missing });
    return undefined;
  }
  return drawWith(loadPainter, log);
}

/** `load`: of a canvas and fonts; called at the first picture, for most processes draw none. */
export function drawWith(load: () => Promise<Painter>, log: Log): Pictures {
  let painter: Promise<Painter> | undefined;
  /** By the card as text, the one asked for last at the end. */
  const kept = new Map<string, Promise<Picture>>();

  const drawn = (card: Card): Promise<Picture> => {
    const key = JSON.stringify(card);
    const made = kept.get(key) ?? (painter ??= load()).then((loaded) => drawCard(card, loaded));
    kept.delete(key);
    kept.set(key, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    // a failure is not kept: the next one may be drawn
    made.catch(() => kept.delete(key));
    return made;
  };

  let told = false;
  return {
    async draw(card) {
      try {
        return await drawn(card);
      } catch (error) {
        if (!told) log.warn('a picture could not be drawn, its words are sent alone', { error });
        told = true;
        return undefined;
      }
    },
  };
}
