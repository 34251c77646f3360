import { base, type Payload, type Who } from './interactions.js';
import { CHANNEL, snowflake } from './world.js';

/** A message of anybody that a menu is opened on. */
export interface Target {
  readonly id?: string;
  readonly author: { readonly id: string; readonly name: string };
  /** Empty where the message has only files or embeds. */
  readonly content: string;
  /** Epoch ms. */
  readonly at: number;
}
export interface MenuCall extends Who {
  /** The entry, as it is registered. */
  readonly name: string;
  readonly target: Target;
}

const [COMMAND, MESSAGE] = [2, 3];

/** An entry of a message's own menu, chosen, as the gateway sends it: with the message, partial. */
export function menuPayload(call: MenuCall): Payload {
  const { author, content, at, id = snowflake() } = call.target;
  const message = {
    id,
    channel_id: call.channel ?? CHANNEL,
    type: 0,
    author: { id: author.id, username: `user${author.id}`, global_name: author.name, discriminator: '0', avatar: null, public_flags: 0 },
    content,
    timestamp: new Date(at).toISOString().replace('Z', '000+00:00'),
    edited_timestamp: null,
    flags: 0,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
  };
  const data = { id: snowflake(), type: MESSAGE, name: call.name, target_id: id, resolved: { messages: { [id]: message } } };
  return base(call, COMMAND, { data });
}
