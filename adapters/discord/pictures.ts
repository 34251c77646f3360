import type { RawFile } from 'discord.js';
import type { Drawn } from '../../src/pictures.js';
import type { Reply } from '../../src/reply.js';
import { deliveryError } from './errors.js';
import { renderDiscord, type DiscordMessage } from './render.js';

type Send<T> = (body: DiscordMessage, files: RawFile[]) => Promise<T>;

/**
 * Sends a reply with its pictures as files of the message (developer docs, "Uploading Files"). Where Discord takes none here,
 * for want of the right to attach files or of room, the words alone.
 */
export async function sendDrawn<T>(reply: Reply, drawn: Drawn, send: Send<T>): Promise<T> {
  if (drawn.size === 0) return send(renderDiscord(reply), []);
  const named = [...drawn].map(([block, { png }], i) => ({ block, png, name: `picture-${i + 1}.png` }));
  const addresses = new Map(named.map(({ block, name }) => [block, `attachment://${name}`]));
  const body = { ...renderDiscord(reply, addresses), attachments: named.map(({ name }, i) => ({ id: String(i), filename: name })) };
  try {
    return await send(body, named.map(({ png, name }) => ({ name, data: Buffer.from(png), contentType: 'image/png' })));
  } catch (error) {
    const { kind } = deliveryError(error);
    if (kind !== 'refused' && kind !== 'forbidden') throw error;
    return send(renderDiscord(reply), []);
  }
}
