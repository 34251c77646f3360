import type { WebClient } from '@slack/web-api';
import type { Adapter, MessageRef } from '../../src/ports.js';
import type { Pace } from '../../src/io/pace.js';
import { delivery, mayHaveLanded, slackWord } from './errors.js';
import { channelId, channelOf, teamOf, tsOf } from './ids.js';
import { renderSlack } from './render.js';
import type { Redact } from './secrets.js';

/** Type of our metadata; the key of the post stands in its payload. */
const EVENT_TYPE = 'study_hall_post';

/** How far back a second attempt looks. Slack docs "conversations.history": 100 by default, 999 at most. */
const LOOK_BACK = 100;

type Posts = Pick<Adapter, 'post' | 'landed' | 'tell' | 'edit' | 'pin'>;

/** Posts and edits, paced. The web client below repeats nothing by itself: a repeat is decided here, knowing what may have landed. */
export function createPosts(client: Pick<WebClient, 'chat' | 'conversations' | 'pins'>, pace: Pace, redact: Redact): Posts {
  const paced = <T>(channel: string, job: () => Promise<T>): Promise<T> =>
    pace.run(channel, async () => {
      try {
        return await job();
      } catch (error) {
        throw delivery(error, redact);
      }
    });

  /** The `ts` of a message with this key, in the channel itself or in a thread of it. */
  const find = async (channel: string, key: string, thread: string | undefined): Promise<string | undefined> => {
    try {
      const where = { channel, limit: LOOK_BACK, include_all_metadata: true };
      const { messages = [] } =
        thread === undefined ? await client.conversations.history(where) : await client.conversations.replies({ ...where, ts: thread });
      return messages.find(({ metadata }) => metadata?.event_type === EVENT_TYPE && payloadKey(metadata.event_payload) === key)?.ts;
    } catch (error) {
      // without the right to read there is no means to know; the post itself will say what else is wrong
      if (slackWord(error) === 'missing_scope') return undefined;
      throw error;
    }
  };

  return {
    async post(channel, reply, { key, attempt, under }): Promise<MessageRef> {
      const message = renderSlack(reply);
      const where = channelOf(channel);
      const thread_ts = under && tsOf(under.message.message);
      let unsure = attempt > 1;
      return paced(channel, async () => {
        const before = unsure ? await find(where, key, thread_ts) : undefined;
        if (before !== undefined) return { channel, message: `${channel}:${before}` };
        try {
          const metadata = { event_type: EVENT_TYPE, event_payload: { key } };
          const { ts } = await client.chat.postMessage({ channel: where, thread_ts, ...message, metadata });
          return { channel, message: `${channel}:${ts}` };
        } catch (error) {
          unsure ||= mayHaveLanded(error);
          throw error;
        }
      });
    },
    async landed(channel, _reply, { key }) {
      const ts = await paced(channel, () => find(channelOf(channel), key, undefined));
      return ts === undefined ? undefined : { channel, message: `${channel}:${ts}` };
    },
    // Slack opens the conversation by itself; to read it the bot would need rights of its own, so a repeat is not looked for
    async tell(member, reply): Promise<MessageRef> {
      const message = renderSlack(reply);
      const { ts, channel } = await paced(member, () => client.chat.postMessage({ channel: channelOf(member), ...message }));
      const home = channelId(teamOf(member), channel ?? '');
      return { channel: home, message: `${home}:${ts}` };
    },
    async edit({ channel, message }, reply): Promise<void> {
      const { text, blocks } = renderSlack(reply);
      await paced(channel, () => client.chat.update({ channel: channelOf(channel), ts: tsOf(message), text, blocks }));
    },
    async pin({ channel, message }): Promise<void> {
      await paced(channel, async () => {
        try {
          await client.pins.add({ channel: channelOf(channel), timestamp: tsOf(message) });
        } catch (error) {
          if (slackWord(error) !== 'already_pinned') throw error;
        }
      });
    },
  };
}

const payloadKey = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : undefined;
