import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { DeliveryError } from '../../src/errors.js';
import type { Adapter, MessageRef, PostOptions } from '../../src/ports.js';
import type { Pace } from '../../src/io/pace.js';
import type { Reply } from '../../src/reply.js';
import { delivery, mayHaveLanded, slackWord } from './errors.js';
import { EVENT_TYPE, findPost } from './find.js';
import { channelId, channelOf, teamOf, tsOf } from './ids.js';
import { sendShown, type Upload } from './pictures.js';
import type { Redact } from './secrets.js';

/**
 * Looking for an earlier attempt begins nothing new after so many milliseconds, waiting included: with the call under way and
 * the post itself, each of 4 s at most, all stays within 20 s, a third of a delivery's lease.
 */
const LOOKING = 12_000;

type Posts = Pick<Adapter, 'post' | 'landed' | 'tell' | 'edit' | 'pin'>;

/** What the bot sends by itself, paced. The web client below repeats nothing: a repeat is decided here, knowing what may have landed. */
export function createPosts(client: Pick<WebClient, 'chat' | 'conversations' | 'files' | 'pins'>, pace: Pace, redact: Redact, upload: Upload): Posts {
  const limits = createLimits();

  const paced = <T>(channel: string, job: () => Promise<T>): Promise<T> =>
    pace.run(channel, async () => {
      try {
        return await job();
      } catch (error) {
        const known = delivery(error, redact);
        if (!(error instanceof WebAPIRateLimitedError)) throw known;
        const { message, retryAfterMs } = known;
        throw new DeliveryError('retry', message, { retryAfterMs, scope: limits.met(channel, retryAfterMs) });
      }
    });

  /** One message with one key; `look`: whether an earlier attempt can be found. */
  const write = (lane: string, reply: Reply, { key, attempt, since, under }: PostOptions, look: boolean): Promise<MessageRef> => {
    const metadata = { event_type: EVENT_TYPE, event_payload: { key } };
    const channel = channelOf(lane);
    const thread = under && tsOf(under.message.message);
    const until = performance.now() + LOOKING;
    let unsure = attempt > 1;
    return paced(lane, async () => {
      const before = look && unsure ? await limits.unmet(() => findPost(client, channel, { key, thread, since, until })) : undefined;
      if (before !== undefined) return { channel: lane, message: `${lane}:${before}` };
      try {
        const sent = await sendShown(reply, await upload(client, reply), (message) => client.chat.postMessage({ channel, thread_ts: thread, ...message, metadata }));
        // a message to a member stands in a channel of its own
        const home = channelId(teamOf(lane), sent.channel ?? channel);
        return { channel: home, message: `${home}:${sent.ts}` };
      } catch (error) {
        unsure ||= mayHaveLanded(error);
        throw error;
      }
    });
  };

  return {
    post: async (channel, reply, options) => write(channel, reply, options, true),
    async landed(lane, _reply, { key, since }) {
      const until = performance.now() + LOOKING;
      const ts = await paced(lane, () => limits.unmet(() => findPost(client, channelOf(lane), { key, since, until })));
      return ts === undefined ? undefined : { channel: lane, message: `${lane}:${ts}` };
    },
    // to read a conversation with a member the bot would need rights of their own, so a repeat is not looked for there
    tell: async (member, reply, options) => write(member, reply, { ...options, under: undefined }, false),
    async edit({ channel, message }, reply) {
      const at = { channel: channelOf(channel), ts: tsOf(message) };
      await paced(channel, async () => sendShown(reply, await upload(client, reply), ({ text, blocks }) => client.chat.update({ ...at, text, blocks })));
    },
    async pin({ channel, message }, on) {
      await paced(channel, async () => {
        try {
          await client.pins[on ? 'add' : 'remove']({ channel: channelOf(channel), timestamp: tsOf(message) });
        } catch (error) {
          if (slackWord(error) !== (on ? 'already_pinned' : 'no_pin')) throw error;
        }
      });
    },
  };
}

/**
 * Slack limits posts by channel and by workspace, and its 429 does not say which it was. Channels keep their distance here, so
 * one alone was too fast by somebody else's doing; when a second one meets a limit meanwhile, it is the workspace's.
 */
function createLimits() {
  let last = { channel: '', until: 0 };
  return {
    met(channel: string, retryAfterMs: number): 'channel' | 'all' {
      const now = performance.now();
      const scope = last.until > now && last.channel !== channel ? 'all' : 'channel';
      last = { channel, until: now + retryAfterMs };
      return scope;
    },
    /** A look-up has a limit of its own, which says nothing about posts. */
    async unmet<T>(look: () => Promise<T>): Promise<T> {
      try {
        return await look();
      } catch (error) {
        if (!(error instanceof WebAPIRateLimitedError)) throw error;
        throw new DeliveryError('retry', 'ratelimited', { retryAfterMs: error.retryAfter * 1000 });
      }
    },
  };
}
