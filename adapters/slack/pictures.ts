import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { drawAll } from '../../src/pictures.js';
import type { Log, Pictures } from '../../src/ports.js';
import type { ImageBlock, Reply } from '../../src/reply.js';
import { delivery, slackWord } from './errors.js';
import { renderSlack, type SlackMessage, type Sources } from './render.js';
import type { Redact } from './secrets.js';

/** A person is waiting: longer than this no upload is waited for, in milliseconds. */
const PATIENCE = 5_000;
/** Slack takes a moment to look at a new file and refuses blocks with it until then: pauses before the next tries, in milliseconds. */
const PAUSES = [700, 1_500];

export interface UploadParts {
  readonly pictures: Pictures | undefined;
  readonly log: Log;
  readonly redact: Redact;
}

/** Uploads the pictures of a reply to a workspace. Never rejects: a picture that could not be uploaded has no source. */
export type Upload = (client: Pick<WebClient, 'files'>, reply: Reply) => Promise<Sources>;

/** By Slack docs "Working with files", "Uploading files": an address, the bytes, and that they are whole. */
export function createUpload({ pictures, log, redact }: UploadParts): Upload {
  /** Workspaces whose token lacks the scope: the bot says so once, and asks no more until it starts again. */
  const without = new WeakSet<object>();

  const one = async (client: Pick<WebClient, 'files'>, { card }: ImageBlock, png: Uint8Array, signal: AbortSignal) => {
    const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({ filename: 'picture.png', length: png.length });
    if (url === undefined || id === undefined) throw new Error('no address to upload to');
    const taken = await fetch(url, { method: 'POST', body: png.slice(), headers: { 'Content-Type': 'application/octet-stream' }, redirect: 'error', signal });
    if (!taken.ok) throw new Error(`the upload was answered ${taken.status}`);
    // of no channel: the message alone shows it
    await client.files.completeUploadExternal({ files: [{ id, title: card.title }] });
    return { slack_file: { id } };
  };

  return async (client, reply) => {
    const drawn = without.has(client) ? undefined : await drawAll(reply, pictures);
    if (drawn === undefined || drawn.size === 0) return new Map();
    const signal = AbortSignal.timeout(PATIENCE);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('the upload took too long')), { once: true });
    });
    try {
      const all = Promise.all([...drawn].map(async ([block, { png }]) => [block, await one(client, block, png, signal)] as const));
      return new Map(await Promise.race([all, late]));
    } catch (error) {
      if (slackWord(error) === 'missing_scope') without.add(client);
      log.warn('Slack took no picture, its words are sent alone', { error: delivery(error, redact).message });
      return new Map();
    }
  };
}

/** Sends a reply with its pictures, or the words alone where Slack does not take a file that it was given. */
export async function sendShown<T>(reply: Reply, sources: Sources, send: (message: SlackMessage) => Promise<T>): Promise<T> {
  for (const pause of sources.size === 0 ? [] : [...PAUSES, 0]) {
    try {
      return await send(renderSlack(reply, sources));
    } catch (error) {
      if (slackWord(error) !== 'invalid_blocks') throw error;
      await wait(pause);
    }
  }
  return send(renderSlack(reply));
}
