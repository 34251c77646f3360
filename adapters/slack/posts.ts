import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { DeliveryError } from '../../src/errors.js';
import type { Adapter, MessageRef, PostOptions } from '../../src/ports.js';
import type { Pace } from '../../src/io/pace.js';
import type { Reply } from '../../src/reply.js';
import { delivery, mayHaveLanded, slackWord } from './errors.js';
import { EVENT_TYPE, findPost } from './find.js';
import { channelId, channelOf, teamOf, tsOf } from './ids.js';
import { createLimits } from './limits.js';
import { sendShown, type Upload } from './pictures.js';
import { wired } from './render.js';
import type { Redact } from './secrets.js';
import type { Workspaces } from './workspaces.js';

/**
 * Looking for an earlier attempt begins nothing new after so many milliseconds, waiting included: with the call under way and
 * the post itself, each of 4 s at most, all stays within 20 s, a third of a delivery's lease.
 */
const LOOKING = 12_000;

type Posts = Pick<Adapter, 'post' | 'landed' | 'tell' | 'edit' | 'pin'>;

type Client = Pick<WebClient, 'chat' | 'conversations' | 'files' | 'pins'>;

/**
 * What the bot sends by itself, paced, by the client of the workspace. That below repeats nothing: a repeat is decided
 * here, knowing what may have landed. `alone`: there is one workspace, so that its limits are the platform's.
 */
export function createPosts(workspaces: Workspaces, alone: boolean, pace: Pace, redact: Redact, upload: Upload): Posts {
  const limits = createLimits(alone);

  /** Once more with the token of now, where that of before is dead: the app may have been installed anew over another process. */
  const inHome = async <T>(team: string, job: (client: Client) => Promise<T>): Promise<T> => {
    const home = await workspaces.of(team);
    try {
      return await job(home.posting);
    } catch (error) {
      const { kind, scope } = delivery(error, redact);
      const next = kind === 'forbidden' && scope === 'all' ? await workspaces.renew(team, home) : undefined;
      if (next === undefined) throw error;
      return job(next.posting);
    }
  };

  const paced = <T>(channel: string, job: (client: Client) => Promise<T>): Promise<T> =>
    pace.run(channel, async () => {
      limits.check(channel);
      try {
        return await inHome(teamOf(channel), job);
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
    return paced(lane, async (client) => {
      const before = look && unsure ? await limits.unmet(() => findPost(client, channel, { key, thread, since, until })) : undefined;
      if (before !== undefined) return { channel: lane, message: `${lane}:${before}` };
      try {
        const sent = await sendShown(reply, await upload(client, reply), (message) => client.chat.postMessage({ channel, thread_ts: thread, ...wired(message), metadata }));
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
      const ts = await paced(lane, (client) => limits.unmet(() => findPost(client, channelOf(lane), { key, since, until })));
      return ts === undefined ? undefined : { channel: lane, message: `${lane}:${ts}` };
    },
    // to read a conversation with a member the bot would need rights of their own, so a repeat is not looked for there
    tell: async (member, reply, options) => write(member, reply, { ...options, under: undefined }, false),
    async edit({ channel, message }, reply) {
      const at = { channel: channelOf(channel), ts: tsOf(message) };
      await paced(channel, async (client) => sendShown(reply, await upload(client, reply), ({ text, blocks }) => client.chat.update({ ...at, ...wired({ text, blocks }) })));
    },
    async pin({ channel, message }, on) {
      await paced(channel, async (client) => {
        try {
          await client.pins[on ? 'add' : 'remove']({ channel: channelOf(channel), timestamp: tsOf(message) });
        } catch (error) {
          if (slackWord(error) !== (on ? 'already_pinned' : 'no_pin')) throw error;
        }
      });
    },
  };
}

