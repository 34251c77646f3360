import type { Picture } from './card.js';
import type { Pictures } from './ports.js';
import type { ImageBlock, Reply } from './reply.js';

/** The pictures of a reply, each by its block; a block without one is left out of the message. */
export type Drawn = ReadonlyMap<ImageBlock, Picture>;

const imagesOf = (reply: Reply): ImageBlock[] => reply.blocks.filter((block) => block.kind === 'image');

/** Draws what there is to draw; at once done where there is nothing. */
export async function drawAll(reply: Reply, pictures: Pictures | undefined): Promise<Drawn> {
  const drawn = new Map<ImageBlock, Picture>();
  if (pictures) {
    for (const block of imagesOf(reply)) {
      const picture = await pictures.draw(block.card);
      if (picture) drawn.set(block, picture);
    }
  }
  return drawn;
}
