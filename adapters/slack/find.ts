import type { WebClient } from '@slack/web-api';
import { DeliveryError } from '../../src/errors.js';
import { slackWord } from './errors.js';

/** Type of our metadata; the key of the post stands in its payload. */
export const EVENT_TYPE = 'study_hall_post';

/** Slack docs "conversations.history": 100 by default, 999 at most. */
const PAGE = 100;
/** A lively channel writes fewer than so many pages between two attempts. */
const PAGES = 5;
/** Our clock may be ahead of Slack's by so much, in milliseconds. */
const SKEW = 60_000;

export interface Wanted {
  readonly key: string;
  /** Where the message stands: in the thread of this one. */
  readonly thread?: string | undefined;
  /** Epoch ms of the first attempt. */
  readonly since?: number | undefined;
  /** By performance.now(): not to be looked for any longer. */
  readonly until: number;
}

/**
 * The `ts` of a message with this key; undefined where there is none, and without the right to read, for then there is no
 * means to know: the post itself will say what else is wrong.
 * @throws DeliveryError `retry` when time is up, and whatever the client throws
 */
export async function findPost(client: Pick<WebClient, 'conversations'>, channel: string, { key, thread, since, until }: Wanted): Promise<string | undefined> {
  // a beginning that a moved clock put into the future is none
  const oldest = since === undefined || since > Date.now() ? {} : { oldest: String((since - SKEW) / 1000) };
  let cursor: string | undefined;
  try {
    for (let pages = 0; pages < PAGES; pages++) {
      if (performance.now() > until) throw new DeliveryError('retry', 'looking for an earlier attempt took too long');
      const where = { channel, limit: PAGE, include_all_metadata: true, ...oldest, ...(cursor === undefined ? {} : { cursor }) };
      const found = thread === undefined ? await client.conversations.history(where) : await client.conversations.replies({ ...where, ts: thread });
      const ours = found.messages?.find(({ metadata }) => metadata?.event_type === EVENT_TYPE && keyIn(metadata.event_payload) === key);
      cursor = found.response_metadata?.next_cursor;
      if (ours !== undefined || !found.has_more || !cursor) return ours?.ts;
    }
  } catch (error) {
    if (slackWord(error) !== 'missing_scope') throw error;
  }
  return undefined;
}

const keyIn = (payload: unknown): unknown => (typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : undefined);
