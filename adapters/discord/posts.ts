import { createHash } from 'node:crypto';
import { RESTJSONErrorCodes, Routes, type REST } from 'discord.js';
import type { Pace } from '../../src/io/pace.js';
import { drawAll } from '../../src/pictures.js';
import type { Adapter, MessageRef, Pictures, PostOptions, PreflightOptions } from '../../src/ports.js';
import { codeOf, deliveryError, errorLine, isForbidden } from './errors.js';
import { findOwn, inWindow } from './find.js';
import { fromId, toId } from './ids.js';
import type { Reply } from '../../src/reply.js';
import { sendDrawn } from './pictures.js';
import { renderDiscord } from './render.js';
import { refOf } from './respond.js';

/** Where conversations with members are opened: Discord counts that for the bot as a whole. */
const OPENING = 'discord:@me';

interface Parts {
  readonly rest: REST;
  readonly pace: Pace;
  readonly patienceMs: number;
  readonly pictures?: Pictures | undefined;
  /** What of the channel is missing for a post and for what else is wanted there. */
  missing(channel: string, wants: PreflightOptions['wants']): Promise<string[]>;
  /** The bot's own id, once it is logged in. */
  bot(): string;
}

type Posts = Pick<Adapter, 'post' | 'tell' | 'edit' | 'pin'> & Required<Pick<Adapter, 'landed'>>;

/** What the bot sends by itself, paced. */
export function createPosts({ rest, pace, patienceMs, pictures, missing, bot }: Parts): Posts {
  /** Runs a call in the channel's turn; a refusal for want of rights says which. */
  const send = <T>(channel: string, call: () => Promise<T>, wants: PreflightOptions['wants'] = []): Promise<T> =>
    pace.run(channel, async () => {
      try {
        return await call();
      } catch (error) {
        if (!isForbidden(error)) throw deliveryError(error);
        const names = channel === OPENING ? [] : await missing(channel, wants).catch(() => []);
        // where no right is missing, Discord's own words say what is
        throw deliveryError(error, names.length > 0 ? names : [errorLine(error)]);
      }
    });

  /** One message with one key. Inside the nonce's window Discord gives a repeat the first message; later it is looked for. */
  const write = async (channel: string, reply: Reply, { key, attempt, since, under }: PostOptions, signal: AbortSignal): Promise<MessageRef> => {
    const drawn = await drawAll(reply, pictures);
    const nonce = createHash('sha256').update(key).digest('base64url').slice(0, 25);
    const id = fromId(channel);
    return send(channel, async () => {
      const now = Date.now();
      const before = attempt > 1 && !inWindow(since, now) ? await findOwn(rest, id, bot(), renderDiscord(reply), { since, now, signal, alone: under !== undefined }) : undefined;
      const post = () => sendDrawn(reply, drawn, (body, files) => rest.post(Routes.channelMessages(id), { body: { ...body, nonce, enforce_nonce: true }, files, signal }));
      return refOf(before ?? (await post()));
    });
  };

  /** The thread of a message has the message's id, whoever opened it. */
  const thread = async ({ message, title }: NonNullable<PostOptions['under']>, signal: AbortSignal): Promise<string> => {
    const route = Routes.threads(fromId(message.channel), fromId(message.message));
    const open = async () => {
      try {
        await rest.post(route, { body: { name: title }, signal });
      } catch (error) {
        if (codeOf(error) !== RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) throw error;
      }
    };
    await send(message.channel, open, ['thread']);
    return message.message;
  };

  return {
    async post(channel, reply, options) {
      const signal = AbortSignal.timeout(patienceMs);
      return write(options.under ? await thread(options.under, signal) : channel, reply, options, signal);
    },

    async landed(channel, reply, { since }) {
      const signal = AbortSignal.timeout(patienceMs);
      const found = await send(channel, () => findOwn(rest, fromId(channel), bot(), renderDiscord(reply), { since, now: Date.now(), signal }));
      return found && refOf(found);
    },

    async tell(member, reply, options) {
      const signal = AbortSignal.timeout(patienceMs);
      const recipient_id = fromId(member);
      const { id } = (await send(OPENING, () => rest.post(Routes.userChannels(), { body: { recipient_id }, signal }))) as { id: string };
      return write(toId(id), reply, options, signal);
    },

    async edit({ channel, message }, reply) {
      const route = Routes.channelMessage(fromId(channel), fromId(message));
      const drawn = await drawAll(reply, pictures);
      const signal = AbortSignal.timeout(patienceMs);
      const patch = () => sendDrawn(reply, drawn, (body, files) => rest.patch(route, { body, files, signal }));
      await send(channel, async () => {
        try {
          await patch();
        } catch (error) {
          if (codeOf(error) !== RESTJSONErrorCodes.InvalidActionOnArchivedThread) throw error;
          await rest.patch(Routes.channel(fromId(channel)), { body: { archived: false }, signal });
          await patch();
        }
      });
    },

    async pin({ channel, message }, on) {
      const route = Routes.channelMessagesPin(fromId(channel), fromId(message));
      await send(channel, () => rest[on ? 'put' : 'delete'](route, { signal: AbortSignal.timeout(patienceMs) }), ['pin']);
    },
  };
}
