import type { WebClient } from '@slack/web-api';
import type { Audience, MessageRef, Responder } from '../../src/ports.js';
import { DeliveryError } from '../../src/errors.js';
import { delivery, RespondError, slackWord } from './errors.js';
import { sendToHook } from './hook.js';
import { channelId, messageId } from './ids.js';
import type { Origin } from './receive.js';
import { sendShown, type Upload } from './pictures.js';
import { type SlackMessage, wired } from './render.js';
import type { Redact } from './secrets.js';

export interface ResponderParts {
  readonly client: Pick<WebClient, 'chat' | 'files'>;
  readonly origin: Origin;
  /** The acknowledgement, under way since the event came in: on Slack it is the same for every audience. */
  readonly acknowledged: Promise<void>;
  readonly upload: Upload;
  readonly redact: Redact;
}

/** A person is waiting: longer than this a rate limit is not sat out, in milliseconds. */
const MAX_WAIT = 30_000;
const TRIES = 3;
/** What Slack says when the bot may not write to a channel that it can be called from. */
const OUTSIDE = new Set(['not_in_channel', 'channel_not_found', 'restricted_action']);

/** Whether a response address takes no answer any more: after 30 minutes, after 5 answers, or because it never did. */
const isOver = (error: unknown): boolean =>
  error instanceof RespondError && error.reason !== 'invalid_blocks' && (error.status === 404 || error.reason === 'expired_url' || error.reason === 'used_url');

/** First answers are not paced; only a rate limit, where Slack surely did nothing, is waited for. */
export function createResponder({ client, origin, acknowledged, upload, redact }: ResponderParts): Responder {
  const { team, channel, user, thread, openThread, responseUrl, pressed } = origin;
  const ref = (ts: string | undefined): MessageRef | undefined =>
    ts === undefined ? undefined : { channel: channelId(team, channel), message: messageId(team, channel, ts) };

  const toEveryone = async (message: SlackMessage): Promise<MessageRef | undefined> => {
    try {
      return ref((await client.chat.postMessage({ channel, thread_ts: thread, ...wired(message) })).ts);
    } catch (error) {
      if (responseUrl === undefined || !OUTSIDE.has(slackWord(error) ?? '')) throw error;
      await sendToHook(responseUrl, message, { response_type: 'in_channel', replace_original: false, thread_ts: thread });
      return undefined;
    }
  };

  /** At the response address while it lives, which works where the bot is no member too; a form may be open for longer. */
  const toMember = async (message: SlackMessage, replace = false): Promise<undefined> => {
    try {
      if (responseUrl !== undefined) {
        const options = replace ? { replace_original: true } : { replace_original: false, thread_ts: openThread };
        await sendToHook(responseUrl, message, { response_type: 'ephemeral', ...options });
        return;
      }
    } catch (error) {
      if (!isOver(error)) throw error;
    }
    await client.chat.postEphemeral({ channel, user, thread_ts: openThread, ...wired({ text: message.text, blocks: message.blocks }) });
  };

  const inPlace = async (message: SlackMessage): Promise<MessageRef | undefined> => {
    if (pressed?.ts !== undefined)
      return ref((await client.chat.update({ channel, ts: pressed.ts, ...wired({ text: message.text, blocks: message.blocks }) })).ts);
    return toMember(message, pressed !== undefined);
  };

  const send: Record<Audience, (message: SlackMessage) => Promise<MessageRef | undefined>> = {
    everyone: toEveryone,
    you: toMember,
    'in-place': inPlace,
  };

  return {
    acknowledge: () => acknowledged,
    async answer(reply, audience) {
      const sources = await upload(client, reply);
      for (let tries = 1; ; tries++) {
        try {
          return await sendShown(reply, sources, send[audience]);
        } catch (error) {
          const known = delivery(error, redact);
          if (!isRateLimit(error, known) || known.retryAfterMs > MAX_WAIT || tries === TRIES) throw known;
          await new Promise((resolve) => setTimeout(resolve, known.retryAfterMs));
        }
      }
    },
  };
}

const isRateLimit = (error: unknown, known: DeliveryError): boolean =>
  known.kind === 'retry' && (known.message === 'ratelimited' || (error instanceof Error && 'status' in error && error.status === 429));
