import { summary, type ImageBlock, type Reply } from '../../src/reply.js';
import { renderDiscord } from '../discord/render.js';
import { renderSlack } from '../slack/render.js';
import type { WireContent } from './web/wire.js';

/**
 * A reply as the page shows it: the payloads of the two platforms, and the plain words. The payloads are the very ones but
 * for pictures, which here have an address on the page.
 */
export function renderPage(reply: Reply, addresses: ReadonlyMap<ImageBlock, string>): WireContent {
  const sources = new Map([...addresses].map(([block, image_url]) => [block, { image_url }]));
  return {
    discord: { ...renderDiscord(reply, addresses) },
    slack: { ...renderSlack(reply, sources) },
    summary: summary(reply),
    locale: reply.locale,
  };
}
