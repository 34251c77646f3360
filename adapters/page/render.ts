import { summary, type Reply } from '../../src/reply.js';
import { renderDiscord } from '../discord/render.js';
import { renderSlack } from '../slack/render.js';
import type { WireContent } from './web/wire.js';

/** A reply as the page shows it: the very payloads of the two platforms, and the plain words. */
export function renderPage(reply: Reply): WireContent {
  return {
    discord: { ...renderDiscord(reply) },
    slack: { ...renderSlack(reply) },
    summary: summary(reply),
    locale: reply.locale,
  };
}
